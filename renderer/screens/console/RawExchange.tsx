import { Button } from "@mantine/core";
import { useState } from "react";
import { type CallExchange, withoutSecrets } from "../../../src/contract/index.ts";
import { useMemoryStore } from "../../memory-store.ts";
import { CopyButton } from "../../parts/CopyButton.tsx";
import { Note } from "../../parts/Note.tsx";
import { presenting } from "../../presenter.ts";
import { words } from "../../words.ts";
import styles from "./console.module.css";

const say = words.exchange;

/** The text that went over the wire, both ways; the secret is masked. */
export const RawExchange = ({ exchange }: { readonly exchange: CallExchange }) => (
  <div className={styles["story"]}>
    <Part title={say.rawRequest} copy={say.copyRequest} text={exchange.requestText} />
    <Part title={say.rawResponse} copy={say.copyResponse} text={exchange.responseText} />
  </div>
);

/** Laying out megabytes as text holds the window up for seconds. */
const LONGEST_SHOWN = 200_000;

function Part({ title, copy, text }: { readonly title: string; readonly copy: string; readonly text: string }) {
  const masked = useMemoryStore(presenting);
  const [whole, setWhole] = useState(false);
  const shown = whole || text.length <= LONGEST_SHOWN ? text : text.slice(0, LONGEST_SHOWN);
  return (
    <section className={styles["chapter"]}>
      <div className={styles["labelRow"]}>
        <h2>{title}</h2>
        <CopyButton label={copy} text={text} variant="subtle" />
      </div>
      <pre className={styles["raw"]}>{masked ? withoutSecrets(shown) : shown}</pre>
      {shown !== text && (
        <Note>
          {say.rawBeginning(shown.length, text.length)}
          <Button size="compact-xs" variant="default" onClick={() => setWhole(true)}>
            {say.rawAll}
          </Button>
        </Note>
      )}
    </section>
  );
}

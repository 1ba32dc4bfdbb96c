import type { Exchange } from "../../../src/contract/index.ts";
import { CopyButton } from "../../parts/CopyButton.tsx";
import { words } from "../../words.ts";
import styles from "./console.module.css";

const say = words.console;

/** The text that went over the wire, both ways; the secret is masked. */
export const RawExchange = ({ exchange }: { readonly exchange: Exchange }) => (
  <div className={styles["story"]}>
    <Part title={say.rawRequest} copy={say.copyRequest} text={exchange.requestText} />
    <Part title={say.rawResponse} copy={say.copyResponse} text={exchange.responseText} />
    <div>
      <CopyButton label={say.copyAsCurl} text={exchange.curl} />
    </div>
  </div>
);

const Part = ({ title, copy, text }: { readonly title: string; readonly copy: string; readonly text: string }) => (
  <section className={styles["chapter"]}>
    <div className={styles["labelRow"]}>
      <h2>{title}</h2>
      <CopyButton label={copy} text={text} variant="subtle" />
    </div>
    <pre className={styles["raw"]}>{text}</pre>
  </section>
);

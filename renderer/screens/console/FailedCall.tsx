import { Button } from "@mantine/core";
import type { CallHistoryEntry } from "../../../src/contract/index.ts";
import { Note } from "../../parts/Note.tsx";
import { localTime } from "../../times-in-words.ts";
import { words } from "../../words.ts";
import shared from "./console.module.css";
import exchangeStyles from "./exchange.module.css";

const say = words.exchange;

interface FailedCallProps {
  readonly entry: CallHistoryEntry;
  readonly close: () => void;
}

/** A call of the history that got no answer: whom it asked, and why there was none. */
export const FailedCall = ({ entry, close }: FailedCallProps) => (
  <div className={exchangeStyles["pasted"]}>
    <div className={shared["labelRow"]}>
      <h2>{say.noAnswerTo(say.whats[entry.what])}</h2>
      <Button size="compact-xs" variant="default" onClick={close}>
        {say.closePasted}
      </Button>
    </div>
    <Note tone="bad" live>
      {entry.failure}
    </Note>
    <p className="quiet small">
      {[localTime(entry.atSeconds, Date.now() / 1000), entry.clientId, entry.issuer ?? entry.host]
        .filter(Boolean)
        .join(" · ")}
    </p>
  </div>
);

import { Button } from "@mantine/core";
import type { Understood } from "../../../src/contract/index.ts";
import { Note } from "../../parts/Note.tsx";
import { words } from "../../words.ts";
import shared from "./console.module.css";
import exchangeStyles from "./exchange.module.css";

const say = words.exchange;

interface PastedErrorProps {
  readonly told: Extract<Understood, { what: "error" }>;
  readonly close: () => void;
}

/** An error that somebody else got, in words. */
export const PastedError = ({ told, close }: PastedErrorProps) => (
  <div className={exchangeStyles["pasted"]}>
    <div className={shared["labelRow"]}>
      <h2>{say.pastedError}</h2>
      <Button size="compact-xs" variant="default" onClick={close}>
        {say.closePasted}
      </Button>
    </div>
    <Note tone="bad" live>
      <strong>{told.error}</strong>
      <span>{told.description}</span>
      <span className={shared["meaning"]}>{told.meaning}</span>
    </Note>
  </div>
);

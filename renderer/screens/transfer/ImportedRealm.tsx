import type { ImportItem, PlannedItem } from "../../../src/contract/index.ts";
import { Mark, type Tone } from "../../parts/Mark.tsx";
import { Note } from "../../parts/Note.tsx";
import { words } from "../../words.ts";
import { DifferenceTable } from "./DifferenceTable.tsx";
import { Lines } from "./Lines.tsx";
import { MaskedSecrets } from "./MaskedSecrets.tsx";
import styles from "./transfer.module.css";

const say = words.transfer.import;

const tones: Readonly<Record<PlannedItem["action"], Tone>> = {
  create: "good",
  change: "changed",
  nothing: "quiet",
  refuse: "bad",
};

interface ImportedRealmProps {
  readonly item: ImportItem;
  /** Absent until it is known what would happen. */
  readonly planned: PlannedItem | undefined;
  readonly secrets: Readonly<Record<string, string>>;
}

/** One realm of an import: what comes, what it would do, and what has to be told about it. */
export function ImportedRealm({ item, planned, secrets }: ImportedRealmProps) {
  const differences = planned?.differences;
  return (
    <section className={styles["card"]} aria-label={item.realm}>
      <div className={styles["realmHead"]}>
        <h3 className={styles["realmName"]}>{item.realm}</h3>
        {item.kind === "parts" && <Mark>{say.partialImport}</Mark>}
        <Mark>{item.isThere ? say.isThere : say.newRealm}</Mark>
        <span className={styles["outcome"]} role="status">
          {planned && <Mark tone={tones[planned.action]}>{say.actions[planned.action]}</Mark>}
        </span>
      </div>
      <p className={`quiet small ${styles["wrap"]}`}>
        {say.brings(item.clientCount, item.roleCount)} {say.from(item.from)}
      </p>
      {planned?.reason && <Note tone={planned.action === "refuse" ? "bad" : "quiet"}>{planned.reason}</Note>}
      {differences && differences.total > 0 && (
        <DifferenceTable differences={differences} sides={words.transfer.differences.onImport} of={item.realm} />
      )}
      {planned?.action === "change" && differences?.total === 0 && <p className="quiet small">{say.sameInEffect}</p>}
      {item.masked.length > 0 && <MaskedSecrets realm={item.realm} masked={item.masked} secrets={secrets} />}
      <Lines title={say.kept} lines={item.kept} inline />
      <Lines title={say.unknownFields} lines={item.unknownFields} />
      <Lines title={say.ignored} lines={item.ignored} />
    </section>
  );
}

import { Button } from "@mantine/core";
import { Note } from "../parts/Note.tsx";
import parts from "../parts/parts.module.css";
import { words } from "../words.ts";
import styles from "./list.module.css";

const say = words.list;

interface RemovePanelProps {
  readonly title: string;
  /** What will break, a sentence each. */
  readonly breaks: readonly string[];
  readonly confirm: string;
  /** Why nothing of it can be removed. */
  readonly stays: string | null;
  /** In the place of the usual word for staying. */
  readonly keep?: string;
  readonly busy: boolean;
  readonly remove: () => void;
  readonly close: () => void;
}

/** Says in place what goes before it goes; the list can bring it back afterwards. */
export const RemovePanel = ({
  title,
  breaks,
  confirm,
  stays,
  keep = say.keep,
  busy,
  remove,
  close,
}: RemovePanelProps) => (
  <section
    aria-label={title}
    onKeyDown={(event) => {
      if (event.key === "Escape") close();
    }}
  >
    <Note tone="bad" live>
      <span className={styles["removing"]}>
        <strong>{title}</strong>
        {stays ?? breaks.join(" ")}
        <span className={styles["removeButtons"]}>
          {stays === null && (
            <Button className={parts["danger"] ?? ""} variant="default" autoFocus loading={busy} onClick={remove}>
              {confirm}
            </Button>
          )}
          <Button variant="default" autoFocus={stays !== null} onClick={close}>
            {keep}
          </Button>
        </span>
      </span>
    </Note>
  </section>
);

import { Button } from "@mantine/core";
import { takeLostFocus } from "../../lost-focus.ts";
import { Note } from "../../parts/Note.tsx";
import { words } from "../../words.ts";
import { cancelWork, isUnderWay, type Work } from "../../work.ts";
import styles from "./progress.module.css";

const say = words.transfer.job;

interface JobProgressProps {
  readonly label: string;
  readonly work: Work<unknown>;
}

/** How far a job is, what it is at, and the way to stop it. The bar moves without a measure while nobody knows how long. */
export function JobProgress({ label, work }: JobProgressProps) {
  const { doing, done, total } = work;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of what belongs to one job, not of form fields
    <div className={styles["progress"]} role="group" aria-label={label} tabIndex={-1} ref={takeLostFocus}>
      <div className={styles["progressText"]}>
        <strong role="status">{label}</strong>
        <span className={`quiet ${styles["doing"]}`}>{doing || say.starting}</span>
        {total > 0 && <span className="quiet">{say.steps(done, total)}</span>}
      </div>
      <progress className={styles["bar"]} aria-label={label} {...(total > 0 ? { value: done, max: total } : {})} />
      <Button variant="default" disabled={work.job === null} onClick={() => void cancelWork(work)}>
        {say.cancel}
      </Button>
    </div>
  );
}

interface JobEndProps {
  readonly work: Work<unknown> | null;
  readonly failed: string;
  readonly cancelled: string;
}

/** Why a job did not come to its end. */
export function JobEnd({ work, failed, cancelled }: JobEndProps) {
  if (!work || isUnderWay(work) || work.state === "done") return null;
  return (
    <div tabIndex={-1} ref={takeLostFocus}>
      {work.state === "cancelled" ? (
        <Note tone="changed" live>
          {cancelled}
        </Note>
      ) : (
        <Note tone="bad" live>
          <strong>{failed}</strong>
          <span>{work.error}</span>
        </Note>
      )}
    </div>
  );
}

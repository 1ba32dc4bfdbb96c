import { Button } from "@mantine/core";
import { words } from "../../words.ts";
import { isUnderWay } from "../../work.ts";
import { findObstacle, planInWords } from "./import-plan.ts";
import { type PendingImport, runPendingImport } from "./import-store.ts";
import { JobEnd, JobProgress } from "./JobProgress.tsx";
import styles from "./transfer.module.css";

const say = words.transfer.import;

/** The one place that imports: says what would happen, then how far it is. */
export function ImportBar({ pending: { plan, busy, work } }: { readonly pending: PendingImport }) {
  const obstacle = plan && findObstacle(plan);
  return (
    <section className={styles["actionBar"]} aria-label={say.bar}>
      <JobEnd work={work} failed={say.failed} cancelled={say.cancelled} />
      {work && isUnderWay(work) ? (
        <JobProgress label={say.running} work={work} />
      ) : (
        <div className={styles["actionRow"]}>
          <p className="small" role="status">
            {plan && busy === null ? (obstacle ?? planInWords(plan)) : say.planning}
          </p>
          <Button disabled={!plan || obstacle !== null || busy !== null} onClick={() => void runPendingImport()}>
            {say.run}
          </Button>
        </div>
      )}
    </section>
  );
}

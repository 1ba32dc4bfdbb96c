import { IconCircleCheck, IconCircleX, IconInfoCircle } from "@tabler/icons-react";
import type { Trace, TraceStep } from "../../src/contract/index.ts";
import { words } from "../words.ts";
import { Mends, type OnMend } from "./Mends.tsx";
import { TraceChain } from "./TraceChain.tsx";
import styles from "./trace.module.css";

const icons = { passed: IconCircleCheck, failed: IconCircleX, noted: IconInfoCircle };

/** The checks of a decision, one after the other, each with its outcome; of a failed one also what it wanted and got. */
export const TraceSteps = ({ trace, onMend }: { readonly trace: Trace; readonly onMend: OnMend }) => (
  <ol className={styles["steps"]}>
    {trace.map((step) => (
      <Step key={JSON.stringify(step)} step={step} onMend={onMend} />
    ))}
  </ol>
);

function Step({ step, onMend }: { readonly step: TraceStep; readonly onMend: OnMend }) {
  const Icon = icons[step.outcome];
  const subject = Object.entries(step.subject ?? {});
  return (
    <li className={styles["step"]} data-outcome={step.outcome}>
      <Icon
        size={17}
        stroke={2}
        className={styles["icon"]}
        role="img"
        aria-label={words.exchange.outcomes[step.outcome]}
      />
      <div className={styles["stepBody"]}>
        <div className={styles["rule"]}>
          <span>{step.rule}</span>
          {subject.map(([name, value]) => (
            <code key={name} className={styles["subject"]}>
              {name}={value}
            </code>
          ))}
        </div>
        {(step.expected !== undefined || step.actual !== undefined) && (
          <dl className={styles["compare"]}>
            {step.expected !== undefined && (
              <div>
                <dt>{words.exchange.expected}</dt>
                <dd>{step.expected}</dd>
              </div>
            )}
            {step.actual !== undefined && (
              <div>
                <dt>{words.exchange.actual}</dt>
                <dd>{step.actual}</dd>
              </div>
            )}
          </dl>
        )}
        {step.links && step.links.length > 0 && <TraceChain links={step.links} />}
        {step.mend && <Mends mends={[step.mend]} onMend={onMend} />}
      </div>
    </li>
  );
}

import { IconCheck } from "@tabler/icons-react";
import type { PushPlan } from "../../../src/contract/index.ts";
import { words } from "../../words.ts";
import styles from "./differences.module.css";
import { Lines } from "./Lines.tsx";

const say = words.transfer.keycloak;

interface PushStepsProps {
  readonly plan: PushPlan;
  /** How many steps have been carried out. */
  readonly done: number;
}

/** What a push does, in its order, and what it leaves. */
export const PushSteps = ({ plan: { steps, left }, done }: PushStepsProps) => (
  <>
    <h3 role="status">{say.steps(steps.length)}</h3>
    {steps.length === 0 ? (
      <p className="quiet small">{say.nothingToPush}</p>
    ) : (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      <section className={styles["tableWrap"]} aria-label={say.steps(steps.length)} tabIndex={0}>
        <ol className={styles["steps"]}>
          {steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps have an order and no names; two may read alike
            <li key={index} data-done={index < done}>
              {step}
              {index < done && <IconCheck size={13} aria-label={say.doneStep} />}
            </li>
          ))}
        </ol>
      </section>
    )}
    <Lines title={say.left(left.length)} lines={left.map(({ line, reason }) => `${line}: ${reason}`)} />
  </>
);

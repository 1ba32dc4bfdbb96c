import { Button } from "@mantine/core";
import { words } from "../../words.ts";
import { type Chain, endChain, showStep } from "./chains.ts";
import styles from "./exchange.module.css";
import { isRefused, verdictOf } from "./verdict.ts";

const say = words.exchange;

/** The calls of the story so far, each to be opened again. One alone needs no list. */
export function StepList({ formKey, chain }: { readonly formKey: string; readonly chain: Chain }) {
  if (chain.steps.length < 2) return null;
  return (
    <nav className={styles["stepList"]} aria-label={say.steps}>
      <ol>
        {chain.steps.map((step, index) => (
          <li key={step.exchange.id}>
            <button
              type="button"
              className={styles["stepLink"]}
              data-refused={isRefused(step.exchange)}
              aria-current={step.exchange.id === chain.shown ? "step" : undefined}
              onClick={() => showStep(formKey, step.exchange.id)}
            >
              {index + 1}. {say.whats[step.what]}{" "}
              <span className={styles["stepVerdict"]}>{verdictOf(step.exchange)}</span>
            </button>
          </li>
        ))}
      </ol>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={() => endChain(formKey)}>
        {say.startAnew}
      </Button>
    </nav>
  );
}

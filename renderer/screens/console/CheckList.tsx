import { IconCircleCheck, IconCircleX, IconInfoCircle } from "@tabler/icons-react";
import type { ResourceCheck } from "../../../src/contract/index.ts";
import trace from "../../token/trace.module.css";
import { words } from "../../words.ts";
import styles from "./console.module.css";

const say = words.exchange;
const icons = { passed: IconCircleCheck, failed: IconCircleX, noted: IconInfoCircle };

/** What a resource server looks at before it believes a token, one by one. */
export function CheckList({ checks }: { readonly checks: readonly ResourceCheck[] }) {
  if (checks.length === 0) return null;
  const failed = checks.filter(({ outcome }) => outcome === "failed").length;
  return (
    <section className={styles["chapter"]} aria-label={say.checks}>
      <h3>
        {say.checks}: {say.checksCount(failed, checks.length)}
      </h3>
      <ul className={trace["steps"]}>
        {checks.map(({ check, outcome, expected, actual, meaning }) => {
          const Icon = icons[outcome];
          return (
            <li key={check} className={trace["step"]} data-outcome={outcome}>
              <Icon size={17} stroke={2} className={trace["icon"]} role="img" aria-label={say.outcomes[outcome]} />
              <div className={trace["stepBody"]}>
                <div className={trace["rule"]}>
                  <code>{check}</code> {meaning}
                </div>
                {outcome !== "passed" && (
                  <dl className={trace["compare"]}>
                    <div>
                      <dt>{say.expected}</dt>
                      <dd>{expected}</dd>
                    </div>
                    <div>
                      <dt>{say.actual}</dt>
                      <dd>{actual}</dd>
                    </div>
                  </dl>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

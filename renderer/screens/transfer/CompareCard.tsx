import { Button } from "@mantine/core";
import type { Drift } from "../../../src/contract/index.ts";
import { takeLostFocus } from "../../lost-focus.ts";
import { Note } from "../../parts/Note.tsx";
import { words } from "../../words.ts";
import { isUnderWay } from "../../work.ts";
import { DifferenceTable } from "./DifferenceTable.tsx";
import { JobEnd, JobProgress } from "./JobProgress.tsx";
import type { WithTarget } from "./KeycloakSection.tsx";
import { compare, type Promotion } from "./keycloak-store.ts";
import { Lines } from "./Lines.tsx";
import styles from "./transfer.module.css";

const say = words.transfer.keycloak;

export interface PromotionCardProps {
  readonly realm: string;
  readonly promotion: Promotion;
  /** Something with this Keycloak is under way; one thing at a time. */
  readonly busy: boolean;
  readonly withTarget: WithTarget;
}

/** How the realm here and the one there differ. */
export function CompareCard({ realm, promotion: { comparison }, busy, withTarget }: PromotionCardProps) {
  return (
    <section className={styles["card"]} aria-labelledby="compare">
      <h2 id="compare">{say.compare}</h2>
      <p className="quiet small">{say.compareHelp(realm)}</p>
      {comparison && isUnderWay(comparison) ? (
        <JobProgress label={say.comparing} work={comparison} />
      ) : (
        <div className={styles["buttons"]}>
          <Button ref={takeLostFocus} disabled={busy} onClick={() => withTarget((target) => compare(realm, target))}>
            {say.compare}
          </Button>
        </div>
      )}
      <JobEnd work={comparison} failed={say.failed} cancelled={say.cancelled} />
      {comparison?.state === "done" && <Result realm={realm} drift={comparison.result} />}
    </section>
  );
}

function Result({ realm, drift }: { readonly realm: string; readonly drift: Drift | null }) {
  if (drift === null)
    return (
      <Note tone="changed" live>
        {say.noRealmThere(realm)}
      </Note>
    );
  return (
    <>
      {drift.differences.total === 0 ? (
        <Note tone="good" live>
          {say.noDifference}
        </Note>
      ) : (
        <DifferenceTable differences={drift.differences} sides={words.transfer.differences.onCompare} of={realm} />
      )}
      <Lines title={say.unseen} lines={drift.unseen} />
    </>
  );
}

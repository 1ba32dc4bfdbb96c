import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { takeLostFocus } from "../../lost-focus.ts";
import { words } from "../../words.ts";
import { isUnderWay } from "../../work.ts";
import type { PromotionCardProps } from "./CompareCard.tsx";
import { JobEnd, JobProgress } from "./JobProgress.tsx";
import { pull } from "./keycloak-store.ts";
import styles from "./transfer.module.css";

const say = words.transfer.keycloak;

/** A realm from there, which becomes an import. */
export function PullCard({ realm, promotion: { pull: pulling }, busy, withTarget }: PromotionCardProps) {
  const [wanted, setWanted] = useState(realm);
  return (
    <section className={styles["card"]} aria-labelledby="pull">
      <h2 id="pull">{say.pull}</h2>
      <p className="quiet small">{say.pullHelp}</p>
      <TextInput
        className={styles["narrow"] ?? ""}
        label={say.pullRealm}
        autoComplete="off"
        spellCheck={false}
        disabled={busy}
        value={wanted}
        error={wanted.trim() === "" ? say.needed : undefined}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <JobEnd work={pulling} failed={say.failed} cancelled={say.cancelled} />
      {pulling && isUnderWay(pulling) ? (
        <JobProgress label={say.pulling} work={pulling} />
      ) : (
        <div className={styles["buttons"]}>
          <Button
            ref={takeLostFocus}
            disabled={busy || wanted.trim() === ""}
            onClick={() => withTarget((target) => pull(realm, wanted.trim(), target))}
          >
            {say.pull}
          </Button>
        </div>
      )}
    </section>
  );
}

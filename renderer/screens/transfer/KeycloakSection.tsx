import { useState } from "react";
import type { KeycloakTarget } from "../../../src/contract/index.ts";
import { useMemoryStore } from "../../memory-store.ts";
import page from "../../page/page.module.css";
import { CompareCard } from "./CompareCard.tsx";
import { freshPromotion, isPromoting, promotions, targetForm } from "./keycloak-store.ts";
import { PullCard } from "./PullCard.tsx";
import { PushCard } from "./PushCard.tsx";
import { TargetFields } from "./TargetFields.tsx";
import { fieldsOf, parseTarget, type TargetProblems } from "./target-form.ts";
import styles from "./transfer.module.css";

/** Does something with the live Keycloak that the form names; says what is missing where it names none. */
export type WithTarget = (act: (target: KeycloakTarget) => Promise<void>) => void;

/** A live Keycloak: compare the realm with it, push the realm there, pull one from there. */
export function KeycloakSection({ realm }: { readonly realm: string }) {
  const form = useMemoryStore(targetForm);
  const promotion = useMemoryStore(promotions).get(realm) ?? freshPromotion;
  const [problems, setProblems] = useState<TargetProblems>({});
  const busy = isPromoting(promotion);
  const withTarget: WithTarget = (act) => {
    const parsed = parseTarget(form);
    if ("target" in parsed) {
      setProblems({});
      void act(parsed.target);
      return;
    }
    setProblems(parsed.problems);
    const first = fieldsOf(form).find((field) => parsed.problems[field] !== undefined);
    document.querySelector<HTMLInputElement>(`input[name="${first}"]`)?.focus();
  };
  const card = { realm, promotion, busy, withTarget };
  return (
    <div className={page["scroll"]}>
      <div className={styles["content"]}>
        <TargetFields form={form} problems={problems} disabled={busy} change={() => setProblems({})} />
        <CompareCard {...card} />
        <PushCard {...card} />
        <PullCard {...card} />
      </div>
    </div>
  );
}

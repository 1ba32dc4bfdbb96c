import { Disclosure } from "../parts/Disclosure.tsx";
import { Mark } from "../parts/Mark.tsx";
import { words } from "../words.ts";
import type { RoleEntry } from "./claim-rows.ts";
import type { OnMend } from "./Mends.tsx";
import { RoleReason } from "./RoleReason.tsx";
import styles from "./token.module.css";

interface RoleLineProps {
  readonly role: RoleEntry;
  readonly leftOut?: boolean;
  readonly onMend: OnMend;
}

/** One role, present or struck out; opened, it says why. */
export function RoleLine({ role, leftOut = false, onMend }: RoleLineProps) {
  const { verdict, change } = role;
  return (
    <Disclosure
      summary={
        <span className={styles["roleRow"]}>
          <span className={`${styles["roleName"]} ${leftOut ? styles["struck"] : ""}`}>
            {leftOut && role.owner !== undefined ? `${role.owner} · ${role.name}` : role.name}
          </span>{" "}
          {leftOut && verdict && (
            <Mark tone="changed">{verdict.heldThrough ? words.token.cut : words.token.notHeld}</Mark>
          )}
          {change === "new" && <Mark tone="good">{words.token.changes.new}</Mark>}
          {change === "removed" && <Mark tone="bad">{words.token.changes.removed}</Mark>}
        </span>
      }
    >
      {verdict ? (
        <RoleReason verdict={verdict} onMend={onMend} />
      ) : (
        <p className="quiet small">{change === "removed" ? words.token.notHeldAtAll : words.token.noReason}</p>
      )}
    </Disclosure>
  );
}

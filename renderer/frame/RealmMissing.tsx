import type { RealmSummary } from "../../src/contract/index.ts";
import { hrefOf } from "../address.ts";
import { EmptyState } from "../parts/EmptyState.tsx";
import parts from "../parts/parts.module.css";
import { words } from "../words.ts";

interface RealmMissingProps {
  readonly asked: string | null;
  readonly realms: readonly RealmSummary[];
}

/** The address names a realm that is not there, or there is none at all. */
export function RealmMissing({ asked, realms }: RealmMissingProps) {
  if (asked === null || realms.length === 0)
    return (
      <div className={parts["fullPage"]}>
        <EmptyState wholeScreen title={words.frame.noRealm} help={words.frame.noRealmHelp}>
          <code>{words.frame.noRealmCommand}</code>
        </EmptyState>
      </div>
    );
  return (
    <div className={parts["fullPage"]}>
      <EmptyState wholeScreen title={words.frame.unknownRealm(asked)} help={words.frame.unknownRealmHelp}>
        <ul>
          {realms.map((realm) => (
            <li key={realm.name}>
              <a href={hrefOf.clients(realm.name)}>{realm.name}</a>
            </li>
          ))}
        </ul>
      </EmptyState>
    </div>
  );
}

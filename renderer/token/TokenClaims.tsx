import { memo } from "react";
import type { Claims, TokenExplanation } from "../../src/contract/index.ts";
import { Disclosure } from "../parts/Disclosure.tsx";
import { words } from "../words.ts";
import { ClaimLine, type Clock } from "./ClaimLine.tsx";
import { toClaimRows, toLeftOutRoles } from "./claim-rows.ts";
import { Mends, type OnMend } from "./Mends.tsx";
import { RoleLine } from "./RoleLine.tsx";
import { TraceChain } from "./TraceChain.tsx";
import styles from "./token.module.css";
import { noDifferences, type TokenDifferences } from "./token-differences.ts";

interface TokenClaimsProps {
  readonly claims: Claims;
  readonly explanation: TokenExplanation;
  readonly differences?: TokenDifferences;
  readonly clock: Clock;
  readonly onMend: OnMend;
}

/** A token, claim by claim in the order of the wire, with the reason behind each line; then what was left out and why. */
export const TokenClaims = memo(Claimed);

function Claimed({ claims, explanation, differences = noDifferences, clock, onMend }: TokenClaimsProps) {
  const leftOut = toLeftOutRoles(explanation, differences);
  const notGranted = explanation.clientScopes.filter((scope) => !scope.granted);
  return (
    <>
      <section className={styles["group"]} aria-label={words.token.claims}>
        {toClaimRows(claims, explanation, differences).map((row) =>
          row.kind === "claim" ? (
            <ClaimLine key={row.name} row={row} clock={clock} />
          ) : (
            <div key={row.name}>
              <div className={styles["rolesName"]}>{row.name}</div>
              <ul className={styles["roles"]} aria-label={row.name}>
                {row.roles.map((role) => (
                  <li key={role.name}>
                    <RoleLine role={role} onMend={onMend} />
                  </li>
                ))}
              </ul>
            </div>
          ),
        )}
      </section>
      {leftOut.length > 0 && (
        <section className={styles["group"]} aria-label={words.token.leftOut}>
          <h3 className={styles["groupTitle"]}>{words.token.leftOut}</h3>
          {leftOut.map((role) => (
            <RoleLine key={`${role.owner ?? ""} ${role.name}`} role={role} leftOut onMend={onMend} />
          ))}
        </section>
      )}
      {notGranted.length > 0 && (
        <section className={styles["group"]} aria-label={words.token.notGranted}>
          <h3 className={styles["groupTitle"]}>{words.token.notGranted}</h3>
          {notGranted.map((scope) => (
            <Disclosure
              key={scope.clientScopeId || scope.name}
              summary={<span className={styles["roleName"]}>{scope.name}</span>}
            >
              <div className={styles["reason"]}>
                <p>{scope.reason}</p>
                <Mends mends={scope.mends} onMend={onMend} />
              </div>
            </Disclosure>
          ))}
        </section>
      )}
      <SilentMappers explanation={explanation} />
    </>
  );
}

function SilentMappers({ explanation }: { readonly explanation: TokenExplanation }) {
  if (explanation.silentMappers.length === 0) return null;
  return (
    <section className={styles["group"]} aria-label={words.token.silent}>
      <Disclosure summary={`${words.token.silent} (${explanation.silentMappers.length})`}>
        <ul className={styles["reason"]}>
          {explanation.silentMappers.map((mapper) => (
            <li key={JSON.stringify(mapper)} className={styles["chainLine"]}>
              <TraceChain links={mapper.links} />
              <span className="quiet">{mapper.reason}</span>
            </li>
          ))}
        </ul>
      </Disclosure>
    </section>
  );
}

import type { JsonValue } from "../../src/contract/index.ts";
import { Disclosure } from "../parts/Disclosure.tsx";
import { Mark, type Tone } from "../parts/Mark.tsx";
import { lifespanInWords, localTime, relativeTime, utcTime } from "../times-in-words.ts";
import { words } from "../words.ts";
import type { ClaimRow } from "./claim-rows.ts";
import { isMoment, valueInFull, valueInLine } from "./claim-words.ts";
import { TraceChain } from "./TraceChain.tsx";
import styles from "./token.module.css";
import type { ChangeKind } from "./token-differences.ts";

export interface Clock {
  readonly nowSeconds: number;
  /** `iat` of the token before the draft, so that an old `exp` can be said as a lifespan. */
  readonly iatBefore?: number;
}

const tones: Record<ChangeKind, Tone> = { new: "good", changed: "changed", removed: "bad" };

/** One claim on one line; opened: the whole value, what it means and who wrote it. */
export function ClaimLine({ row, clock }: { readonly row: ClaimRow; readonly clock: Clock }) {
  const { name, value, change } = row;
  const removed = change?.kind === "removed";
  return (
    <Disclosure
      summary={
        <span className={styles["row"]}>
          <span className={styles["name"]}>{name}</span>{" "}
          {isMoment(name, value) && !removed ? (
            <span className={`${styles["value"]} ${styles["time"]}`} title={utcTime(value)}>
              {relativeTime(value, clock.nowSeconds)} · {localTime(value, clock.nowSeconds)}
            </span>
          ) : (
            <span className={`${styles["value"]} ${removed ? styles["struck"] : ""}`}>{valueInLine(value)}</span>
          )}{" "}
          {change && <Mark tone={tones[change.kind]}>{words.token.changes[change.kind]}</Mark>}
          {change?.kind === "changed" && (
            <span className={styles["before"]}>{wasInWords(name, change.before, clock)}</span>
          )}
        </span>
      }
    >
      <ClaimReason row={row} />
    </Disclosure>
  );
}

function wasInWords(name: string, before: JsonValue, { iatBefore }: Clock): string {
  if (isMoment(name, before) && iatBefore !== undefined) return words.token.was(lifespanInWords(before - iatBefore));
  return words.token.was(valueInLine(before));
}

function ClaimReason({ row }: { readonly row: ClaimRow }) {
  const meaning = Object.hasOwn(words.token.meanings, row.name) ? words.token.meanings[row.name] : undefined;
  return (
    <div className={styles["reason"]}>
      <pre className={styles["full"]}>
        {valueInFull(row.value)}
        {isMoment(row.name, row.value) && `\n${utcTime(row.value)}`}
      </pre>
      {meaning && <p className="quiet">{meaning}</p>}
      {row.verdicts.map((verdict) => (
        <div key={verdict.path.join(" ")} className={styles["chainLine"]}>
          <span className={styles["label"]}>
            {words.token.writtenBy}
            {verdict.path.length > 1 && ` (${verdict.path.join(".")})`}
          </span>
          <span className={styles["sentence"]}>{verdict.rule}</span>
          {verdict.links.length > 0 && <TraceChain links={verdict.links} />}
          {verdict.input !== undefined && (
            <span className={styles["sentence"]}>
              {words.token.from} {verdict.input}
            </span>
          )}
        </div>
      ))}
      {row.verdicts.length === 0 && row.change?.kind !== "removed" && <p className="quiet">{words.token.noReason}</p>}
    </div>
  );
}

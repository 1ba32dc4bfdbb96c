import type { Claims, JsonValue } from "../../src/contract/index.ts";
import { Mark } from "../parts/Mark.tsx";
import { words } from "../words.ts";
import { valueInLine } from "./claim-words.ts";
import styles from "./token.module.css";
import type { Changes } from "./token-differences.ts";

interface FieldListProps {
  readonly fields: Claims;
  /** What a draft changes among them. */
  readonly changes?: Changes;
}

/** Nobody reads more in a list, and a hostile answer has a hundred thousand, or one of megabytes. */
const MOST_SHOWN = 500;
const LONGEST = 10_000;

function inShort(value: JsonValue): string {
  const text = valueInLine(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
}

/** Plain name and value pairs: a token's header, the fields of an answer; with what each means. */
export const FieldList = ({ fields, changes }: FieldListProps) => (
  <dl className={styles["reason"]}>
    {Object.entries(fields)
      .slice(0, MOST_SHOWN)
      .map(([name, value]) => {
        const change = changes?.get(name);
        return (
          <div key={name} className={styles["row"]}>
            <dt className={styles["name"]}>{name}</dt>
            <dd className={styles["value"]} title={inShort(value)}>
              {inShort(value)}{" "}
              {change && (
                <Mark tone={change.kind === "new" ? "good" : "changed"}>{words.token.changes[change.kind]}</Mark>
              )}
            </dd>
            {change?.kind === "changed" && (
              <dd className={styles["before"]}>{words.token.was(inShort(change.before))}</dd>
            )}
            {Object.hasOwn(words.token.meanings, name) && (
              <dd className={styles["before"]}>{words.token.meanings[name]}</dd>
            )}
          </div>
        );
      })}
    {Object.keys(fields).length > MOST_SHOWN && (
      <div className={styles["row"]}>
        <dt className={styles["name"]}>…</dt>
        <dd className={styles["value"]}>{words.token.moreFields(Object.keys(fields).length - MOST_SHOWN)}</dd>
      </div>
    )}
  </dl>
);

import type { Claims } from "../../src/contract/index.ts";
import { words } from "../words.ts";
import { valueInLine } from "./claim-words.ts";
import styles from "./token.module.css";

/** Plain name and value pairs: a token's header, the fields of an answer; with what each means. */
export const FieldList = ({ fields }: { readonly fields: Claims }) => (
  <dl className={styles["reason"]}>
    {Object.entries(fields).map(([name, value]) => (
      <div key={name} className={styles["row"]}>
        <dt className={styles["name"]}>{name}</dt>
        <dd className={styles["value"]} title={valueInLine(value)}>
          {valueInLine(value)}
        </dd>
        {Object.hasOwn(words.token.meanings, name) && (
          <dd className={styles["before"]}>{words.token.meanings[name]}</dd>
        )}
      </div>
    ))}
  </dl>
);

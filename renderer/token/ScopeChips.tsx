import { withTick } from "./scope-words.ts";
import styles from "./token.module.css";

interface ScopeChipsProps {
  /** Ticked and locked: they are granted without being asked for. */
  readonly locked: readonly string[];
  readonly choices: readonly string[];
  readonly ticked: readonly string[];
  readonly onChange: (ticked: readonly string[]) => void;
  readonly label: string;
}

/** The words of the `scope` parameter, as a caller would send them. */
export const ScopeChips = ({ locked, choices, ticked, onChange, label }: ScopeChipsProps) => (
  <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
    <legend className="off-screen-label">{label}</legend>
    <div className={styles["chips"]}>
      {choices.map((word) => (
        <label key={word} className={styles["chip"]}>
          <input
            type="checkbox"
            checked={ticked.includes(word)}
            onChange={(event) => onChange(withTick(ticked, word, event.currentTarget.checked))}
          />
          {word}
        </label>
      ))}
      {locked.map((word) => (
        <label key={word} className={styles["chip"]}>
          <input type="checkbox" checked disabled readOnly />
          {word}
        </label>
      ))}
    </div>
  </fieldset>
);

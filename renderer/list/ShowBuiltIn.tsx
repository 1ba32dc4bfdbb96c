import { Toggle } from "../parts/Toggle.tsx";
import { words } from "../words.ts";
import styles from "./list.module.css";

interface ShowBuiltInProps {
  readonly label: (count: number) => string;
  /** The names of what Keycloak itself brings. */
  readonly builtIn: readonly string[];
  readonly shown: boolean;
  readonly show: (shown: boolean) => void;
}

/** Leaves out what Keycloak itself brings, and says by name what is left out. */
export const ShowBuiltIn = ({ label, builtIn, shown, show }: ShowBuiltInProps) =>
  builtIn.length === 0 ? null : (
    <>
      <Toggle label={label(builtIn.length)} checked={shown} onChange={show} />
      {!shown && (
        <span className={`quiet small ${styles["hidden"]}`} title={builtIn.join(", ")}>
          {words.list.hidden(builtIn)}
        </span>
      )}
    </>
  );

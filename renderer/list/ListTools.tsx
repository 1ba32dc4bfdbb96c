import type { ReactNode } from "react";
import { SearchField } from "../parts/SearchField.tsx";
import { Toggle } from "../parts/Toggle.tsx";
import { words } from "../words.ts";
import type { AskedList } from "./asked-list.ts";
import styles from "./list.module.css";
import { SEARCH } from "./list-focus.ts";

interface ListToolsProps {
  readonly say: {
    readonly search: string;
    readonly searchHint: string;
    readonly showBuiltIn: (count: number) => string;
  };
  readonly address: AskedList;
  /** The names of what Keycloak itself brings; it is left out unless it is asked for. */
  readonly builtIn: readonly string[];
  /** What else narrows this list. */
  readonly children?: ReactNode;
}

/** What narrows a list; says by name what is left out. */
export const ListTools = ({ say, address: { asked, narrow }, builtIn, children }: ListToolsProps) => (
  <div className={styles["tools"]}>
    <SearchField
      id={SEARCH}
      className={styles["search"]}
      label={say.search}
      hint={say.searchHint}
      value={asked.search}
      onChange={(search) => narrow({ search })}
    />
    {children}
    {builtIn.length > 0 && (
      <Toggle
        label={say.showBuiltIn(builtIn.length)}
        checked={asked.builtIn}
        onChange={(shown) => narrow({ builtIn: shown })}
      />
    )}
    {builtIn.length > 0 && !asked.builtIn && (
      <span className={`quiet small ${styles["hidden"]}`} title={builtIn.join(", ")}>
        {words.list.hidden(builtIn)}
      </span>
    )}
  </div>
);

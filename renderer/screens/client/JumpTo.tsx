import { hrefOf, sections } from "../../address.ts";
import { words } from "../../words.ts";
import styles from "./client.module.css";
import type { Sections } from "./use-sections.ts";

interface JumpToProps {
  readonly realm: string;
  readonly client: string;
  readonly sections: Sections;
}

/** The sections by the names of Keycloak's tabs; each has an address of its own. */
export const JumpTo = ({ realm, client, sections: { current, jump } }: JumpToProps) => (
  <nav className={styles["jump"]} aria-label={words.page.jumpTo}>
    {sections.map((section) => (
      <a
        key={section}
        className={styles["jumpLink"]}
        href={hrefOf.client(realm, client, section)}
        aria-current={section === current ? "true" : undefined}
        onClick={() => jump(section)}
      >
        {words.page.sections[section]}
      </a>
    ))}
  </nav>
);

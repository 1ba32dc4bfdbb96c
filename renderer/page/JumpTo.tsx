import { words } from "../words.ts";
import styles from "./page.module.css";

export interface JumpLink<Name extends string> {
  readonly name: Name;
  readonly title: string;
  readonly href: string;
}

interface JumpToProps<Name extends string> {
  readonly label?: string;
  readonly links: readonly JumpLink<Name>[];
  readonly current: Name;
  readonly onJump?: (name: Name) => void;
}

/** The sections by the names of Keycloak's tabs; each has an address of its own. */
export const JumpTo = <Name extends string>({
  label = words.page.jumpTo,
  links,
  current,
  onJump,
}: JumpToProps<Name>) => (
  <nav className={styles["jump"]} aria-label={label}>
    {links.map(({ name, title, href }) => (
      <a
        key={name}
        className={styles["jumpLink"]}
        href={href}
        aria-current={name === current ? "true" : undefined}
        onClick={() => onJump?.(name)}
      >
        {title}
      </a>
    ))}
  </nav>
);

import type { TraceLink } from "../../src/contract/index.ts";
import { words } from "../words.ts";
import styles from "./token.module.css";

/** The way to a decision, link by link, by the names people know. */
export const TraceChain = ({ links }: { readonly links: readonly TraceLink[] }) => (
  <ol className={styles["chain"]}>
    {links.map((link) => (
      <li key={`${link.kind} ${link.owner ?? ""} ${link.name}`}>
        <span className={styles["link"]}>
          <span className={styles["linkKind"]}>{words.token.kinds[link.kind]}</span>{" "}
          {link.owner === undefined ? link.name : `${link.owner} · ${link.name}`}
        </span>
      </li>
    ))}
  </ol>
);

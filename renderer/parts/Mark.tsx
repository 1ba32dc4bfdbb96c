import type { ReactNode } from "react";
import styles from "./parts.module.css";

export type Tone = "quiet" | "good" | "changed" | "bad" | "accent";

/** A word about a state. The word says it; the colour only helps. */
export const Mark = ({ tone = "quiet", children }: { readonly tone?: Tone; readonly children: ReactNode }) => (
  <span className={styles["mark"]} data-tone={tone}>
    {children}
  </span>
);

import type { ReactNode } from "react";
import type { Tone } from "./Mark.tsx";
import styles from "./parts.module.css";

interface NoteProps {
  readonly tone?: Tone;
  /** Set where the text appears by itself and should be read out. */
  readonly live?: boolean;
  readonly children: ReactNode;
}

/** A sentence beside what it is about, with what can be done. */
export const Note = ({ tone = "quiet", live = false, children }: NoteProps) => (
  <div className={styles["note"]} data-tone={tone} role={live ? "status" : undefined}>
    {children}
  </div>
);

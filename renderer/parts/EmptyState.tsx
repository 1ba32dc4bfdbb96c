import type { ReactNode } from "react";
import styles from "./parts.module.css";

interface EmptyStateProps {
  readonly title: string;
  readonly help: string;
  /** It stands for the whole screen, so its title is the screen's heading. */
  readonly wholeScreen?: boolean;
  readonly children?: ReactNode;
}

/** What a screen without content says: what it is for, and what to do first. */
export const EmptyState = ({ title, help, wholeScreen = false, children }: EmptyStateProps) => (
  <div className={styles["empty"]}>
    {wholeScreen ? <h1 className={styles["emptyTitle"]}>{title}</h1> : <p className={styles["emptyTitle"]}>{title}</p>}
    {help && <p className="quiet">{help}</p>}
    {children}
  </div>
);

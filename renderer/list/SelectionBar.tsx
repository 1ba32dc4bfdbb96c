import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { words } from "../words.ts";
import styles from "./list.module.css";

interface SelectionBarProps {
  readonly label?: string;
  /** How much is selected. */
  readonly said: string;
  readonly clear: () => void;
  /** What can be done with all of it. */
  readonly children: ReactNode;
  /** What is asked before it is done. */
  readonly below?: ReactNode;
}

/** Stands above a list while something in it is selected. */
export const SelectionBar = ({ label = words.list.selection, said, clear, children, below }: SelectionBarProps) => (
  <section className={styles["bulk"]} aria-label={label}>
    <div className={styles["bulkRow"]}>
      <strong role="status">{said}</strong>
      {children}
      <Button size="compact-xs" variant="subtle" color="gray" onClick={clear}>
        {words.list.clear}
      </Button>
    </div>
    {below}
  </section>
);

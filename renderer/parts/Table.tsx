import type { ReactNode } from "react";
import styles from "./table.module.css";

interface TableProps {
  /** The columns' titles by their names. */
  readonly titles: Readonly<Record<string, string>>;
  /** A heading before them: what ticks all rows. */
  readonly first?: ReactNode;
  readonly className?: string | undefined;
  /** The rows. */
  readonly children: ReactNode;
}

/** Rows that all are in the page; it scrolls sideways where the window is narrow. */
export const Table = ({ titles, first, className = "", children }: TableProps) => (
  <div className={`${styles["tableWrap"]} ${className}`}>
    <table className={styles["table"]}>
      <thead>
        <tr>
          {first && <th scope="col">{first}</th>}
          {Object.entries(titles).map(([name, title]) => (
            <th key={name} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);

import { useMemo } from "react";
import type { Differences } from "../../../src/contract/index.ts";
import { Mark } from "../../parts/Mark.tsx";
import { words } from "../../words.ts";
import { type DifferenceRow, toDifferenceRows } from "./difference-rows.ts";
import styles from "./differences.module.css";

const say = words.transfer.differences;

type Sides = typeof say.onImport;

interface DifferenceTableProps {
  readonly differences: Differences;
  readonly sides: Sides;
  readonly of: string;
}

/** Differences as a table of its own height, so that a thousand of them do not push the rest away. */
export function DifferenceTable({ differences: { lines, total }, sides, of }: DifferenceTableProps) {
  const rows = useMemo(() => toDifferenceRows(lines), [lines]);
  return (
    <div className={styles["differences"]}>
      <p className="small">
        {say.count(total)}
        {lines.length < total && <span className="quiet"> · {say.shown(lines.length)}</span>}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={styles["tableWrap"]} aria-label={`${sides.caption} ${of}`} tabIndex={0}>
        <table className={styles["table"]}>
          <thead>
            <tr>
              <th scope="col">{say.columns.part}</th>
              <th scope="col">{say.columns.field}</th>
              <th scope="col">{sides.here}</th>
              <th scope="col">{sides.there}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} row={row} sides={sides} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

const Row = ({ row, sides }: { readonly row: DifferenceRow; readonly sides: Sides }) => (
  <tr>
    <td className={styles["part"]}>{row.part}</td>
    <td className={styles["value"]}>
      {row.field ?? (
        <Mark tone={row.change === "onlyThere" ? "good" : "changed"}>
          {row.change === "onlyThere" ? sides.onlyThere : sides.onlyHere}
        </Mark>
      )}
    </td>
    <td className={styles["value"]}>{row.here}</td>
    <td className={styles["value"]}>{row.there}</td>
  </tr>
);

import { Disclosure } from "../../parts/Disclosure.tsx";
import styles from "./transfer.module.css";

interface LinesProps {
  readonly title: string;
  readonly lines: readonly string[];
  /** Few and short: behind the title, without a list. */
  readonly inline?: boolean;
}

const FEW = 3;

/** Something to know, once: a few lines stand there, many open with a click. */
export function Lines({ title, lines, inline = false }: LinesProps) {
  if (lines.length === 0) return null;
  if (inline)
    return (
      <p className={`small ${styles["wrap"]}`}>
        <span className="quiet">{title}:</span> {lines.join(", ")}
      </p>
    );
  const list = (
    <ul className={styles["lines"]}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
  if (lines.length > FEW) return <Disclosure summary={`${title} (${lines.length})`}>{list}</Disclosure>;
  return (
    <div className="small">
      <p className="quiet">{title}:</p>
      {list}
    </div>
  );
}

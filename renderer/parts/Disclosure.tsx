import { IconChevronRight } from "@tabler/icons-react";
import { type ReactNode, useId, useState } from "react";
import styles from "./parts.module.css";

interface DisclosureProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
}

/** What was just opened may lie below the edge of its pane. */
const bringIntoView = (body: HTMLElement | null): void => body?.scrollIntoView({ block: "nearest" });

/** A line that opens what stands behind it. */
export function Disclosure({ summary, children }: DisclosureProps) {
  const [open, setOpen] = useState(false);
  const body = useId();
  return (
    <div className={styles["disclosure"]}>
      <button
        type="button"
        className={styles["disclosureButton"]}
        aria-expanded={open}
        aria-controls={open ? body : undefined}
        onClick={() => setOpen(!open)}
      >
        <IconChevronRight className={styles["chevron"]} size={11} stroke={2.5} aria-hidden />
        {summary}
      </button>
      {open && (
        <div id={body} ref={bringIntoView} className={styles["disclosureBody"]}>
          {children}
        </div>
      )}
    </div>
  );
}

import { CloseButton } from "@mantine/core";
import { useState } from "react";
import type { Notice } from "../../src/contract/index.ts";
import { words } from "../words.ts";
import styles from "./frame.module.css";

/** What the server wants known: a port that moved, a file that was set aside. A line each, gone when dismissed. */
export function Notices({ notices }: { readonly notices: readonly Notice[] }) {
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const shown = notices.filter((notice) => !dismissed.includes(notice.id));
  if (shown.length === 0) return null;
  return (
    <section className={styles["notices"]} aria-label={words.frame.notices}>
      {shown.map((notice) => (
        <div key={notice.id} className={styles["notice"]} data-level={notice.level}>
          <span>{notice.text}</span>
          <CloseButton
            size="sm"
            aria-label={words.frame.dismiss}
            onClick={() => setDismissed((before) => [...before, notice.id])}
          />
        </div>
      ))}
    </section>
  );
}

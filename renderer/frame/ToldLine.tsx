import { Button, CloseButton } from "@mantine/core";
import { useMemoryStore } from "../memory-store.ts";
import { words } from "../words.ts";
import styles from "./frame.module.css";
import { told } from "./told.ts";

/** One line above the work, which moves down for it: nothing is covered. */
export function ToldLine() {
  const now = useMemoryStore(told);
  return (
    <div role="status">
      {now && (
        <div className={styles["notice"]} data-level={now.tone === "bad" ? "error" : "info"}>
          <span className={styles["grow"]}>{now.text}</span>
          {now.action && (
            <Button size="compact-sm" variant="default" onClick={now.action.run}>
              {now.action.label}
            </Button>
          )}
          <CloseButton size="sm" aria-label={words.history.dismiss} onClick={() => told.write(() => null)} />
        </div>
      )}
    </div>
  );
}

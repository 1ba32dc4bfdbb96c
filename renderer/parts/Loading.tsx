import { Button, Loader } from "@mantine/core";
import { sentenceOf } from "../api.ts";
import { words } from "../words.ts";
import { Note } from "./Note.tsx";
import styles from "./parts.module.css";

/** Stands where a first reading is under way, or failed and can be tried again. */
export function Loading({ error, again }: { readonly error: Error | null; readonly again: () => unknown }) {
  if (error)
    return (
      <div className={styles["loading"]}>
        <Note tone="bad" live>
          {sentenceOf(error)}
          <Button size="compact-xs" variant="default" onClick={again}>
            {words.frame.again}
          </Button>
        </Note>
      </div>
    );
  return (
    <div className={styles["loading"]} role="status">
      <Loader size="xs" /> {words.frame.loading}
    </div>
  );
}

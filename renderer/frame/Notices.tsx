import { Button, CloseButton } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Notice, restoreRealmFile } from "../../src/contract/index.ts";
import { call } from "../api.ts";
import { words } from "../words.ts";
import styles from "./frame.module.css";

/** What the server wants known: a port that moved, a file that was set aside. A line each, gone when dismissed. */
export function Notices({ notices }: { readonly notices: readonly Notice[] }) {
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const shown = notices.filter((notice) => !dismissed.includes(notice.id));
  if (shown.length === 0) return null;
  return (
    <section className={styles["noticeList"]} aria-label={words.frame.notices}>
      {shown.map((notice) => (
        <div key={notice.id} className={styles["notice"]} data-level={notice.level}>
          <span>{notice.text}</span>
          {notice.restorable && <Restore notice={notice.id} />}
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

/** Brings the last good version back; a failure is said in the button's place, and the notice stays. */
function Restore({ notice }: { readonly notice: string }) {
  const queries = useQueryClient();
  const restore = useMutation({
    mutationFn: () => call(restoreRealmFile, { notice }),
    onSuccess: () => queries.invalidateQueries(),
  });
  if (restore.isError) return <span role="alert">{restore.error.message}</span>;
  return (
    <Button size="compact-sm" variant="default" loading={restore.isPending} onClick={() => restore.mutate()}>
      {words.frame.restore}
    </Button>
  );
}

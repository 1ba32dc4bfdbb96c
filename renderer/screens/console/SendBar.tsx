import { Button, Kbd } from "@mantine/core";
import { IconPlayerStop, IconSend } from "@tabler/icons-react";
import { useRef } from "react";
import { sentenceOf } from "../../api.ts";
import { Note } from "../../parts/Note.tsx";
import { words } from "../../words.ts";
import styles from "./request.module.css";
import type { Sending } from "./use-sending.ts";

const say = words.console;

/** Always in view: sends, says that it does, and can be cancelled. */
export const SendBar = ({ ready, sending }: { readonly ready: boolean; readonly sending: Sending }) => {
  const sendButton = useRef<HTMLButtonElement>(null);
  /** Cancel goes with the call; the focus stays beside it. */
  const cancel = () => {
    sendButton.current?.focus();
    sending.cancel();
  };
  return (
    <div className={styles["sendArea"]}>
      {sending.error && !sending.failedFollowUp && (
        <Note tone="bad" live>
          {sentenceOf(sending.error)}
        </Note>
      )}
      <div className={styles["sendBar"]}>
        <Button
          ref={sendButton}
          size="sm"
          leftSection={<IconSend size={15} aria-hidden />}
          disabled={!ready}
          aria-disabled={sending.pending} // not `disabled`, which would lose the focus
          onClick={sending.send}
        >
          {say.send}
        </Button>
        <Kbd size="xs">{say.sendKeys}</Kbd>
        {sending.pending && (
          <>
            <span role="status" className="quiet small">
              {say.sending}
            </span>
            <Button variant="default" leftSection={<IconPlayerStop size={14} aria-hidden />} onClick={cancel}>
              {say.cancel}
            </Button>
          </>
        )}
      </div>
    </div>
  );
};

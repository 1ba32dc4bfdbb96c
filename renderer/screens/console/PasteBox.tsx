import { Button, Textarea } from "@mantine/core";
import { IconClipboardText } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { withoutSecrets } from "../../../src/contract/index.ts";
import { sentenceOf } from "../../api.ts";
import { useMemoryStore } from "../../memory-store.ts";
import { Note } from "../../parts/Note.tsx";
import { presenting } from "../../presenter.ts";
import { words } from "../../words.ts";
import shared from "./console.module.css";
import requestStyles from "./request.module.css";
import type { Pasting } from "./use-pasting.ts";

const say = words.console;

/** Where to paste what somebody sent: opened by its button, and closed again once it is understood. */
export function PasteBox({ pasting }: { readonly pasting: Pasting }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const masked = useMemoryStore(presenting);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    setText("");
    button.current?.focus();
  };
  const take = (pastedText: string) => {
    pasting.open(pastedText);
    close();
  };
  return (
    <>
      <Button
        ref={button}
        size="compact-xs"
        variant="default"
        title={say.pasteHelp}
        aria-expanded={open}
        leftSection={<IconClipboardText size={14} aria-hidden />}
        loading={pasting.pending}
        onClick={() => setOpen(!open)}
      >
        {say.paste}
      </Button>
      <div className={requestStyles["pasteTold"]}>
        {open && (
          <Textarea
            size="xs"
            autoFocus
            label={say.pasteHere}
            description={say.pasteHelp}
            rows={3}
            data-secret
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onPaste={(event) => {
              const whole = event.clipboardData.getData("text/plain");
              if (text !== "" || whole.trim() === "") return;
              event.preventDefault();
              take(whole);
            }}
            onKeyDown={(event) => event.key === "Escape" && close()}
          />
        )}
        {open && (
          <div className={shared["adders"]}>
            <Button size="compact-xs" disabled={text.trim() === ""} onClick={() => take(text)}>
              {say.pasteOpen}
            </Button>
            <Button size="compact-xs" variant="default" onClick={close}>
              {say.pasteClose}
            </Button>
          </div>
        )}
        {pasting.error && (
          <Note tone="bad" live>
            {masked ? withoutSecrets(sentenceOf(pasting.error)) : sentenceOf(pasting.error)}
          </Note>
        )}
        {pasting.shown?.what === "request" && (
          <Note live>
            {say.pastedAs(pasting.shown.writtenAs)} {pasting.shown.call === null && say.pastedRaw}
            {pasting.shown.notes.map((note) => (
              <span key={note}>{note}</span>
            ))}
          </Note>
        )}
      </div>
    </>
  );
}

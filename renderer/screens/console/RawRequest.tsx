import { Button, Textarea, TextInput } from "@mantine/core";
import { MASK, withoutSecrets } from "../../../src/contract/index.ts";
import { useMemoryStore } from "../../memory-store.ts";
import { Note } from "../../parts/Note.tsx";
import { presenting } from "../../presenter.ts";
import { words } from "../../words.ts";
import shared from "./console.module.css";
import { lengthMismatch, type Target, usedMethod, withLength } from "./console-call.ts";
import type { ConsoleForm, RawForm } from "./console-form.ts";
import { CertificateFields } from "./ProofFields.tsx";
import type { ChangeForm } from "./RequestForm.tsx";
import requestStyles from "./request.module.css";

const say = words.console;
export const RAW_TEXT_ID = "console-raw-text";

interface RawRequestProps {
  readonly raw: RawForm;
  readonly form: ConsoleForm;
  readonly target: Target;
  readonly change: ChangeForm;
}

/** The whole request as a text: whatever stands here is what goes over the wire. */
export function RawRequest({ raw, form, target, change }: RawRequestProps) {
  const masked = useMemoryStore(presenting);
  const mismatch = lengthMismatch(raw.text);
  const set = (part: Partial<RawForm>) => change({ raw: { ...raw, ...part } });
  return (
    <div className={requestStyles["field"]}>
      <div className={shared["labelRow"]}>
        <span className={shared["label"]}>{say.rawHelp}</span>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => change({ raw: null })}>
          {say.rawBack}
        </Button>
      </div>
      <TextInput
        label={say.rawUrl}
        spellCheck={false}
        autoComplete="off"
        readOnly={masked}
        value={masked ? withoutSecrets(raw.url) : raw.url}
        onChange={(event) => set({ url: event.currentTarget.value })}
      />
      <Textarea
        id={RAW_TEXT_ID}
        size="xs"
        classNames={{ input: requestStyles["rawInput"] ?? "" }}
        label={say.rawText}
        description={`${say.rawTextHelp} ${say.rawSecrets}`}
        inputWrapperOrder={["label", "input", "description"]}
        rows={14}
        spellCheck={false}
        autoComplete="off"
        readOnly={masked}
        value={masked ? withoutSecrets(raw.text) : raw.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      {(raw.text.includes(MASK) || raw.url.includes(MASK)) && <Note tone="changed">{say.rawMasked(MASK)}</Note>}
      {mismatch && (
        <Note tone="changed">
          {say.rawLength(mismatch.said, mismatch.bytes)}
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => set({ text: withLength(raw.text, mismatch.bytes) })}
          >
            {say.correctLength}
          </Button>
        </Note>
      )}
      {usedMethod(form, target) === "tls_client_auth" && <CertificateFields form={form} change={change} />}
    </div>
  );
}

import { Button, TextInput } from "@mantine/core";
import { IconEye, IconEyeOff, IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import { revealSecret } from "../../../src/contract/index.ts";
import { call, sentenceOf } from "../../api.ts";
import { rotatedUntil, withoutRotated } from "../../client-attributes.ts";
import { withoutRegenerate } from "../../draft/draft.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { useMemoryStore } from "../../memory-store.ts";
import { useNowSeconds } from "../../now.ts";
import page from "../../page/page.module.css";
import { CopyButton } from "../../parts/CopyButton.tsx";
import { Note } from "../../parts/Note.tsx";
import { presenting } from "../../presenter.ts";
import { useSecret } from "../../queries.ts";
import { localTime, relativeTime } from "../../times-in-words.ts";
import { words } from "../../words.ts";

const say = words.credentials;
const MASK = "••••••••••••••••••••••••";

/** The secret: shown and copied only when asked for, regenerated in the draft; and the one before, while it is good too. */
export function SecretField({ draft }: { readonly draft: ClientDraft }) {
  const [wanted, setShown] = useState(false);
  const hidden = useMemoryStore(presenting); // never before a room
  const shown = wanted && !hidden;
  const nowSeconds = useNowSeconds();
  const { realm, saved } = draft;
  const client = saved.client.id;
  const secret = useSecret(realm, client, shown && saved.client.hasSecret);
  const regenerating = draft.edits.some((edit) => edit.type === "regenerateClientSecret");
  const createdAt = saved.client.secretCreatedAtSeconds;
  const Eye = shown ? IconEyeOff : IconEye;
  return (
    <>
      <div className={page["inline"]}>
        <TextInput
          readOnly
          style={{ flex: "1 1 15rem" }}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
          label={say.secret}
          value={saved.client.hasSecret ? shownSecret(shown, secret.data?.secret) : ""}
          placeholder={say.none}
          error={draft.errorAt("secret") ?? (secret.error && sentenceOf(secret.error))}
        />
        <Button
          variant="default"
          disabled={!saved.client.hasSecret || hidden}
          leftSection={<Eye size={14} aria-hidden />}
          onClick={() => setShown(!shown)}
        >
          {shown ? say.hide : say.show}
        </Button>
        <CopyButton label={say.copy} text={() => readSecret(realm, client)} />
        <Button
          variant="default"
          leftSection={<IconRefresh size={14} aria-hidden />}
          data-disabled={regenerating}
          aria-disabled={regenerating}
          onClick={() => regenerating || draft.add([{ type: "regenerateClientSecret", client }])}
        >
          {say.regenerate}
        </Button>
      </div>
      {createdAt !== null && <p className="quiet small">{say.created(localTime(createdAt, nowSeconds))}</p>}
      {regenerating && (
        <Note tone="changed" live>
          {say.regenerating}
          <Button size="compact-xs" variant="default" onClick={() => draft.replace(withoutRegenerate(draft.edits))}>
            {say.keep}
          </Button>
        </Note>
      )}
      <RotatedSecret draft={draft} />
    </>
  );
}

const shownSecret = (shown: boolean, secret: string | null | undefined): string => (shown ? (secret ?? "") : MASK);

/** The secret before this one, which a rotation leaves good for a while. */
function RotatedSecret({ draft }: { readonly draft: ClientDraft }) {
  const nowSeconds = useNowSeconds();
  const until = rotatedUntil(draft.saved.client.attributes);
  if (until === null || until <= nowSeconds) return null;
  const kept = rotatedUntil(draft.page.client.attributes) !== null;
  if (!kept) return <Note tone="changed">{say.rotatedEnds}</Note>;
  return (
    <Note>
      {say.rotated(relativeTime(until, nowSeconds))}
      <Button size="compact-xs" variant="default" onClick={() => draft.set({ attributes: withoutRotated })}>
        {say.invalidate}
      </Button>
    </Note>
  );
}

async function readSecret(realm: string, client: string): Promise<string> {
  const { secret } = await call(revealSecret, { realm, client });
  if (secret === null) throw new Error(say.none);
  return secret;
}

import { Button, Kbd, NativeSelect } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconSend } from "@tabler/icons-react";
import type { ClientPage, ClientSummary, RealmSummary } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { sentenceOf } from "../../api.ts";
import { draftKey, drafts } from "../../draft/draft-store.ts";
import { takeLostFocus } from "../../lost-focus.ts";
import { useMemoryStore } from "../../memory-store.ts";
import { Note } from "../../parts/Note.tsx";
import { words } from "../../words.ts";
import { ClientPicker } from "./ClientPicker.tsx";
import styles from "./console.module.css";
import { type ConsoleForm, changeForm, type TokenRequest } from "./console-form.ts";
import { RequestText } from "./RequestText.tsx";
import { ScopeField } from "./ScopeField.tsx";
import { SecretField } from "./SecretField.tsx";

const say = words.console;

interface RequestFormProps {
  readonly realm: RealmSummary;
  readonly clients: readonly ClientSummary[];
  readonly client: ClientSummary | null;
  readonly page: ClientPage | undefined;
  readonly form: ConsoleForm;
  readonly send: () => void;
  readonly sending: boolean;
  readonly error: Error | null;
}

/** Who asks, how it proves itself, and for what; and the request as it will go over the wire. */
export function RequestForm({ realm, clients, client, page, form, send, sending, error }: RequestFormProps) {
  useHotkeys([["mod+Enter", send]], []);
  const key = client && draftKey(realm.name, client.id);
  const unsaved = useMemoryStore(drafts)[key ?? ""] !== undefined;
  const change = (part: Partial<ConsoleForm>) => key && changeForm(key, part);
  return (
    <section className={styles["request"]} aria-label={say.request}>
      <div className={styles["requestScroll"]}>
        <div>
          <h1 tabIndex={-1} ref={takeLostFocus}>
            {say.title}
          </h1>
          <p className="quiet small">{say.lead}</p>
        </div>
        <ClientPicker realm={realm.name} clients={clients} client={client} />
        {client && unsaved && (
          <Note tone="changed">
            {say.notSaved}
            <a href={hrefOf.client(realm.name, client.id)}>{say.openClient}</a>
          </Note>
        )}
        {client && (
          <>
            <div className={styles["pair"]}>
              <NativeSelect
                label={say.authentication}
                description={say.authenticationHelp[form.authentication]}
                inputWrapperOrder={["label", "input", "description"]}
                value={form.authentication}
                data={Object.keys(say.authentications)}
                onChange={(event) =>
                  change({ authentication: event.currentTarget.value as TokenRequest["authentication"] })
                }
              />
              <SecretField typed={form.typedSecret} onChange={(typedSecret) => change({ typedSecret })} />
            </div>
            <ScopeField page={page} form={form} change={change} />
            <RequestText realm={realm.name} client={client.id} form={form} />
          </>
        )}
        {error && (
          <Note tone="bad" live>
            {sentenceOf(error)}
          </Note>
        )}
      </div>
      <div className={styles["sendBar"]}>
        <Button
          size="sm"
          leftSection={<IconSend size={15} aria-hidden />}
          disabled={!client}
          loading={sending}
          onClick={send}
        >
          {say.send}
        </Button>
        <Kbd size="xs">{say.sendKeys}</Kbd>
      </div>
    </section>
  );
}

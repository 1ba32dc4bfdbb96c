import { type ReactNode, useState } from "react";
import { exportClient, revealSecret } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { call, sentenceOf } from "../../api.ts";
import { copyText } from "../../clipboard.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { ActionMenu } from "../../page/ActionMenu.tsx";
import { PageHead } from "../../page/PageHead.tsx";
import { type PageAction, usePageActions } from "../../palette/page-actions.ts";
import { Mark } from "../../parts/Mark.tsx";
import { Toggle } from "../../parts/Toggle.tsx";
import { useServer } from "../../queries.ts";
import { words } from "../../words.ts";
import { takePasted } from "../transfer/paste.ts";
import { secretCurl } from "./call-snippet.ts";
import { DuplicateClient } from "./DuplicateClient.tsx";
import { RemoveClient } from "./RemoveClient.tsx";

const say = words.actions;

interface ClientHeadProps {
  readonly draft: ClientDraft;
  readonly children?: ReactNode;
}

type Panel = "duplicate" | "remove" | null;

/** The client's name, its main switch, and what can be done with it as a whole. */
export function ClientHead({ draft, children }: ClientHeadProps) {
  const [panel, setPanel] = useState<Panel>(null);
  const { client } = draft.page;
  const close = () => setPanel(null);
  return (
    <>
      <PageHead
        title={draft.saved.client.clientId}
        under={{ title: words.clients.title, href: hrefOf.clients(draft.realm) }}
      >
        {client.builtIn && (
          <span title={words.page.builtInHelp}>
            <Mark>{words.page.builtIn}</Mark>
          </span>
        )}
        <span title={words.settings.enabledHelp}>
          <Toggle
            label={words.settings.enabled}
            checked={client.enabled}
            error={draft.errorAt("enabled")}
            onChange={(on) => draft.set({ enabled: on })}
          />
        </span>
        <a href={hrefOf.matrix(draft.realm, client.id)}>{words.matrix.open}</a>
        <ActionsMenu draft={draft} panel={panel} open={setPanel} />
        {children}
      </PageHead>
      {panel === "duplicate" && <DuplicateClient draft={draft} close={close} />}
      {panel === "remove" && <RemoveClient draft={draft} close={close} />}
    </>
  );
}

interface ActionsMenuProps {
  readonly draft: ClientDraft;
  /** While one is open, the focus goes there and not back to the menu's button. */
  readonly panel: Panel;
  readonly open: (panel: Panel) => void;
}

const SAID_MS = 2_500;

function ActionsMenu({ draft, panel, open }: ActionsMenuProps) {
  const [said, setSaid] = useState<string | null>(null);
  const tell = (sentence: string) => {
    setSaid(sentence);
    window.setTimeout(() => setSaid(null), SAID_MS);
  };
  const copy = (text: Promise<string>) =>
    void text.then(copyText).then(
      (copied) => tell(copied ? say.copied : say.notCopied),
      (error: unknown) => tell(sentenceOf(error)),
    );
  const paste = () =>
    void navigator.clipboard.readText().then(
      (text) => takePasted(text, draft.realm) || tell(say.notAClient),
      () => tell(say.noPaste),
    );
  const place = useServer().data?.realms.find(({ name }) => name === draft.realm);
  const curl = async (secret: string | null) => (place ? secretCurl(draft.saved, place, secret) : "");
  const noSecret = draft.saved.client.hasSecret ? undefined : say.noSecret;
  const { enabled, builtIn } = draft.page.client;
  const actions: readonly PageAction[] = [
    { id: "copyJson", label: say.copyJson, run: () => copy(readJson(draft, false)) },
    { id: "copyJsonWithSecret", label: say.copyJsonWithSecret, run: () => copy(readJson(draft, true)) },
    { id: "copyCurl", label: say.copyCurl, off: noSecret, run: () => copy(curl(null)) },
    {
      id: "copyCurlWithSecret",
      label: say.copyCurlWithSecret,
      off: noSecret,
      run: () => copy(readSecret(draft).then(curl)),
    },
    { id: "pasteJson", label: say.pasteJson, run: paste },
    { id: "duplicate", label: say.duplicate, run: () => open("duplicate") },
    { id: "remove", label: say.remove, off: builtIn ? say.builtInStays : undefined, run: () => open("remove") },
  ];
  const toggle = enabled ? words.clients.selection.disable : words.clients.selection.enable;
  usePageActions([...actions, { id: "enabled", label: toggle, run: () => draft.set({ enabled: !enabled }) }]);
  return (
    <>
      <ActionMenu label={say.menu} actions={actions} returnFocus={panel === null} />
      <span role="status" className="quiet small">
        {said}
      </span>
    </>
  );
}

const readJson = async ({ realm, saved }: ClientDraft, secrets: boolean): Promise<string> =>
  (await call(exportClient, { realm, client: saved.client.id, secrets })).text;

async function readSecret({ realm, saved }: ClientDraft): Promise<string> {
  const { secret } = await call(revealSecret, { realm, client: saved.client.id });
  if (secret === null) throw new Error(say.noSecret);
  return secret;
}

import { clientSettings } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { draftKey } from "../../draft/draft-store.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { useCreate } from "../../list/use-create.ts";
import { newId } from "../../new-id.ts";
import { NamePanel } from "../../page/NamePanel.tsx";
import { useClients } from "../../queries.ts";
import { words } from "../../words.ts";
import { duplicateEdits } from "./duplicate-client.ts";

const say = words.actions;

interface PanelProps {
  readonly draft: ClientDraft;
  readonly close: () => void;
}

/** Makes a client like this one, as it is saved, and goes there. */
export function DuplicateClient({ draft, close }: PanelProps) {
  const { realm, saved } = draft;
  const clients = useClients(realm).data?.clients ?? [];
  const making = useCreate(realm, saved.revision);
  const findProblem = (wanted: string) =>
    clients.some(({ clientId }) => clientId === wanted)
      ? words.clients.create.taken(wanted)
      : clientSettings.shape.clientId.safeParse(wanted).error?.issues[0]?.message;
  const make = (clientId: string) => {
    const id = newId();
    making.mutate({
      edits: duplicateEdits(saved, { id, clientId }, newId),
      key: draftKey(realm, id),
      text: words.clients.create.created(clientId),
      href: hrefOf.client(realm, id),
    });
  };
  return (
    <NamePanel
      label={say.duplicateId}
      help={say.duplicateHelp}
      button={say.makeDuplicate}
      cancel={say.cancel}
      begin={`${saved.client.clientId}-copy`}
      findProblem={findProblem}
      work={making}
      make={make}
      close={close}
    />
  );
}

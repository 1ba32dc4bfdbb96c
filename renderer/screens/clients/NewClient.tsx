import { useState } from "react";
import { type AnswerOf, clientSettings, type listClients } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { draftKey } from "../../draft/draft-store.ts";
import { CreatePanel } from "../../list/CreatePanel.tsx";
import { useCreate } from "../../list/use-create.ts";
import { newId } from "../../new-id.ts";
import { Toggle } from "../../parts/Toggle.tsx";
import { words } from "../../words.ts";

const say = words.clients.create;

interface NewClientProps {
  readonly realm: string;
  readonly list: AnswerOf<typeof listClients>;
  readonly close: () => void;
}

/** A new client in one panel: a Client ID and Enter. The two switches stand as a service account needs them. */
export function NewClient({ realm, list: { revision, clients }, close }: NewClientProps) {
  const [name, setName] = useState("");
  const [authentication, setAuthentication] = useState(true);
  const [serviceAccount, setServiceAccount] = useState(true);
  const creating = useCreate(realm, revision);
  const clientId = name.trim();
  const taken = clients.some((client) => client.clientId === clientId);
  const create = () => {
    const id = newId();
    const settings = {
      clientId,
      publicClient: !authentication,
      serviceAccountsEnabled: authentication && serviceAccount,
      enabled: true,
    };
    creating.mutate({
      edits: [{ type: "createClient", id, settings }],
      key: draftKey(realm, id),
      text: say.created(clientId),
      href: hrefOf.client(realm, id),
    });
  };
  return (
    <CreatePanel
      say={say}
      name={name}
      setName={setName}
      problem={
        taken ? say.taken(clientId) : clientSettings.shape.clientId.safeParse(clientId).error?.issues[0]?.message
      }
      taken={taken}
      creating={creating}
      create={create}
      close={close}
    >
      <Toggle
        label={say.clientAuthentication}
        description={say.clientAuthenticationHelp}
        checked={authentication}
        onChange={setAuthentication}
      />
      <Toggle
        label={say.serviceAccountRoles}
        description={authentication ? say.serviceAccountRolesHelp : say.needsAuthentication}
        checked={authentication && serviceAccount}
        disabled={!authentication}
        onChange={setServiceAccount}
      />
    </CreatePanel>
  );
}

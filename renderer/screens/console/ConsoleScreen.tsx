import type { ClientSummary, RealmSummary } from "../../../src/contract/index.ts";
import type { Address } from "../../address.ts";
import { draftKey } from "../../draft/draft-store.ts";
import { useMemoryStore } from "../../memory-store.ts";
import { Loading } from "../../parts/Loading.tsx";
import { useClient, useClients } from "../../queries.ts";
import { words } from "../../words.ts";
import { AnswerPane } from "./AnswerPane.tsx";
import styles from "./console.module.css";
import type { Target } from "./console-call.ts";
import { ELSEWHERE, lastClients } from "./console-form.ts";
import { RequestForm } from "./RequestForm.tsx";
import { usePasting } from "./use-pasting.ts";
import { useSending } from "./use-sending.ts";

interface ConsoleScreenProps {
  readonly realm: RealmSummary;
  readonly realms: readonly RealmSummary[];
  readonly address: Extract<Address, { screen: "console" }>;
}

/** One request after the other: set up at the left, told at the right. */
export function ConsoleScreen({ realm, realms, address }: ConsoleScreenProps) {
  const list = useClients(realm.name);
  const last = useMemoryStore(lastClients)[draftKey(realm.name, "")];
  if (!list.data) return <Loading error={list.error} again={list.refetch} />;
  const client = address.elsewhere ? null : chosenClient(list.data.clients, address.client ?? last);
  return (
    <Exchanged
      realm={realm}
      realms={realms}
      clients={list.data.clients}
      client={client}
      elsewhere={address.elsewhere}
    />
  );
}

/** The client asked for; else the example of the documentation; else the first that has a service account. */
function chosenClient(clients: readonly ClientSummary[], id: string | undefined): ClientSummary | null {
  return (
    clients.find((client) => client.id === id) ??
    clients.find((client) => client.clientId === words.clients.welcome.exampleClient) ??
    clients.find((client) => client.serviceAccountsEnabled) ??
    null
  );
}

interface ExchangedProps {
  readonly realm: RealmSummary;
  readonly realms: readonly RealmSummary[];
  readonly clients: readonly ClientSummary[];
  readonly client: ClientSummary | null;
  readonly elsewhere: boolean;
}

function Exchanged({ realm, realms, clients, client, elsewhere }: ExchangedProps) {
  const page = useClient(realm.name, client?.id ?? null).data;
  const key = elsewhere ? ELSEWHERE : client && draftKey(realm.name, client.id);
  const target: Target | null = elsewhere
    ? { kind: "elsewhere" }
    : client && { kind: "here", realm, client, page: page?.client.id === client.id ? page : undefined };
  const sending = useSending(key, target);
  const pasting = usePasting(realm.name, realms);
  return (
    <div className={styles["split"]}>
      <RequestForm
        realm={realm}
        realms={realms}
        clients={clients}
        target={target}
        formKey={key}
        sending={sending}
        pasting={pasting}
      />
      <AnswerPane formKey={key} target={target} sending={sending} pasting={pasting} />
    </div>
  );
}

import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { type ClientSummary, type RealmSummary, sendTokenRequest } from "../../../src/contract/index.ts";
import { call } from "../../api.ts";
import { draftKey } from "../../draft/draft-store.ts";
import { useMemoryStore } from "../../memory-store.ts";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Loading } from "../../parts/Loading.tsx";
import { useClient, useClients } from "../../queries.ts";
import { words } from "../../words.ts";
import styles from "./console.module.css";
import { consoleForms, exchanges, freshForm, lastClients, type TokenRequest, toTokenRequest } from "./console-form.ts";
import { ExchangePanel } from "./ExchangePanel.tsx";
import { RequestForm } from "./RequestForm.tsx";

interface ConsoleScreenProps {
  readonly realm: RealmSummary;
  /** The client that the address names. */
  readonly asked: string | null;
}

/** One token request: set up and read at the left, its story at the right. */
export function ConsoleScreen({ realm, asked }: ConsoleScreenProps) {
  const list = useClients(realm.name);
  const last = useMemoryStore(lastClients)[realm.name];
  if (!list.data) return <Loading error={list.error} again={list.refetch} />;
  const client = chosenClient(list.data.clients, asked ?? last);
  return <Exchanged realm={realm} clients={list.data.clients} client={client} />;
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
  readonly clients: readonly ClientSummary[];
  readonly client: ClientSummary | null;
}

function Exchanged({ realm, clients, client }: ExchangedProps) {
  const key = client && draftKey(realm.name, client.id);
  const form = useMemoryStore(consoleForms)[key ?? ""] ?? freshForm;
  const exchange = useMemoryStore(exchanges)[key ?? ""];
  const page = useClient(realm.name, client?.id ?? null);
  const answer = useRef<HTMLElement>(null);
  const sending = useMutation({
    mutationFn: (request: TokenRequest) => call(sendTokenRequest, request),
    onSuccess: (done, request) => {
      exchanges.write((all) => ({ ...all, [draftKey(request.realm, request.client)]: done }));
      lastClients.write((all) => ({ ...all, [request.realm]: request.client }));
      answer.current?.scrollIntoView({ block: "nearest" }); // in one column it stands below the request
    },
  });
  const send = () => {
    if (client && !sending.isPending) sending.mutate(toTokenRequest(realm.name, client.id, form));
  };
  return (
    <div className={styles["split"]}>
      <RequestForm
        realm={realm}
        clients={clients}
        client={client}
        page={page.data}
        form={form}
        send={send}
        sending={sending.isPending}
        error={sending.error}
      />
      <section ref={answer} className={styles["answer"]} aria-label={words.console.answer}>
        {exchange && client ? (
          <ExchangePanel key={exchange.id} realm={realm.name} exchange={exchange} page={page.data} />
        ) : (
          <div className={styles["emptyAnswer"]}>
            <EmptyState title={words.console.empty} help={client ? words.console.emptyHelp : words.console.emptyPick} />
          </div>
        )}
      </section>
    </div>
  );
}

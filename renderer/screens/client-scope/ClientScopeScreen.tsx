import { useState } from "react";
import type { ClientScopePage, ClientSummary } from "../../../src/contract/index.ts";
import { type Address, hrefOf } from "../../address.ts";
import { Refusal } from "../../api.ts";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Loading } from "../../parts/Loading.tsx";
import parts from "../../parts/parts.module.css";
import { useClient, useClientScope, useClients } from "../../queries.ts";
import { words } from "../../words.ts";
import { ClientScopeWork } from "./ClientScopeWork.tsx";

const say = words.clientScopeList.page;

type ClientScopeAddress = Extract<Address, { screen: "clientScope" }>;

interface ClientScopeScreenProps {
  readonly realm: string;
  readonly address: ClientScopeAddress;
}

/** One client scope: what it writes, what it lets through, and who has it. */
export function ClientScopeScreen({ realm, address }: ClientScopeScreenProps) {
  const scope = useClientScope(realm, address.clientScope);
  const clients = useClients(realm);
  if (scope.error instanceof Refusal && scope.error.status === 404)
    return (
      <div className={parts["fullPage"]}>
        <EmptyState wholeScreen title={say.missing} help={say.missingHelp}>
          <a href={hrefOf.clientScopes(realm)}>{say.toList}</a>
        </EmptyState>
      </div>
    );
  if (!scope.data) return <Loading error={scope.error} again={scope.refetch} />;
  if (!clients.data) return <Loading error={clients.error} again={clients.refetch} />;
  return <Loaded realm={realm} address={address} saved={scope.data} clients={clients.data.clients} />;
}

interface LoadedProps extends ClientScopeScreenProps {
  readonly saved: ClientScopePage;
  readonly clients: readonly ClientSummary[];
}

/** Picks the client whose token is shown: of those that have the scope and can get a token, the one chosen or the first. */
function Loaded({ realm, address, saved, clients }: LoadedProps) {
  const [picked, pick] = useState<string | null>(null);
  const users = new Map(saved.usedBy.map((user) => [user.id, user.as]));
  const candidates = clients.filter(({ id, serviceAccountsEnabled }) => serviceAccountsEnabled && users.has(id));
  const chosen = candidates.find(({ id }) => id === picked) ?? candidates[0] ?? null;
  const previewed = useClient(realm, chosen?.id ?? null);
  return (
    <ClientScopeWork
      realm={realm}
      address={address}
      saved={saved}
      clients={clients}
      candidates={candidates}
      previewed={chosen ? previewed.data : undefined}
      pick={pick}
    />
  );
}

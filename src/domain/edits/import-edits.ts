import { BUILT_IN_CLIENTS } from "../built-in-clients.ts";
import { importedClient, withScopes } from "../complete-client.ts";
import type { ClientRepresentation, RealmDocument } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import { withoutClientsNamed } from "./client-rename.ts";
import type { EditFacts } from "./edit-facts.ts";
import { withGroupsImported } from "./import-groups.ts";
import { withIdentityProvidersImported } from "./import-identity-providers.ts";
import { refuseUnknownClients, withRolesImported } from "./import-roles.ts";
import { withUsersImported } from "./import-users.ts";
import { type Import, type Importing, refuseTaken, resultsOf, sortedOut } from "./importing.ts";
import { newMappers } from "./mapper-edits.ts";

export type Imported = Pick<Importing, "document" | "results">;

/**
 * Takes clients, roles, identity providers, groups and users in, in this order, as `POST …/partialImport` does: what is
 * there already is skipped, replaced or refused; clients that every realm has are passed over. What is replaced gets a new id and loses what referred to it.
 *
 * @throws RealmRefused for what is there (path `exists`), roles of a client that is not there (path `client`), and parts
 * that refer to what is not there.
 */
export function withPartialImport(document: RealmDocument, given: Import, facts: EditFacts): Imported {
  const clients = (given.clients ?? []).filter(
    ({ clientId }) => !BUILT_IN_CLIENTS.has(clientId) && clientId !== `${document.realm}-realm`,
  );
  refuseUnknownClients(document, given.roles, clients);
  const start: Importing = { document, before: document, policy: given.policy, facts, results: [] };
  const steps: ((importing: Importing) => Importing)[] = [
    (importing) => withClientsImported(importing, clients),
    (importing) => withRolesImported(importing, given.roles),
    (importing) => withIdentityProvidersImported(importing, given),
    (importing) => withGroupsImported(importing, given.groups ?? []),
    (importing) => withUsersImported(importing, given.users ?? []),
  ];
  return steps.reduce((importing, step) => step(importing), start);
}

const LONGEST = 255;

function withClientsImported(importing: Importing, clients: readonly ClientRepresentation[]): Importing {
  if (clients.length === 0) return importing;
  const { facts } = importing;
  const idOf = new Map((importing.document.clients ?? []).map(({ clientId, id }) => [clientId, id]));
  for (const { clientId, protocolMappers } of clients) {
    if (!clientId || clientId.length > LONGEST) throw new RealmRefused("A client needs a clientId", ["clients"]);
    if (protocolMappers?.some(({ name, protocolMapper }) => !name || !protocolMapper))
      throw new RealmRefused("A protocol mapper needs a name and a type", ["clients"]);
  }
  refuseTwins(clients);
  const sorted = sortedOut(
    importing,
    clients,
    ({ clientId }) => idOf.get(clientId),
    ({ clientId }) => `Client id '${clientId}' already exists`,
  );
  const replaced = new Set(sorted.replaced.map(({ clientId }) => clientId));
  const cleaned = replaced.size === 0 ? importing.document : withoutClientsNamed(importing.document, replaced);
  const made = [...sorted.replaced, ...sorted.added].map((client) => newClient(cleaned, client, facts));
  const all = [...(cleaned.clients ?? []), ...made].sort((a, b) => (a.clientId < b.clientId ? -1 : 1));
  const ids = new Map([...idOf, ...made.map(({ clientId, id }) => [clientId, id] as const)]);
  const results = resultsOf(sorted, (client) => {
    const id = ids.get(client.clientId) ?? "";
    return { resourceType: "CLIENT", resourceName: client.clientId, id, representation: { ...client, id } };
  });
  return {
    ...importing,
    document: { ...cleaned, clients: all },
    results: [...importing.results, ...results],
  };
}

function refuseTwins(clients: readonly ClientRepresentation[]): void {
  if (new Set(clients.map(({ clientId }) => clientId)).size < clients.length) refuseTaken("Duplicate resource error");
}

/** Without a service account: that comes among the users, or when it is asked for. */
function newClient(document: RealmDocument, client: ClientRepresentation, facts: EditFacts): ClientRepresentation {
  const { id: _id, protocolMappers, ...said } = client;
  const made = importedClient({ ...said, id: facts.newId() }, facts);
  const mappers = protocolMappers?.map(({ id: _mapper, ...mapper }) => mapper);
  return withScopes(document, { ...made, ...(mappers && { protocolMappers: newMappers(mappers, facts) }) });
}

import type {
  ClientRepresentation,
  ClientScopeRepresentation,
  RealmDocument,
  RoleRepresentation,
} from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";

/** A role where it stands in a document, with the clientId of its owner when it is a client role. */
export interface FoundRole {
  readonly role: RoleRepresentation;
  readonly owner?: string;
}

/** @throws RealmRefused when the realm has no client of that id. */
export function clientOf(document: RealmDocument, id: string): ClientRepresentation {
  const client = document.clients?.find((candidate) => candidate.id === id);
  if (!client) throw new RealmRefused("That client is no longer there", ["client"]);
  return client;
}

/** @throws RealmRefused when the realm has no role of that id. */
export function roleOf(document: RealmDocument, id: string): FoundRole {
  const ofRealm = document.roles?.realm?.find((role) => role.id === id);
  if (ofRealm) return { role: ofRealm };
  for (const [owner, roles] of Object.entries(document.roles?.client ?? {})) {
    const role = roles.find((candidate) => candidate.id === id);
    if (role) return { role, owner };
  }
  throw new RealmRefused("That role is no longer there", ["role"]);
}

/** The roles of a client, or of the realm. */
export const rolesIn = ({ roles }: RealmDocument, owner: string | undefined): readonly RoleRepresentation[] =>
  (owner === undefined ? roles?.realm : entryOf(roles?.client, owner)) ?? [];

export const withRolesIn = (
  document: RealmDocument,
  owner: string | undefined,
  roles: readonly RoleRepresentation[],
): RealmDocument => ({
  ...document,
  roles:
    owner === undefined
      ? { ...document.roles, realm: roles }
      : { ...document.roles, client: withEntry(document.roles?.client, owner, roles) },
});

/** @throws RealmRefused when the realm has no client scope of that id. */
export function clientScopeOf(document: RealmDocument, id: string): ClientScopeRepresentation {
  const scope = document.clientScopes?.find((candidate) => candidate.id === id);
  if (!scope) throw new RealmRefused("That client scope is no longer there", ["clientScope"]);
  return scope;
}

export function withClientReplaced(
  document: RealmDocument,
  id: string,
  change: (client: ClientRepresentation) => ClientRepresentation,
): RealmDocument {
  return {
    ...document,
    clients: (document.clients ?? []).map((client) => (client.id === id ? change(client) : client)),
  };
}

/** Clients stand in the order of their clientIds. */
export function withClientAdded(document: RealmDocument, client: ClientRepresentation): RealmDocument {
  const clients = [...(document.clients ?? [])];
  const before = clients.findIndex(({ clientId }) => clientId > client.clientId);
  clients.splice(before < 0 ? clients.length : before, 0, client);
  return { ...document, clients };
}

/** The list with `name` at its end, as it was when it holds it. */
export const withName = (names: readonly string[] | undefined, name: string): readonly string[] =>
  names?.includes(name) ? names : [...(names ?? []), name];

export const withoutName = (names: readonly string[] | undefined, name: string): readonly string[] =>
  (names ?? []).filter((each) => each !== name);

/** A record with one entry changed; an entry that becomes undefined is left out. Names come from outside: own properties only. */
export function withEntry<Value>(
  record: Readonly<Record<string, Value>> | undefined,
  name: string,
  value: Value | undefined,
): Readonly<Record<string, Value>> {
  const entries = Object.entries(record ?? {});
  const at = entries.findIndex(([each]) => each === name);
  if (value === undefined) return Object.fromEntries(entries.filter(([each]) => each !== name));
  if (at < 0) return Object.fromEntries([...entries, [name, value]]);
  return Object.fromEntries(entries.map((entry, i) => (i === at ? [name, value] : entry)));
}

export const entryOf = <Value>(record: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined =>
  record && Object.hasOwn(record, name) ? record[name] : undefined;

/** Applies a change to the values of a record; entries whose value becomes undefined are left out. */
export function mapEntries<Value>(
  record: Readonly<Record<string, Value>> | undefined,
  change: (name: string, value: Value) => readonly [string, Value] | undefined,
): Readonly<Record<string, Value>> | undefined {
  if (!record) return undefined;
  return Object.fromEntries(
    Object.entries(record)
      .map(([name, value]) => change(name, value))
      .filter((entry) => entry !== undefined),
  );
}

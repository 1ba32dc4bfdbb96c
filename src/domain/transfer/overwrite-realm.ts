import { BUILT_IN_CLIENTS } from "../built-in-clients.ts";
import type { PartialRealm } from "../complete-realm.ts";
import { PARENT_ID } from "../components.ts";
import {
  type ComponentRepresentation,
  KEY_PROVIDER_TYPE,
  type RealmDocument,
  type RolesRepresentation,
  type UserRepresentation,
} from "../realm-document.ts";
import { isSecret } from "../secrets.ts";

/**
 * The realm as an import makes it of one that is there. What the import brings replaces what is there; parts that it does not
 * name at all stay, and with them what an export cannot show: key providers' keys, users where it shows service accounts
 * only, Keycloak's own clients and roles. Things of the same name keep their ids where the import states none.
 */
export function withRealmOverwritten(present: RealmDocument, given: PartialRealm): PartialRealm {
  return {
    ...present,
    ...given,
    ...(given.clients && { clients: clientsOf(present, given.clients) }),
    ...(given.clientScopes && {
      clientScopes: withIdsOf(present.clientScopes, given.clientScopes, ({ name }) => name),
    }),
    ...(given.roles && { roles: rolesOf(present.roles ?? {}, given.roles) }),
    ...(given.users && { users: usersOf(present, given) }),
    ...(given.components && { components: componentsOf(present, given.components) }),
  };
}

interface Identified {
  readonly id?: string;
}

function withIdsOf<Item extends Identified>(
  present: readonly Item[] | undefined,
  given: readonly Item[],
  nameOf: (item: Item) => string,
): Item[] {
  const ids = new Map((present ?? []).map((item) => [nameOf(item), item.id]));
  return given.map((item) => {
    const id = item.id || ids.get(nameOf(item));
    return id === undefined || id === item.id ? item : { ...item, id };
  });
}

function clientsOf(
  present: RealmDocument,
  given: NonNullable<PartialRealm["clients"]>,
): NonNullable<PartialRealm["clients"]> {
  const brought = new Set(given.map(({ clientId }) => clientId));
  const own = (present.clients ?? []).filter(
    ({ clientId }) => BUILT_IN_CLIENTS.has(clientId) && !brought.has(clientId),
  );
  return [...withIdsOf(present.clients, given, ({ clientId }) => clientId), ...own];
}

/** Roles of Keycloak's own clients stay when their client is not spoken of. */
function rolesOf(present: RolesRepresentation, given: RolesRepresentation): RolesRepresentation {
  const client = given.client ?? {};
  const own = Object.entries(present.client ?? {}).filter(
    ([owner]) => BUILT_IN_CLIENTS.has(owner) && !Object.hasOwn(client, owner),
  );
  const ofClients = Object.entries(client).map(
    ([owner, roles]) => [owner, withIdsOf(ownRoles(present, owner), roles, ({ name }) => name)] as const,
  );
  return {
    ...present,
    ...given,
    realm: given.realm ? withIdsOf(present.realm, given.realm, ({ name }) => name) : (present.realm ?? []),
    client: Object.fromEntries([...ofClients, ...own]),
  };
}

const ownRoles = ({ client = {} }: RolesRepresentation, owner: string) =>
  Object.hasOwn(client, owner) ? client[owner] : undefined;

/** An export over REST shows service accounts only: the users beside them stay. So does the service account of a client that comes without. */
function usersOf(present: RealmDocument, { users = [], clients }: PartialRealm): readonly UserRepresentation[] {
  const isAccount = ({ serviceAccountClientId }: UserRepresentation) => serviceAccountClientId !== undefined;
  const brought = new Set(users.map(({ username }) => username));
  const remaining = new Set((clients ?? present.clients ?? []).map(({ clientId }) => clientId));
  const onlyAccounts = users.every(isAccount);
  const kept = (present.users ?? []).filter((user) => {
    if (brought.has(user.username)) return false;
    return isAccount(user) ? remaining.has(user.serviceAccountClientId ?? "") : onlyAccounts;
  });
  return [...withIdsOf(present.users, users, ({ username }) => username), ...kept];
}

type Components = NonNullable<PartialRealm["components"]>;

/** A key provider that comes without its key keeps the one that is there. */
function componentsOf(present: RealmDocument, given: Components): Components {
  const providers = given[KEY_PROVIDER_TYPE];
  if (!providers)
    return {
      ...given,
      ...(present.components?.[KEY_PROVIDER_TYPE] && { [KEY_PROVIDER_TYPE]: present.components[KEY_PROVIDER_TYPE] }),
    };
  const there = present.components?.[KEY_PROVIDER_TYPE] ?? [];
  const same = (a: ComponentRepresentation, b: ComponentRepresentation) =>
    a.providerId === b.providerId && (a.id !== undefined && a.id === b.id ? true : a.name === b.name);
  return {
    ...given,
    [KEY_PROVIDER_TYPE]: providers.map((provider) => {
      const own = there.find((each) => same(each, provider));
      return own && !hasKey(provider) ? { ...provider, config: { ...own.config, ...provider.config } } : provider;
    }),
  };
}

const hasKey = ({ config = {} }: ComponentRepresentation): boolean =>
  Object.keys(config).some((name) => name !== PARENT_ID && isSecret("component", `config.${name}`));

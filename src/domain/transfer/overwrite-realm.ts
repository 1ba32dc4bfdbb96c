import type { PartialRealm } from "../complete-realm.ts";
import { PARENT_ID } from "../components.ts";
import { newRealmTemplate } from "../new-realm.ts";
import {
  type ClientRepresentation,
  type ComponentRepresentation,
  KEY_PROVIDER_TYPE,
  type RealmDocument,
  type UserRepresentation,
} from "../realm-document.ts";
import { isSecret } from "../secrets.ts";

/*
 * A realm that is overwritten becomes what a fresh import of the file gives, as when it were deleted and made again; what it does
 * not bring goes. Only what exports leave out is kept, here and in kept-ids.ts: keys, secrets, passwords, ids, and the users beside
 * service accounts.
 */

/** The realm that an import brings, with the keys and secrets of the one that is there where it has none of its own. */
export function withWhatExportsLeaveOut(present: RealmDocument, given: PartialRealm): PartialRealm {
  return {
    ...(given.id ? {} : { id: present.id }),
    ...given,
    ...(given.clients && { clients: clientsOf(present, given.clients) }),
    ...(given.users && { users: usersOf(present, given.users) }),
    components: componentsOf(present, given.components ?? newRealmTemplate(given.realm).components ?? {}),
  };
}

const MADE_AT = "client.secret.creation.time";

/**
 * A confidential client that comes without its secret keeps it, and the time that it was made; a resource server without its
 * settings keeps those.
 */
function clientsOf(present: RealmDocument, given: readonly ClientRepresentation[]): readonly ClientRepresentation[] {
  const there = new Map((present.clients ?? []).map((client) => [client.clientId, client]));
  return given.map((client) => {
    const own = there.get(client.clientId);
    if (!own) return client;
    const whole = client.authorizationServicesEnabled ? withField(client, own, "authorizationSettings") : client;
    if (own.secret === undefined || client.secret !== undefined || client.publicClient) return whole;
    const madeAt = own.attributes?.[MADE_AT];
    const kept = { ...whole, secret: own.secret };
    if (madeAt === undefined || client.attributes?.[MADE_AT] !== undefined) return kept;
    return { ...kept, attributes: { ...client.attributes, [MADE_AT]: madeAt } };
  });
}

/** A user who comes without passwords and the like keeps them. */
function usersOf(present: RealmDocument, given: readonly UserRepresentation[]): readonly UserRepresentation[] {
  const there = new Map((present.users ?? []).map((user) => [user.username, user]));
  return given.map((user) => withField(user, there.get(user.username), "credentials"));
}

/** Of fields that nothing here reads. */
function withField<Item extends object>(item: Item, own: Item | undefined, field: string): Item {
  const value = (own as Readonly<Record<string, unknown>> | undefined)?.[field];
  return value === undefined || Object.hasOwn(item, field) ? item : { ...item, [field]: value };
}

type Components = NonNullable<PartialRealm["components"]>;

/** A key provider that comes without its key keeps the one that is there. */
function componentsOf(present: RealmDocument, given: Components): Components {
  const there = present.components?.[KEY_PROVIDER_TYPE];
  const providers = given[KEY_PROVIDER_TYPE];
  if (!providers) return { ...given, ...(there && { [KEY_PROVIDER_TYPE]: there }) };
  const same = (a: ComponentRepresentation, b: ComponentRepresentation) =>
    a.providerId === b.providerId && (a.id !== undefined && a.id === b.id ? true : a.name === b.name);
  return {
    ...given,
    [KEY_PROVIDER_TYPE]: providers.map((provider) => {
      const own = there?.find((each) => same(each, provider));
      return own && !hasKey(provider) ? { ...provider, config: { ...own.config, ...provider.config } } : provider;
    }),
  };
}

const hasKey = ({ config = {} }: ComponentRepresentation): boolean =>
  Object.keys(config).some((name) => name !== PARENT_ID && isSecret("component", `config.${name}`));

import type { ClientRepresentation, RealmDocument, UserRepresentation } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import type { EditFacts } from "./edit-facts.ts";
import { entryOf, roleOf, withClientReplaced, withEntry, withName, withoutName } from "./parts.ts";

/** The client scope whose mappers tell who called; Keycloak links it when service accounts are switched on. */
const SERVICE_ACCOUNT_SCOPE = "service_account";

export const serviceAccountUsername = (clientId: string): string => `service-account-${clientId.toLowerCase()}`;

/** Gives a client its service account: the user with the realm's default role, and the client scope (reference §5.6). */
export function withServiceAccount(
  document: RealmDocument,
  client: ClientRepresentation,
  facts: EditFacts,
): RealmDocument {
  const linked = withServiceAccountScope(document, client);
  if (linked.users?.some((user) => user.serviceAccountClientId === client.clientId)) return linked;
  const user: UserRepresentation & Record<string, unknown> = {
    id: facts.newId(),
    username: serviceAccountUsername(client.clientId),
    emailVerified: false,
    enabled: true,
    createdTimestamp: facts.nowSeconds * 1000,
    totp: false,
    serviceAccountClientId: client.clientId,
    credentials: [],
    disableableCredentialTypes: [],
    requiredActions: [],
    realmRoles: document.defaultRole ? [document.defaultRole.name] : [],
    notBefore: 0,
    groups: [],
  };
  return { ...linked, users: [...(linked.users ?? []), user] };
}

function withServiceAccountScope(document: RealmDocument, client: ClientRepresentation): RealmDocument {
  if (!document.clientScopes?.some(({ name }) => name === SERVICE_ACCOUNT_SCOPE)) return document;
  return withClientReplaced(document, client.id, (each) => ({
    ...each,
    defaultClientScopes: withName(each.defaultClientScopes, SERVICE_ACCOUNT_SCOPE),
    ...(each.optionalClientScopes && {
      optionalClientScopes: withoutName(each.optionalClientScopes, SERVICE_ACCOUNT_SCOPE),
    }),
  }));
}

/** Takes the service account away: its user with all role mappings, and the client scope. */
export function withoutServiceAccount(document: RealmDocument, client: ClientRepresentation): RealmDocument {
  const unlinked = withClientReplaced(document, client.id, (each) => ({
    ...each,
    defaultClientScopes: withoutName(each.defaultClientScopes, SERVICE_ACCOUNT_SCOPE),
  }));
  return {
    ...unlinked,
    users: (unlinked.users ?? []).filter((user) => user.serviceAccountClientId !== client.clientId),
  };
}

/** Assigns a role to a client's service account; as it was when it is assigned already. */
export function withRoleMapping(document: RealmDocument, client: ClientRepresentation, roleId: string): RealmDocument {
  const { role, owner } = roleOf(document, roleId);
  return withServiceAccountUser(document, client, (user) =>
    owner === undefined
      ? { ...user, realmRoles: withName(user.realmRoles, role.name) }
      : {
          ...user,
          clientRoles: withEntry(user.clientRoles, owner, withName(entryOf(user.clientRoles, owner), role.name)),
        },
  );
}

export function withoutRoleMapping(
  document: RealmDocument,
  client: ClientRepresentation,
  roleId: string,
): RealmDocument {
  const { role, owner } = roleOf(document, roleId);
  return withServiceAccountUser(document, client, (user) => {
    if (owner === undefined) return { ...user, realmRoles: withoutName(user.realmRoles, role.name) };
    const left = withoutName(entryOf(user.clientRoles, owner), role.name);
    return { ...user, clientRoles: withEntry(user.clientRoles, owner, left.length > 0 ? left : undefined) };
  });
}

function withServiceAccountUser(
  document: RealmDocument,
  client: ClientRepresentation,
  change: (user: UserRepresentation) => UserRepresentation,
): RealmDocument {
  const found = document.users?.some((user) => user.serviceAccountClientId === client.clientId);
  if (!found)
    throw new RealmRefused(`${client.clientId} has no service account: switch Service account roles on first`, [
      "client",
    ]);
  return {
    ...document,
    users: (document.users ?? []).map((user) =>
      user.serviceAccountClientId === client.clientId ? change(user) : user,
    ),
  };
}

import type { ServiceAccountSettings } from "../edit.ts";
import type { ClientRepresentation, RealmDocument, UserRepresentation } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import type { EditFacts } from "./edit-facts.ts";
import { withMergedEntries } from "./merged-entries.ts";
import { withClientReplaced, withName, withoutName } from "./parts.ts";
import { withoutRolesHeld, withRolesHeld, withUserReplaced } from "./user-edits.ts";

/** The client scope whose mappers tell who called; Keycloak links it when service accounts are switched on. */
const SERVICE_ACCOUNT_SCOPE = "service_account";

export const serviceAccountUsername = (clientId: string): string => `service-account-${clientId.toLowerCase()}`;

/** Gives a client its service account: the user with the realm's default role, and the client scope (reference §5.6). */
export function withServiceAccount(
  document: RealmDocument,
  client: ClientRepresentation,
  facts: EditFacts,
): RealmDocument {
  const linked = withClientReplaced(document, client.id, (each) => linkedToServiceAccount(document, each));
  if (linked.users?.some((user) => user.serviceAccountClientId === client.clientId)) return linked;
  return { ...linked, users: [...(linked.users ?? []), serviceAccountUser(document, client, facts)] };
}

export function serviceAccountUser(
  { defaultRole }: RealmDocument,
  { clientId }: ClientRepresentation,
  facts: EditFacts,
): UserRepresentation {
  const user: UserRepresentation & Record<string, unknown> = {
    id: facts.newId(),
    username: serviceAccountUsername(clientId),
    emailVerified: false,
    enabled: true,
    createdTimestamp: facts.nowSeconds * 1000,
    totp: false,
    serviceAccountClientId: clientId,
    credentials: [],
    disableableCredentialTypes: [],
    requiredActions: [],
    realmRoles: defaultRole ? [defaultRole.name] : [],
    notBefore: 0,
    groups: [],
  };
  return user;
}

/** A client with the scope of service accounts among its default ones, where the realm has that scope. */
export function linkedToServiceAccount(
  { clientScopes }: RealmDocument,
  client: ClientRepresentation,
): ClientRepresentation {
  if (!clientScopes?.some(({ name }) => name === SERVICE_ACCOUNT_SCOPE)) return client;
  return {
    ...client,
    defaultClientScopes: withName(client.defaultClientScopes, SERVICE_ACCOUNT_SCOPE),
    ...(client.optionalClientScopes && {
      optionalClientScopes: withoutName(client.optionalClientScopes, SERVICE_ACCOUNT_SCOPE),
    }),
  };
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
export const withRoleMapping = (document: RealmDocument, client: ClientRepresentation, role: string): RealmDocument =>
  withRolesHeld(document, serviceAccountOf(document, client), [role]);

export const withoutRoleMapping = (
  document: RealmDocument,
  client: ClientRepresentation,
  role: string,
): RealmDocument => withoutRolesHeld(document, serviceAccountOf(document, client), [role]);

/** Changes what is said of a service account; its username and its client stay. */
export function withServiceAccountUpdated(
  document: RealmDocument,
  client: ClientRepresentation,
  { enabled, attributes }: ServiceAccountSettings,
): RealmDocument {
  return withUserReplaced(document, serviceAccountOf(document, client), (user) => ({
    ...user,
    ...(enabled !== undefined && { enabled }),
    ...(attributes && { attributes: withMergedEntries(user.attributes, attributes) }),
  }));
}

function serviceAccountOf(document: RealmDocument, { clientId }: ClientRepresentation): string {
  const id = document.users?.find((user) => user.serviceAccountClientId === clientId)?.id;
  if (id === undefined)
    throw new RealmRefused(`${clientId} has no service account: switch Service account roles on first`, ["client"]);
  return id;
}

import { BUILT_IN_CLIENTS } from "../domain/built-in-clients.ts";
import { newRealmTemplate } from "../domain/new-realm.ts";
import type { ClientRepresentation, ClientScopeRepresentation, RealmDocument } from "../domain/realm-document.ts";

/** A client that comes with every realm, or one of `master` that stands for a realm. */
export const isBuiltInClient = ({ clientId, bearerOnly, attributes }: ClientRepresentation): boolean =>
  BUILT_IN_CLIENTS.has(clientId) ||
  (clientId.endsWith("-realm") && bearerOnly === true && attributes?.["realm_client"] === "true");

/** A role that comes with every realm. */
export const isBuiltInRole = (
  name: string,
  owner: ClientRepresentation | undefined,
  { defaultRole }: RealmDocument,
): boolean =>
  owner
    ? isBuiltInClient(owner)
    : name === defaultRole?.name || name === "offline_access" || name === "uma_authorization";

const CLIENT_SCOPES = new Set(newRealmTemplate("").clientScopes?.map(({ name }) => name));

/** A client scope that comes with every realm. */
export const isBuiltInClientScope = ({ name }: ClientScopeRepresentation): boolean => CLIENT_SCOPES.has(name);

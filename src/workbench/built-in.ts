import { BUILT_IN_CLIENTS } from "../domain/built-in-clients.ts";
import type { ClientRepresentation } from "../domain/realm-document.ts";

/** A client that comes with every realm, or one of `master` that stands for a realm. */
export const isBuiltInClient = ({ clientId, bearerOnly, attributes }: ClientRepresentation): boolean =>
  BUILT_IN_CLIENTS.has(clientId) ||
  (clientId.endsWith("-realm") && bearerOnly === true && attributes?.["realm_client"] === "true");

/** A role that comes with every realm. */
export const isBuiltInRole = (name: string, owner: ClientRepresentation | undefined, realm: string): boolean =>
  owner
    ? isBuiltInClient(owner)
    : ["offline_access", "uma_authorization", `default-roles-${realm.toLowerCase()}`].includes(name);

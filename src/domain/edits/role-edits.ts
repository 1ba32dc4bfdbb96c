import type { CreateRole } from "../edit.ts";
import type { RealmDocument, RoleRepresentation } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import { clientOf, entryOf, withEntry } from "./parts.ts";

/** Adds a realm role, or a role of the client `owner`. @throws RealmRefused when there is one of that name. */
export function withRole(document: RealmDocument, { id, name, description, owner }: CreateRole): RealmDocument {
  const client = owner === undefined ? undefined : clientOf(document, owner);
  const beside = client ? entryOf(document.roles?.client, client.clientId) : document.roles?.realm;
  if (beside?.some((role) => role.name === name))
    throw new RealmRefused(`Role with name ${name} already exists`, ["name"]);
  const role: RoleRepresentation = {
    id,
    name,
    ...(description ? { description } : {}),
    composite: false,
    clientRole: client !== undefined,
    containerId: client?.id ?? document.id,
    attributes: {},
  };
  const roles = [...(beside ?? []), role];
  return {
    ...document,
    roles: client
      ? { ...document.roles, client: withEntry(document.roles?.client, client.clientId, roles) }
      : { ...document.roles, realm: roles },
  };
}

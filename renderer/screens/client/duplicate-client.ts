import type { ClientPage, ClientSettings, Edit } from "../../../src/contract/index.ts";

/** Belong to the client they stand in: secrets, keys of its own, and when they were made. */
const ITS_OWN = /^client\.secret\.(creation|rotated|expiration)|^jwt\.credential\.|^realm_client$/;

/**
 * The edits that make a client like another: the same settings, mappers, client scopes, scope mappings, own roles and
 * roles held. It gets a secret of its own.
 *
 * @param newId gives each further thing its id
 */
export function duplicateEdits(
  page: ClientPage,
  { id, clientId }: { readonly id: string; readonly clientId: string },
  newId: () => string,
): readonly Edit[] {
  const to = { client: id };
  const ownRoles = page.roles.filter((role) => role.owner?.id === page.client.id);
  const newRoleIds = new Map(ownRoles.map((role) => [role.id, newId()]));
  const newRole = (role: string) => newRoleIds.get(role) ?? role;
  return [
    { type: "createClient", id, settings: { ...settingsOf(page), clientId } },
    ...ownRoles.map(
      ({ id: role, name, description }): Edit => ({
        type: "createRole",
        id: newRole(role),
        name,
        owner: id,
        ...(description === "" ? {} : { description }),
      }),
    ),
    ...page.clientScopes.map(
      (scope): Edit => ({ type: "assignClientScope", client: id, clientScope: scope.id, as: scope.assignment }),
    ),
    ...page.mappers.map((mapper): Edit => ({ type: "createMapper", ...mapper, id: newId(), to })),
    ...page.scopeMappings.map((role): Edit => ({ type: "addScopeMapping", to, role: newRole(role) })),
    ...notHeld(page).map((role): Edit => ({ type: "unassignRole", client: id, role })),
    ...(page.serviceAccount?.assignedRoles ?? []).map(
      (role): Edit => ({ type: "assignRole", client: id, role: newRole(role) }),
    ),
  ];
}

/** A service account begins with the realm's default roles, which this one may have lost. */
function notHeld({ roles, serviceAccount }: ClientPage): readonly string[] {
  if (!serviceAccount) return [];
  return roles
    .filter((role) => role.builtIn && !role.owner && role.name.startsWith("default-roles-"))
    .map(({ id }) => id)
    .filter((id) => !serviceAccount.assignedRoles.includes(id));
}

function settingsOf({ client }: ClientPage): ClientSettings {
  const {
    id: _id,
    bearerOnly: _bearerOnly,
    hasSecret: _hasSecret,
    secretCreatedAtSeconds: _createdAt,
    builtIn: _builtIn,
    attributes,
    ...settings
  } = client;
  const kept = Object.entries(attributes).filter(([name]) => !ITS_OWN.test(name));
  return { ...settings, attributes: Object.fromEntries(kept) };
}

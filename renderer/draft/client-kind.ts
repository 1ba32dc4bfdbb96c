import type {
  AttachedClientScope,
  ClientPage,
  ClientSettings,
  CreateClientScope,
  Edit,
} from "../../src/contract/index.ts";
import { ROTATED_SECRET, rotatedUntil } from "../client-attributes.ts";
import { withMapperEdit } from "../mappers/mapper-edits.ts";
import type { DraftKind, SavedSettings, SettingsEdit } from "./draft.ts";
import { withRoleEdit } from "./role-list.ts";

/** What a client's page can have changed on it. */
export const clientKind: DraftKind<ClientPage> = {
  apply: applyEdit,
  concerns: (page, edit) => clientOf(page, edit) === page.client.id,
  settingsOf,
  possible: withoutImpossible,
};

/** Edits of another client cannot be compared with what is saved there, so they are kept as they are. */
function clientOf(page: ClientPage, edit: Edit): string {
  if ("client" in edit) return edit.client;
  return "to" in edit && "client" in edit.to ? edit.to.client : page.client.id;
}

/** The page does not hold the rotated secret, only until when it is good. */
function settingsOf({ client, roles }: ClientPage, edit: SettingsEdit): SavedSettings {
  if (edit.type === "updateRole") return { attributes: {}, ...roles.find(({ id }) => id === edit.role) };
  if (rotatedUntil(client.attributes) === null) return client;
  return { ...client, attributes: { ...client.attributes, [ROTATED_SECRET]: "not shown" } };
}

/** Without a service account there is nothing to assign roles to, without client authentication no secret; a role that goes goes everywhere. */
function withoutImpossible(page: ClientPage, edits: readonly Edit[]): readonly Edit[] {
  const { client } = edits.reduce(applyEdit, page);
  const removed = new Set(edits.flatMap((edit) => (edit.type === "removeRole" ? [edit.role] : [])));
  return edits.filter((edit) => {
    if ("role" in edit && edit.type !== "removeRole" && removed.has(edit.role)) return false;
    if (!("client" in edit) || edit.client !== client.id) return true;
    if (edit.type === "assignRole" || edit.type === "unassignRole") return client.serviceAccountsEnabled;
    return edit.type !== "regenerateClientSecret" || !client.publicClient;
  });
}

function applyEdit(page: ClientPage, edit: Edit): ClientPage {
  switch (edit.type) {
    case "updateClient":
      return edit.client === page.client.id ? withSettings(page, edit.settings) : page;
    case "createRole":
    case "updateRole":
    case "removeRole":
      return withRoles(page, edit);
    case "createMapper":
    case "updateMapper":
    case "removeMapper":
      return withMappers(page, edit);
    case "assignRole":
    case "unassignRole":
      return edit.client === page.client.id ? withAssignedRole(page, edit.role, edit.type === "assignRole") : page;
    case "addScopeMapping":
    case "removeScopeMapping":
      return withScopeMapping(page, edit.to, edit.role, edit.type === "addScopeMapping");
    case "createClientScope":
      return withNewClientScope(page, edit);
    case "assignClientScope":
      return edit.client === page.client.id ? withClientScope(page, edit.clientScope, { assignment: edit.as }) : page;
    default:
      return page;
  }
}

function withSettings(page: ClientPage, settings: ClientSettings): ClientPage {
  const { attributes, ...plain } = settings;
  const merged = Object.entries({ ...page.client.attributes, ...attributes });
  const kept = merged.filter((entry): entry is [string, string] => entry[1] !== null);
  const client = { ...page.client, ...plain, attributes: Object.fromEntries(kept) };
  return {
    ...page,
    client,
    serviceAccount: client.serviceAccountsEnabled ? serviceAccountOf(page, client.clientId) : null,
  };
}

/** A service account that is switched on starts with the realm's default roles, as in Keycloak. */
function serviceAccountOf(page: ClientPage, clientId: string): ClientPage["serviceAccount"] {
  if (page.serviceAccount !== null) return page.serviceAccount;
  const defaults = page.roles.filter((role) => role.builtIn && !role.owner && role.name.startsWith("default-roles-"));
  const username = `service-account-${clientId}`;
  return { userId: "", username, enabled: true, attributes: {}, assignedRoles: defaults.map((role) => role.id) };
}

function withRoles(page: ClientPage, edit: Edit): ClientPage {
  const { id, clientId } = page.client;
  const roles = withRoleEdit(page.roles, edit, (owner) => (owner === id ? { id, clientId } : undefined));
  return roles === page.roles ? page : { ...page, roles };
}

function withMappers(page: ClientPage, edit: Edit): ClientPage {
  const mappers = withMapperEdit(page.mappers, { client: page.client.id }, edit);
  return mappers === page.mappers ? page : { ...page, mappers };
}

function withMember(members: readonly string[], member: string, present: boolean): readonly string[] {
  if (members.includes(member) === present) return members;
  return present ? [...members, member] : members.filter((other) => other !== member);
}

function withAssignedRole(page: ClientPage, role: string, assigned: boolean): ClientPage {
  if (page.serviceAccount === null) return page;
  const assignedRoles = withMember(page.serviceAccount.assignedRoles, role, assigned);
  if (assignedRoles === page.serviceAccount.assignedRoles) return page;
  return { ...page, serviceAccount: { ...page.serviceAccount, assignedRoles } };
}

type Mapped = Extract<Edit, { type: "addScopeMapping" }>["to"];

function withScopeMapping(page: ClientPage, to: Mapped, role: string, mapped: boolean): ClientPage {
  if ("client" in to) {
    const scopeMappings = withMember(page.scopeMappings, role, mapped);
    return to.client !== page.client.id || scopeMappings === page.scopeMappings ? page : { ...page, scopeMappings };
  }
  const clientScope = page.clientScopes.find((scope) => scope.id === to.clientScope);
  if (!clientScope) return page;
  return withClientScope(page, clientScope.id, { scopeMappings: withMember(clientScope.scopeMappings, role, mapped) });
}

function withNewClientScope(page: ClientPage, { id, settings }: CreateClientScope): ClientPage {
  if (page.clientScopes.some((scope) => scope.id === id)) return page;
  const scope: AttachedClientScope = {
    id,
    name: settings.name,
    description: settings.description ?? "",
    assignment: "none",
    includeInTokenScope: settings.attributes?.["include.in.token.scope"] !== "false",
    builtIn: false,
    scopeMappings: [],
    mapperNames: [],
  };
  return { ...page, clientScopes: [...page.clientScopes, scope] };
}

type ScopeChange = Partial<Pick<ClientPage["clientScopes"][number], "assignment" | "scopeMappings">>;

function withClientScope(page: ClientPage, id: string, change: ScopeChange): ClientPage {
  const before = page.clientScopes.find((scope) => scope.id === id);
  if (!before || Object.entries(change).every(([name, value]) => before[name as keyof ScopeChange] === value))
    return page;
  const clientScopes = page.clientScopes.map((scope) => (scope === before ? { ...scope, ...change } : scope));
  return { ...page, clientScopes };
}

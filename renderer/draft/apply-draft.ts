import type { ClientPage, ClientSettings, CreateRole, Edit, RoleSummary } from "../../src/contract/index.ts";

/** The page of a client as it would be with the draft's edits saved. What they leave alone keeps its identity. */
export const applyDraft = (page: ClientPage, edits: readonly Edit[]): ClientPage => edits.reduce(applyEdit, page);

/** One edit on the page; the very same page when it changes nothing there. */
export function applyEdit(page: ClientPage, edit: Edit): ClientPage {
  switch (edit.type) {
    case "updateClient":
      return edit.client === page.client.id ? withSettings(page, edit.settings) : page;
    case "createRole":
      return withRole(page, edit);
    case "assignRole":
    case "unassignRole":
      return edit.client === page.client.id ? withAssignedRole(page, edit.role, edit.type === "assignRole") : page;
    case "addScopeMapping":
    case "removeScopeMapping":
      return withScopeMapping(page, edit.to, edit.role, edit.type === "addScopeMapping");
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
  return { userId: "", username, enabled: true, assignedRoles: defaults.map((role) => role.id) };
}

function withRole(page: ClientPage, edit: CreateRole): ClientPage {
  if (page.roles.some((role) => role.id === edit.id)) return page;
  const owner = edit.owner === page.client.id ? { id: page.client.id, clientId: page.client.clientId } : undefined;
  const role: RoleSummary = {
    id: edit.id,
    name: edit.name,
    description: edit.description ?? "",
    ...(owner ? { owner } : {}),
    includes: [],
    builtIn: false,
  };
  return { ...page, roles: [...page.roles, role] };
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

type ScopeChange = Partial<Pick<ClientPage["clientScopes"][number], "assignment" | "scopeMappings">>;

function withClientScope(page: ClientPage, id: string, change: ScopeChange): ClientPage {
  const before = page.clientScopes.find((scope) => scope.id === id);
  if (!before || Object.entries(change).every(([name, value]) => before[name as keyof ScopeChange] === value))
    return page;
  const clientScopes = page.clientScopes.map((scope) => (scope === before ? { ...scope, ...change } : scope));
  return { ...page, clientScopes };
}

import { lifespanInWords } from "../times-in-words.ts";

const TIMES = /(lifespan|timeout|idle)/i;

function valueInWords(value: unknown, place: string): string {
  if (value === null || value === undefined || value === "") return "not set";
  if (value === true || value === "true") return "on";
  if (value === false || value === "false") return "off";
  if (TIMES.test(place) && Number(value) > 0) return lifespanInWords(Number(value));
  return typeof value === "string" ? `“${value}”` : JSON.stringify(value);
}

/** Texts of the client page, by section. */
export const clientWords = {
  page: {
    jumpTo: "Jump to",
    skipToSave: "Skip to Save",
    sections: {
      settings: "Settings",
      credentials: "Credentials",
      roles: "Roles",
      "service-account-roles": "Service account roles",
      "client-scopes": "Client scopes",
      mappers: "Mappers",
      sessions: "Sessions",
      advanced: "Advanced",
      events: "Events",
    },
    missing: "There is no such client in this realm",
    missingHelp: "It may have been removed, or its creation taken back.",
    builtIn: "built-in",
    builtInHelp: "One of Keycloak's own clients. Change it only if you know what depends on it.",
  },
  saveBar: {
    none: "No changes",
    changes: (count: number) => (count === 1 ? "1 change" : `${count} changes`),
    save: "Save",
    keys: "Ctrl+S",
    discard: "Discard",
    saved: "Saved",
    undo: "Undo",
    undone: "Taken back",
    refused: "Not saved",
    conflict: "Changed meanwhile by others, so not saved:",
    changedBy: (by: string, summary: readonly string[]) => `${by}: ${summary.join("; ")}`,
    changedTo: (theirs: unknown, place: string) => `Changed meanwhile by others: now ${valueInWords(theirs, place)}`,
    theirsAndMine: (label: string, theirs: unknown, place: string) =>
      `${label}; theirs: ${valueInWords(theirs, place)}`,
    keepMine: "Keep mine",
    keepMineOf: (label: string) => `Keep mine: ${label}`,
    takeTheirs: "Take theirs",
    takeTheirsOf: (label: string) => `Take theirs instead of: ${label}`,
    unsaved: "Unsaved changes",
  },
  settings: {
    clientId: "Client ID",
    clientIdHelp: "The name the program sends; it appears in the token as azp and client_id.",
    name: "Name",
    description: "Description",
    enabled: "Enabled",
    enabledHelp: "Off: every request of this client is refused.",
    clientAuthentication: "Client authentication",
    clientAuthenticationHelp:
      "On: the client proves itself with a secret. Off: a public client, which has none and cannot use client_credentials.",
    authenticationFlow: "Authentication flow",
    serviceAccountRoles: "Service account roles",
    serviceAccountRolesHelp:
      "The client may fetch a token for itself (grant_type=client_credentials); its roles are those of its service account.",
    needsAuthentication: "Not available: a public client cannot prove that it is itself.",
    switchAuthenticationOn: "Switch Client authentication on",
    accessTokenLifespan: "Access Token Lifespan",
    inherits: (lifespan: string) => `Inherits from realm settings (${lifespan})`,
    expiresIn: "Expires in",
    lifespanValue: "Expires in: number",
    lifespanUnit: "Expires in: unit",
    useRefreshTokens: "Use refresh tokens for client credentials grant",
    useRefreshTokensHelp: "On: the answer holds a refresh token, and the server keeps a session.",
  },
  roles: {
    lead: "What the service account holds. A role reaches the token when it is held and let through.",
    filter: "Filter roles",
    hideBuiltIn: "Hide built-in",
    hides: (count: number, assigned: number) =>
      assigned === 0 ? `hides ${count}` : `hides ${count}, ${assigned} of them assigned`,
    columns: { assigned: "Assigned", role: "Role", owner: "Owner", state: "In the token" },
    realm: "realm",
    assign: (role: string) => `Assign role ${role}`,
    inheritedFrom: (roles: readonly string[]) => `inherited from ${roles.join(", ")}`,
    notHeld: "not held",
    isNew: "new",
    remove: "Remove",
    newRole: "New role name",
    newRoleKind: "Kind of role",
    realmRole: "Realm role",
    clientRole: "Client role of this client",
    createAndAssign: "Create and assign",
    taken: (name: string) => `There is a role “${name}” there already`,
    offTitle: "Service account roles is off",
    offHelp: "This client has no service account, so it holds no roles and cannot fetch a token for itself.",
    switchOn: "Switch Service account roles on",
    noneShown: "No role to show",
    noneShownHelp: "Make the first one in the row below, or show the built-in ones.",
    noMatch: (filter: string) => `No role matches “${filter}”`,
    showing: (shown: number, all: number) => `Showing ${shown} of ${all} roles.`,
    showAll: "Show all",
  },
  clientScopes: {
    fullScopeAllowed: "Full scope allowed",
    fullScopeOn: "On: every role the service account holds reaches the token.",
    fullScopeOff: "Off: only roles that a scope below lets through reach the token.",
    dedicated: "Let through by this client itself",
    dedicatedHelp: (scope: string) =>
      `The role scope mappings of ${scope}. They grant nothing: a role must be held as well.`,
    letThrough: (role: string) => `Let role ${role} through`,
    mappedColumns: { role: "Let through", owner: "Owner", state: "In scope" },
    ownRole: "always in scope",
    viaScope: (scopes: readonly string[]) => `let through by ${scopes.join(", ")}`,
    viaClient: "let through",
    mappedNotHeld: "let through, not held",
    noRoles: "The service account holds no roles yet; assign one above.",
    lead: "Client scopes bring claims and let roles through: Default always, Optional when the request's scope names it.",
    search: "Search client scopes",
    noMatch: (search: string) => `No client scope matches “${search}”`,
    columns: { name: "Client scope", assignedType: "Assigned type" },
    assignedTypeOf: (scope: string) => `Assigned type of ${scope}`,
    notNamed: "not named in scope",
    brings: (mappers: number, roles: number) =>
      [
        mappers > 0 ? `${mappers} mapper${mappers === 1 ? "" : "s"}` : "",
        roles > 0 ? `lets ${roles} role${roles === 1 ? "" : "s"} through` : "",
      ]
        .filter((part) => part !== "")
        .join(", "),
  },
  assignedTypes: { none: "None", default: "Default", optional: "Optional" },
  changes: {
    renamed: (before: string, after: string) => `Client ID ${before} → ${after || "(empty)"}`,
    text: (label: string, value: string) => (value === "" ? `${label} cleared` : `${label} “${value}”`),
    switched: (label: string, on: boolean) => `${label} ${on ? "on" : "off"}`,
    lifespan: (before: string, after: string, inherits: boolean) =>
      `Access Token Lifespan ${before} → ${after}${inherits ? " (inherited)" : ""}`,
    inherited: (label: string) => `${label} as usual`,
    rotatedEnds: "secret before this one ended",
    attributeRemoved: (name: string) => `${name} removed`,
    secretRegenerated: "Client Secret regenerated",
    roleCreated: (role: string) => `role ${role} created`,
    roleCreatedAndAssigned: (role: string) => `role ${role} created and assigned`,
    roleRenamed: (before: string, after: string) => `role ${before} → ${after || "(empty)"}`,
    roleDescribed: (role: string) => `description of role ${role}`,
    roleRemoved: (role: string) => `role ${role} deleted`,
    mapperCreated: (mapper: string) => `mapper ${mapper} added`,
    mapperChanged: (mapper: string) => `mapper ${mapper} changed`,
    mapperRemoved: (mapper: string) => `mapper ${mapper} deleted`,
    roleAssigned: (role: string) => `role ${role} assigned`,
    roleUnassigned: (role: string) => `role ${role} unassigned`,
    letThrough: (role: string, scope: string | null) =>
      scope === null ? `role ${role} let through` : `role ${role} let through by ${scope}`,
    notLetThrough: (role: string, scope: string | null) =>
      scope === null ? `role ${role} no longer let through` : `role ${role} no longer let through by ${scope}`,
    clientScope: (scope: string, assignedType: string) => `client scope ${scope}: ${assignedType}`,
    clientScopeCreated: (scope: string) => `client scope ${scope} created`,
    clientCreated: (clientId: string) => `client ${clientId} created`,
    clientRemoved: "client removed",
    unnamed: "(unknown)",
  },
};

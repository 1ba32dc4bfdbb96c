/** Texts of the screen Realm settings, by section. Names of settings are Keycloak 26's. */
export const durationWords = {
  own: "Expires in",
  number: (label: string) => `${label}: number`,
  unit: (label: string) => `${label}: unit`,
  missing: "A whole number above 0 is needed",
  units: { seconds: "Seconds", minutes: "Minutes", hours: "Hours", days: "Days" },
};

interface FieldWords {
  readonly label: string;
  readonly help?: string;
}

const fields = {
  displayName: { label: "Display name" },
  enabled: { label: "Enabled", help: "Off: every request to this realm is refused." },
  frontendUrl: {
    label: "Frontend URL",
    help: "Kept for Keycloak: where the realm is reached from outside. Empty: the address of the server.",
  },
  sslRequired: {
    label: "Require SSL",
    help: "Who must come by https. Requests from this machine count as internal.",
  },
  defaultSignatureAlgorithm: {
    label: "Default Signature Algorithm",
    help: "alg in the header of tokens, where the client says no other one.",
  },
  accessTokenLifespan: {
    label: "Access Token Lifespan",
    help: "From iat to exp. A client can have a time of its own.",
  },
  revokeRefreshToken: {
    label: "Revoke Refresh Token",
    help: "On: a refresh token works only so many times, and the answer holds the next one.",
  },
  refreshTokenMaxReuse: { label: "Refresh Token Max Reuse", help: "How often it may be used again; 0: never." },
  ssoSessionIdleTimeout: {
    label: "SSO Session Idle",
    help: "A session, and its refresh token, ends after this long without a refresh.",
  },
  ssoSessionMaxLifespan: { label: "SSO Session Max", help: "A session ends after this long at the latest." },
  clientSessionIdleTimeout: { label: "Client Session Idle", help: "The same for what a client has of a session." },
  clientSessionMaxLifespan: { label: "Client Session Max", help: "exp of tokens is cut to it." },
  offlineSessionIdleTimeout: {
    label: "Offline Session Idle",
    help: "For offline tokens (scope offline_access): they end after this long without use.",
  },
  offlineSessionMaxLifespanEnabled: {
    label: "Offline Session Max Limited",
    help: "Off: offline sessions that are used never end.",
  },
  offlineSessionMaxLifespan: { label: "Offline Session Max" },
  clientOfflineSessionIdleTimeout: { label: "Client Offline Session Idle" },
  clientOfflineSessionMaxLifespan: { label: "Client Offline Session Max" },
  eventsEnabled: {
    label: "Save events",
    help: "For the Admin API only, as in Keycloak: the screen Events records in any case.",
  },
  eventsExpiration: { label: "Expiration", help: "How long the Admin API shows an event." },
  enabledEventTypes: { label: "Event types saved" },
  adminEventsEnabled: {
    label: "Save admin events",
    help: "Changes made over the Admin API, for the Admin API to show.",
  },
  adminEventsDetailsEnabled: { label: "Include representation", help: "Each admin event holds what was sent." },
  notBefore: { label: "Not before" },
} satisfies Readonly<Record<string, FieldWords>>;

export const realmSettingsWords = {
  title: "Realm settings",
  sections: {
    general: "General",
    keys: "Keys",
    events: "Events",
    sessions: "Sessions",
    tokens: "Tokens",
    defaults: "Defaults",
  },
  fields: fields as Readonly<Record<string, FieldWords>>,
  name: "Realm name",
  nameHelp: "It stands in every address and in iss. Rename it by Actions.",
  endpoints: "Endpoints",
  endpoint: {
    issuer: "Issuer",
    discovery: "OpenID Endpoint Configuration",
    token: "Token endpoint",
    introspection: "Introspection endpoint",
    revocation: "Revocation endpoint",
    jwks: "JWKS",
  },
  copy: "Copy",
  copyOf: (name: string) => `Copy ${name}`,
  ssl: { all: "All requests", external: "External requests", none: "None" },
  inheritsFrom: (label: string, time: string) => `Inherits from ${label} (${time})`,
  never: "Never expires",
  expires: "Expires in",
  sso: "SSO Session Settings",
  clientSessions: "Client session settings",
  offline: "Offline session settings",
  notBeforeAt: (time: string) => `Tokens issued before ${time} do not count: Not before is set.`,
  clearNotBefore: "Clear",
  eventsSettings: "User events settings",
  adminEventsSettings: "Admin events settings",
  types: (count: number, all: boolean) => (all ? `Keycloak's usual ${count} types` : `${count} types`),
  allTypes: "Keep the usual ones",
  typeSearch: "Search event types",
  defaultScopes: "Client scopes",
  defaultScopesHelp: "What clients get that are made from now on. Those that are there keep theirs.",
  scopeColumns: { name: "Name", assigned: "Assigned type" },
  assignedTypeOf: (name: string) => `Assigned type of ${name}`,
  defaultRoles: "Default roles",
  defaultRolesHelp:
    "Service accounts that are switched on from now on hold them, and those that hold the default role do so at once.",
  defaultRoleFilter: "Find a role to add",
  defaultRole: (role: string) => `Default role ${role}`,
  roleColumns: { assigned: "Default", role: "Role", owner: "Owner" },
  realmRole: "realm",
  noDefaultRole: "This realm has no default role.",
  noRole: (text: string) => `No role holds “${text}”.`,
  actions: "Actions",
  rename: "Rename",
  duplicate: "Copy realm",
  exportIt: "Export",
  remove: "Delete",
  masterStays: "master administers this server: it keeps its name and stays.",
  newName: "New realm name",
  renameHelp: (sessions: number) =>
    `Every address and iss change at once: programs need the new ones, and tokens issued until now no longer verify here.${sessions > 0 ? ` ${counted(sessions, "session ends", "sessions end")}.` : ""} Rename it back to undo.`,
  renameNow: "Rename",
  copyName: "Name of the copy",
  copyHelp:
    "Clients keep their secrets, so that programs only need another address. Ids and keys are new; sessions and history begin anew.",
  copyNow: "Copy realm",
  removing: (realm: string) => `Delete realm ${realm}?`,
  goes: (of: { clients: number; clientScopes: number; roles: number; users: number; sessions: number }) =>
    `With it go ${[
      counted(of.clients, "client", "clients"),
      counted(of.clientScopes, "client scope", "client scopes"),
      counted(of.roles, "role", "roles"),
      counted(of.users, "user", "users"),
      counted(of.sessions, "session", "sessions"),
    ].join(", ")}. Its programs are answered 404. It can be brought back; its sessions cannot.`,
  removeNow: "Delete realm",
  cancel: "Cancel",
  removed: (realm: string) => `Realm ${realm} deleted`,
  bringBack: "Bring it back",
  bringBackOf: (realm: string) => `Bring realm ${realm} back`,
  back: (realm: string) => `Realm ${realm} is back as it was`,
  renamed: (from: string, to: string) => `Realm ${from} is ${to} now`,
  copied: (from: string, to: string) => `Realm ${to} is a copy of ${from}`,
  created: (realm: string) => `Realm ${realm} made`,
  changes: {
    scope: (name: string, type: string) => `client scope ${name} for new clients: ${type}`,
    roleAdded: (role: string) => `default role ${role} added`,
    roleRemoved: (role: string) => `default role ${role} taken away`,
    types: (count: number) => (count === 0 ? "usual event types" : `${count} event types`),
    inherited: (label: string) => `${label} inherited`,
    cleared: (label: string) => `${label} cleared`,
    changed: (label: string, before: string, after: string) => `${label} ${before} → ${after}`,
    unnamed: "a part that is gone",
  },
};

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

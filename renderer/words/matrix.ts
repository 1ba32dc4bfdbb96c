/** Texts of the Roles & Scopes matrix. */
export const matrixWords = {
  title: "Roles & Scopes",
  lead: "A role reaches the token when the service account holds it (first column) and something lets it through (the columns after it).",
  toClient: "Open the client",
  open: "Roles & Scopes",
  noClients: "No clients yet",
  noClientsHelp:
    "The matrix shows what one client's service account holds, and what lets it through. Make a client first.",
  missing: "There is no such client in this realm",
  missingHelp: "Choose another one above.",
  grid: (clientId: string) => `Roles and scopes of ${clientId}`,
  filter: "Filter roles",
  hideBuiltIn: "Hide built-in",
  hides: (roles: number, assigned: number, scopes: number) =>
    [
      roles > 0
        ? `${roles} ${roles === 1 ? "role" : "roles"}${assigned > 0 ? ` (${assigned} of them assigned)` : ""}`
        : "",
      scopes > 0 ? `${scopes} client ${scopes === 1 ? "scope" : "scopes"}` : "",
    ]
      .filter((part) => part !== "")
      .join(", ")
      .replace(/^(?=.)/, "hides "),
  count: (shown: number) => (shown === 1 ? "1 role" : `${shown} roles`),
  none: "No role to show",
  noneHelp: "Make the first one in the row below, or show the built-in ones.",
  noMatch: (filter: string) => `No role matches “${filter}”`,
  columns: {
    role: "Role",
    held: "Held",
    heldBy: "service account",
    dedicated: "Dedicated",
    dedicatedHelp: (scope: string) => `${scope}: the roles that this client itself lets through, in every token`,
    always: "always",
    token: "In the token",
    tokenWith: (scope: string) => `with scope=${scope}`,
    tokenPlain: "without scope",
  },
  own: "own",
  removeRole: (role: string) => `Remove new role ${role}`,
  scopeMenu: (scope: string, type: string) => `${scope}: ${type}. Change how it is assigned`,
  openScope: "Open client scope",
  fullScopeOff: "Off: only roles that a column lets through reach the token.",
  fullScopeWouldAdd: (roles: readonly string[]) => `On, it would add ${roles.join(", ")}.`,
  more: (count: number) => `${count} more`,
  newScope: "Add client scope",
  newScopeHelp: "A new one is Optional, and named in scope when it is asked for.",
  attached: (scope: string) => `${scope} is attached already`,
  assign: (role: string) => `Assign role ${role}`,
  letThrough: (role: string, scope: string) => `Let role ${role} through by ${scope}`,
  reasons: {
    held: "Assigned to the service account. Press to unassign it.",
    heldThrough: (roles: string) => `Held through ${roles}. Press to assign it directly as well.`,
    notHeld: "Not held. Press to assign it to the service account.",
    noServiceAccount: "Service account roles is off, so there is nobody to hold it.",
    own: "This client's own role: always in scope, so there is nothing to switch here.",
    mapped: (scope: string) => `Let through by ${scope}. Press to stop.`,
    mappedThrough: (scope: string, roles: string) =>
      `Let through by ${scope} along with ${roles}. Press to let it through by itself.`,
    notMapped: (scope: string) => `Not let through by ${scope}. Press to let it through.`,
    fullScope: "Full scope allowed is on, so this makes no difference now.",
    changed: "Not saved yet.",
  },
  token: {
    in: "in token",
    ask: (scope: string) => `with scope=${scope}`,
    askHelp: (role: string, scope: string) =>
      `${role} is held, and ${scope} lets it through when the request's scope names it. Press to see that token.`,
    askLabel: (role: string, scope: string) => `${role}: ask for ${scope}`,
    askNow: "Ask for it",
    cut: "no scope lets it through",
    mend: "Let through",
    notHeld: "not held",
    assign: "Assign",
    neither: "not held, not let through",
    unknown: "no token",
    state: (role: string, state: string) => `${role}: ${state}`,
  },
};

/** Texts of the screen Sessions. */
export const realmSessionsWords = {
  title: "Sessions",
  lead: "A session stands behind each refresh token of a service account, and behind each administrator who has signed in.",
  search: "Search sessions",
  searchHint: "Client, user or IP address",
  columns: {
    select: "Select",
    client: "Clients",
    user: "User",
    kind: "Kind",
    started: "Started",
    lastAccess: "Last access",
    ends: "Ends",
    ip: "IP address",
    actions: "Actions",
  },
  kinds: { online: "regular", offline: "offline" },
  select: (client: string, started: string) => `Select the session of ${client} started ${started}`,
  selectAll: "Select all that are shown",
  signOut: "Sign out",
  signOutOf: (client: string, started: string) => `Sign out the session of ${client} started ${started}`,
  signOutSelected: (count: number) => `Sign out ${count} selected`,
  signOutAll: "Sign out all active sessions",
  asks: (count: number) =>
    `${count === 1 ? "One session ends" : `${count.toLocaleString("en-GB")} sessions end`}: their refresh tokens no longer work.`,
  asksAll: (count: number) =>
    `${count === 1 ? "One session ends" : `All ${count.toLocaleString("en-GB")} sessions end`}, and no token that was issued until now counts any more, as Not before is set. Undo takes Not before back, not the sessions.`,
  final: "This cannot be undone.",
  keep: "Keep them",
  ended: (count: number) => (count === 1 ? "One session ended" : `${count.toLocaleString("en-GB")} sessions ended`),
  none: "No sessions",
  noneHelp:
    "A token request of a client with Use refresh tokens for client credentials grant on begins one. Access tokens alone need none.",
  toConsole: "Send a request in Console",
  noneFound: (text: string) => `No session matches “${text}”`,
  showing: (shown: number, total: number) =>
    `${shown.toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")} sessions`,
  newest: "The newest five hundred are listed.",
};

import { useSyncExternalStore } from "react";
import { type ListAsked, listQuery, parseListAsked } from "./list-address.ts";

/** The sections of the client page, in the order of Keycloak's tabs, as they stand in the address. */
export const sections = [
  "settings",
  "credentials",
  "roles",
  "service-account-roles",
  "client-scopes",
  "mappers",
  "sessions",
  "advanced",
  "events",
] as const;
export type Section = (typeof sections)[number];

/** The sections of a client scope's page. */
export const clientScopeSections = ["settings", "mappers", "scope", "used-by"] as const;
export type ClientScopeSection = (typeof clientScopeSections)[number];

/** The sections of a role's page, by Keycloak's tabs as far as it has them. */
export const roleSections = ["details", "associated-roles", "attributes", "users-in-role", "scopes"] as const;
export type RoleSection = (typeof roleSections)[number];

/** The sections of the Import / Export screen. */
export const transferSections = ["import", "export", "keycloak"] as const;
export type TransferSection = (typeof transferSections)[number];

/** The sections of Realm settings, in the order of Keycloak's tabs. */
export const realmSections = ["general", "keys", "events", "sessions", "tokens", "defaults"] as const;
export type RealmSection = (typeof realmSections)[number];

/** What the list of events is narrowed to, and which of them is open beside it. */
export interface EventsAsked {
  readonly only: EventKind;
  /** A Client ID; empty: all. */
  readonly client: string;
  /** Why a call was refused; empty: whatever. */
  readonly cause: string;
  readonly text: string;
  /** `call-17` or `edit-4`. */
  readonly open: string | null;
}
export const eventKinds = ["all", "accepted", "refused", "edits", "keys"] as const;
export type EventKind = (typeof eventKinds)[number];

/** What the fragment of the page's address asks for. */
export type Address =
  | { readonly screen: "start" }
  | { readonly screen: "clients"; readonly realm: string; readonly asked: ListAsked }
  | { readonly screen: "client"; readonly realm: string; readonly client: string; readonly section: Section | null }
  | { readonly screen: "clientScopes"; readonly realm: string; readonly asked: ListAsked }
  | {
      readonly screen: "clientScope";
      readonly realm: string;
      readonly clientScope: string;
      readonly section: ClientScopeSection | null;
    }
  | { readonly screen: "roles"; readonly realm: string; readonly asked: ListAsked }
  | { readonly screen: "role"; readonly realm: string; readonly role: string; readonly section: RoleSection | null }
  | { readonly screen: "matrix"; readonly realm: string; readonly client: string | null }
  | {
      readonly screen: "console";
      readonly realm: string;
      readonly client: string | null;
      /** Another issuer is called than the realms here. */
      readonly elsewhere: boolean;
    }
  | { readonly screen: "transfer"; readonly realm: string; readonly section: TransferSection }
  | { readonly screen: "sessions"; readonly realm: string; readonly asked: ListAsked }
  | { readonly screen: "events"; readonly realm: string; readonly asked: EventsAsked }
  | { readonly screen: "history"; readonly realm: string }
  | { readonly screen: "resource-server"; readonly realm: string }
  | { readonly screen: "realm-settings"; readonly realm: string; readonly section: RealmSection | null }
  | { readonly screen: "unknown"; readonly realm: string };

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** Which of these the part of an address names; null for none of them. */
const oneOf = <Name extends string>(names: readonly Name[], part: string | undefined): Name | null =>
  names.find((name) => name === part) ?? null;

type Parse = (
  realm: string,
  path: readonly [id: string | undefined, section: string | undefined],
  query: URLSearchParams,
) => Address;

/** By the second part of the path, how the rest is read. */
const screens = new Map<string, Parse>([
  [
    "clients",
    (realm, [client, section], query) =>
      client
        ? { screen: "client", realm, client, section: oneOf(sections, section) }
        : { screen: "clients", realm, asked: parseListAsked(query) },
  ],
  [
    "client-scopes",
    (realm, [clientScope, section], query) =>
      clientScope
        ? { screen: "clientScope", realm, clientScope, section: oneOf(clientScopeSections, section) }
        : { screen: "clientScopes", realm, asked: parseListAsked(query) },
  ],
  [
    "roles",
    (realm, [role, section], query) =>
      role
        ? { screen: "role", realm, role, section: oneOf(roleSections, section) }
        : { screen: "roles", realm, asked: parseListAsked(query) },
  ],
  ["roles-and-scopes", (realm, _path, query) => ({ screen: "matrix", realm, client: query.get("client") })],
  [
    "console",
    (realm, _path, query) => ({
      screen: "console",
      realm,
      client: query.get("client"),
      elsewhere: query.has("elsewhere"),
    }),
  ],
  [
    "transfer",
    (realm, [section]) => ({ screen: "transfer", realm, section: oneOf(transferSections, section) ?? "import" }),
  ],
  ["sessions", (realm, _path, query) => ({ screen: "sessions", realm, asked: parseListAsked(query) })],
  ["events", (realm, _path, query) => ({ screen: "events", realm, asked: toEventsAsked(query) })],
  ["history", (realm) => ({ screen: "history", realm })],
  ["resource-server", (realm) => ({ screen: "resource-server", realm })],
  [
    "realm-settings",
    (realm, [section]) => ({ screen: "realm-settings", realm, section: oneOf(realmSections, section) }),
  ],
]);

const toEventsAsked = (query: URLSearchParams): EventsAsked => ({
  only: eventKinds.find((kind) => kind === query.get("only")) ?? "all",
  client: query.get("client") ?? "",
  cause: query.get("cause") ?? "",
  text: query.get("text") ?? "",
  open: query.get("open"),
});

/** Reads `#/demo/clients/<id>/credentials`, `#/demo/console?client=<id>` and the like. */
export function parseAddress(hash: string): Address {
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split("?", 2);
  const [realm, screen, id, section] = path.split("/").map(decoded);
  if (!realm) return { screen: "start" };
  const parse = screens.get(screen || "clients");
  return parse ? parse(realm, [id, section], new URLSearchParams(query)) : { screen: "unknown", realm };
}

const part = encodeURIComponent;

/** The fragments that lead to each screen. */
export const hrefOf = {
  clients: (realm: string, asked?: Partial<ListAsked>) => `#/${part(realm)}/clients${listQuery(asked)}`,
  client: (realm: string, client: string, section?: Section) =>
    `#/${part(realm)}/clients/${part(client)}${section ? `/${section}` : ""}`,
  clientScopes: (realm: string, asked?: Partial<ListAsked>) => `#/${part(realm)}/client-scopes${listQuery(asked)}`,
  clientScope: (realm: string, clientScope: string, section?: ClientScopeSection) =>
    `#/${part(realm)}/client-scopes/${part(clientScope)}${section ? `/${section}` : ""}`,
  roles: (realm: string, asked?: Partial<ListAsked>) => `#/${part(realm)}/roles${listQuery(asked)}`,
  role: (realm: string, role: string, section?: RoleSection) =>
    `#/${part(realm)}/roles/${part(role)}${section ? `/${section}` : ""}`,
  matrix: (realm: string, client?: string | null) =>
    `#/${part(realm)}/roles-and-scopes${client ? `?client=${part(client)}` : ""}`,
  console: (realm: string, client?: string | null) =>
    `#/${part(realm)}/console${client ? `?client=${part(client)}` : ""}`,
  consoleElsewhere: (realm: string) => `#/${part(realm)}/console?elsewhere`,
  sessions: (realm: string, asked?: Partial<ListAsked>) => `#/${part(realm)}/sessions${listQuery(asked)}`,
  events: (
    realm: string,
    { only = "all", client = "", cause = "", text = "", open = null }: Partial<EventsAsked> = {},
  ) => {
    const said = Object.entries({ only: only === "all" ? "" : only, client, cause, text, open: open ?? "" });
    const query = new URLSearchParams(said.filter(([, value]) => value !== "")).toString();
    return `#/${part(realm)}/events${query === "" ? "" : `?${query}`}`;
  },
  resourceServer: (realm: string) => `#/${part(realm)}/resource-server`,
  history: (realm: string) => `#/${part(realm)}/history`,
  realmSettings: (realm: string, section?: RealmSection) =>
    `#/${part(realm)}/realm-settings${section ? `/${section}` : ""}`,
  transfer: (realm: string, section: TransferSection = "import") => `#/${part(realm)}/transfer/${section}`,
};

const tellMoved = () => window.dispatchEvent(new HashChangeEvent("hashchange"));

/** Shows the screen before the next key: a browser tells a new hash only when it finds the time. */
export const visit = (href: string): void => {
  if (new URL(href, window.location.href).href === window.location.href) return;
  window.history.pushState(null, "", href);
  tellMoved();
};

/** As {@link visit}, but Back does not come by the address that is left: for filters typed letter by letter. */
export const visitInstead = (href: string): void => {
  window.history.replaceState(null, "", href);
  tellMoved();
};

const subscribe = (listener: () => void) => {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
};

/** The address as it is now; components render again when it changes. */
export const useAddress = (): Address => parseAddress(useSyncExternalStore(subscribe, () => window.location.hash));

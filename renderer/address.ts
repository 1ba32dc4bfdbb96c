import { useSyncExternalStore } from "react";

/** The sections of the client page, in the order of Keycloak's tabs, as they stand in the address. */
export const sections = ["settings", "credentials", "service-account-roles", "client-scopes"] as const;
export type Section = (typeof sections)[number];

/** The sections of the Import / Export screen. */
export const transferSections = ["import", "export", "keycloak"] as const;
export type TransferSection = (typeof transferSections)[number];

/** What the fragment of the page's address asks for. */
export type Address =
  | { readonly screen: "start" }
  | { readonly screen: "clients"; readonly realm: string }
  | { readonly screen: "client"; readonly realm: string; readonly client: string; readonly section: Section | null }
  | { readonly screen: "console"; readonly realm: string; readonly client: string | null }
  | { readonly screen: "transfer"; readonly realm: string; readonly section: TransferSection }
  | { readonly screen: "unknown"; readonly realm: string };

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const isSection = (part: string | undefined): part is Section => sections.some((section) => section === part);

const toTransferSection = (part: string | undefined): TransferSection =>
  transferSections.find((section) => section === part) ?? "import";

/** Reads `#/demo/clients/<id>/credentials`, `#/demo/console?client=<id>` and the like. */
export function parseAddress(hash: string): Address {
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split("?", 2);
  const [realm, screen, client, section] = path.split("/").map(decoded);
  if (!realm) return { screen: "start" };
  if (screen === undefined || screen === "" || (screen === "clients" && !client)) return { screen: "clients", realm };
  if (screen === "clients" && client)
    return { screen: "client", realm, client, section: isSection(section) ? section : null };
  if (screen === "console") return { screen: "console", realm, client: new URLSearchParams(query).get("client") };
  if (screen === "transfer") return { screen: "transfer", realm, section: toTransferSection(client) };
  return { screen: "unknown", realm };
}

const part = encodeURIComponent;

/** The fragments that lead to each screen. */
export const hrefOf = {
  clients: (realm: string) => `#/${part(realm)}/clients`,
  client: (realm: string, client: string, section?: Section) =>
    `#/${part(realm)}/clients/${part(client)}${section ? `/${section}` : ""}`,
  console: (realm: string, client?: string | null) =>
    `#/${part(realm)}/console${client ? `?client=${part(client)}` : ""}`,
  transfer: (realm: string, section: TransferSection = "import") => `#/${part(realm)}/transfer/${section}`,
};

export const visit = (href: string): void => {
  window.location.hash = href;
};

const subscribe = (listener: () => void) => {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
};

/** The address as it is now; components render again when it changes. */
export const useAddress = (): Address => parseAddress(useSyncExternalStore(subscribe, () => window.location.hash));

import type { WorkspaceSettings } from "./workspace-settings.ts";

type ResourceServer = NonNullable<WorkspaceSettings["resourceServers"]>[string];

/** What the settings say of one realm. */
export interface RealmInSettings {
  readonly resourceServer?: ResourceServer;
  readonly authPath?: true;
}

/** undefined when they say nothing of it. */
export function realmIn({ resourceServers = {}, authPathRealms = [] }: WorkspaceSettings, realm: string) {
  const resourceServer = Object.hasOwn(resourceServers, realm) ? resourceServers[realm] : undefined;
  const authPath = authPathRealms.includes(realm);
  if (!resourceServer && !authPath) return undefined;
  const said: RealmInSettings = { ...(resourceServer && { resourceServer }), ...(authPath && { authPath }) };
  return said;
}

/** The same settings with this said of a realm; undefined says nothing. */
export function withRealmIn(
  settings: WorkspaceSettings,
  realm: string,
  said: RealmInSettings | undefined,
): WorkspaceSettings {
  const { resourceServers = {}, authPathRealms = [] } = settings;
  const others = Object.entries(resourceServers).filter(([name]) => name !== realm);
  const mine = said?.resourceServer ? [[realm, said.resourceServer] as const] : [];
  const paths = [...authPathRealms.filter((name) => name !== realm), ...(said?.authPath ? [realm] : [])];
  return {
    ...settings,
    ...(settings.resourceServers || mine.length > 0
      ? { resourceServers: Object.fromEntries([...others, ...mine]) }
      : {}),
    ...(settings.authPathRealms || paths.length > 0 ? { authPathRealms: paths } : {}),
  };
}

/** What they say of a realm under its new name, saved calls of its clients included; the same settings where they say nothing of it. */
export function withRealmMoved(settings: WorkspaceSettings, from: string, to: string): WorkspaceSettings {
  const said = realmIn(settings, from);
  const moved = said ? withRealmIn(withRealmIn(settings, from, undefined), to, said) : settings;
  const calls = settings.savedCalls?.map((entry) => withEntryMoved(entry, from, to)) ?? [];
  return calls.every((entry, i) => entry === settings.savedCalls?.[i]) ? moved : { ...moved, savedCalls: calls };
}

type SavedEntry = NonNullable<WorkspaceSettings["savedCalls"]>[number];

/** What of a call tells its realm; people may have written anything. */
interface CallOfRealm {
  readonly client?: { readonly realm?: unknown } | null;
  readonly issuer?: unknown;
  readonly tokenUrl?: unknown;
}

function withEntryMoved(entry: SavedEntry, from: string, to: string): SavedEntry {
  const call = withCallMoved(entry.call as CallOfRealm | null | undefined, from, to);
  return call === entry.call ? entry : { ...entry, call };
}

/** A call of a realm's client under the realm's new name; the same call where it is not that realm's. */
export function withCallMoved<Call extends CallOfRealm | null | undefined>(call: Call, from: string, to: string): Call {
  if (call?.client?.realm !== from) return call;
  const { issuer, tokenUrl } = call;
  const addresses = {
    ...(typeof issuer === "string" && { issuer: withRealmInPath(issuer, from, to) }),
    ...(typeof tokenUrl === "string" && { tokenUrl: withRealmInPath(tokenUrl, from, to) }),
  };
  return { ...call, ...addresses, client: { ...call.client, realm: to } };
}

const withRealmInPath = (address: string, from: string, to: string): string =>
  address.replace(/(\/realms\/)([^/?#]+)/, (all, before: string, name: string) =>
    name === from || name === encodeURIComponent(from) ? `${before}${encodeURIComponent(to)}` : all,
  );

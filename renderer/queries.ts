import { QueryClient, useQuery } from "@tanstack/react-query";
import {
  type Edit,
  listCauses,
  listClientScopes,
  listClients,
  listEvents,
  listHistory,
  listKeyProviderTypes,
  listMapperTypes,
  listRemovedRealms,
  listRoles,
  listSessions,
  previewToken,
  readCall,
  readClient,
  readClientScope,
  readRealmSettings,
  readResourceServer,
  readRole,
  readServer,
  revealSecret,
  searchRealm,
} from "../src/contract/index.ts";
import { call, Refusal } from "./api.ts";

/** What belongs to a realm begins with the realm, so that one change notice renews it all. */
export const keys = {
  server: ["server"] as const,
  mapperTypes: ["mapper-types"] as const,
  realm: (realm: string) => ["realm", realm] as const,
  clients: (realm: string) => ["realm", realm, "clients"] as const,
  client: (realm: string, client: string) => ["realm", realm, "client", client] as const,
  secret: (realm: string, client: string) => ["realm", realm, "client", client, "secret"] as const,
  roles: (realm: string) => ["realm", realm, "roles"] as const,
  role: (realm: string, role: string) => ["realm", realm, "roles", role] as const,
  clientScope: (realm: string, clientScope: string) => ["realm", realm, "client-scopes", clientScope] as const,
  clientScopes: (realm: string) => ["realm", realm, "client-scopes"] as const,
  sessions: (realm: string, client: string) => ["realm", realm, "sessions", client] as const,
  calls: (realm: string, clientId: string) => ["realm", realm, "calls", clientId] as const,
  events: (realm: string, wanted: object) => ["realm", realm, "events", wanted] as const,
  causes: (realm: string) => ["realm", realm, "causes"] as const,
  resourceServer: (realm: string) => ["realm", realm, "resource-server"] as const,
  realmSettings: (realm: string) => ["realm", realm, "settings"] as const,
  allSessions: (realm: string) => ["realm", realm, "sessions"] as const,
  removedRealms: ["removed-realms"] as const,
  keyProviderTypes: ["key-provider-types"] as const,
  preview: (realm: string, client: string) => ["realm", realm, "preview", client] as const,
  history: (realm: string) => ["realm", realm, "history"] as const,
  request: (realm: string) => ["realm", realm, "request"] as const,
  callHistory: ["call-history"] as const,
  savedCalls: ["saved-calls"] as const,
  variables: ["variables"] as const,
  approvedOrigins: ["approved-origins"] as const,
};

/** Only a server that was not there is asked again; a refusal stays a refusal. */
const retry = (failures: number, error: Error) => failures < 2 && error instanceof Refusal && error.status === 0;

/** The server is on this machine: it answers also while the machine has no network. */
const networkMode = "always";

export const createQueries = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 5_000, refetchOnWindowFocus: false, networkMode, retry },
      mutations: { networkMode },
    },
  });

export const useServer = () =>
  useQuery({ queryKey: keys.server, queryFn: ({ signal }) => call(readServer, {}, signal), refetchInterval: 30_000 });

export const useClients = (realm: string) =>
  useQuery({ queryKey: keys.clients(realm), queryFn: ({ signal }) => call(listClients, { realm }, signal) });

/** The same as long as the server runs. */
export const useMapperTypes = () =>
  useQuery({
    queryKey: keys.mapperTypes,
    queryFn: ({ signal }) => call(listMapperTypes, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const clientQuery = (realm: string, client: string) => ({
  queryKey: keys.client(realm, client),
  queryFn: ({ signal }: { signal: AbortSignal }) => call(readClient, { realm, client }, signal),
});

export const useClient = (realm: string, client: string | null) =>
  useQuery({ ...clientQuery(realm, client ?? ""), enabled: client !== null });

/** The stored secret; asked for only while a person wants to see it, and forgotten as soon as they do not. */
export const useSecret = (realm: string, client: string, shown: boolean) =>
  useQuery({
    queryKey: keys.secret(realm, client),
    queryFn: ({ signal }) => call(revealSecret, { realm, client }, signal),
    enabled: shown,
    gcTime: 0,
  });

export const useHistory = (realm: string, wanted: boolean) =>
  useQuery({
    queryKey: keys.history(realm),
    queryFn: ({ signal }) => call(listHistory, { realm }, signal),
    enabled: wanted,
  });

const rolesQuery = (realm: string) => ({
  queryKey: keys.roles(realm),
  queryFn: ({ signal }: { signal: AbortSignal }) => call(listRoles, { realm }, signal),
});

/** All roles of the realm with how often each is named. */
export const useRoles = (realm: string) => useQuery(rolesQuery(realm));

/** How often each role is named, by its id: what breaks when it goes. */
export const useRoleUses = (realm: string) =>
  useQuery({ ...rolesQuery(realm), select: ({ roles }) => new Map(roles.map(({ id, use }) => [id, use])) });

export const useClientScopes = (realm: string) =>
  useQuery({
    queryKey: keys.clientScopes(realm),
    queryFn: ({ signal }) => call(listClientScopes, { realm }, signal),
  });

export const clientScopeQuery = (realm: string, clientScope: string) => ({
  queryKey: keys.clientScope(realm, clientScope),
  queryFn: ({ signal }: { signal: AbortSignal }) => call(readClientScope, { realm, clientScope }, signal),
});

export const useClientScope = (realm: string, clientScope: string) => useQuery(clientScopeQuery(realm, clientScope));

export const roleQuery = (realm: string, role: string) => ({
  queryKey: keys.role(realm, role),
  queryFn: ({ signal }: { signal: AbortSignal }) => call(readRole, { realm, role }, signal),
});

export const useRole = (realm: string, role: string) => useQuery(roleQuery(realm, role));

const ASKED_AGAIN_MS = 5_000;

/** Sessions begin and end without the realm being changed, so they are asked for again and again. */
export const useClientSessions = (realm: string, client: string) =>
  useQuery({
    queryKey: keys.sessions(realm, client),
    queryFn: ({ signal }) => call(listSessions, { realm, client }, signal),
    refetchInterval: ASKED_AGAIN_MS,
  });

export const useClientCalls = (realm: string, clientId: string, limit: number) =>
  useQuery({
    queryKey: keys.calls(realm, clientId),
    queryFn: ({ signal }) => call(listEvents, { realm, clientId, limit }, signal),
    refetchInterval: ASKED_AGAIN_MS,
  });

export const realmSettingsQuery = (realm: string) => ({
  queryKey: keys.realmSettings(realm),
  queryFn: ({ signal }: { signal: AbortSignal }) => call(readRealmSettings, { realm }, signal),
});

export const useRealmSettings = (realm: string) => useQuery(realmSettingsQuery(realm));

export const useResourceServer = (realm: string) =>
  useQuery({
    queryKey: keys.resourceServer(realm),
    queryFn: ({ signal }) => call(readResourceServer, { realm }, signal),
  });

/** Why calls were refused; new causes come with new calls. */
export const useCauses = (realm: string) =>
  useQuery({
    queryKey: keys.causes(realm),
    queryFn: ({ signal }) => call(listCauses, { realm }, signal),
    refetchInterval: ASKED_AGAIN_MS,
  });

/** The same as long as the server runs. */
export const useKeyProviderTypes = () =>
  useQuery({
    queryKey: keys.keyProviderTypes,
    queryFn: ({ signal }) => call(listKeyProviderTypes, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useRemovedRealms = () =>
  useQuery({ queryKey: keys.removedRealms, queryFn: ({ signal }) => call(listRemovedRealms, {}, signal) });

/** Sessions begin and end without the realm being changed. */
export const useSessions = (realm: string) =>
  useQuery({
    queryKey: keys.allSessions(realm),
    queryFn: ({ signal }) => call(listSessions, { realm }, signal),
    refetchInterval: ASKED_AGAIN_MS,
  });

/** What is known of one call changes only with the realm: edits around it. */
export const useCall = (realm: string, id: number) =>
  useQuery({
    queryKey: [...keys.realm(realm), "call", id],
    queryFn: ({ signal }) => call(readCall, { realm, call: id }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useSearch = (realm: string, text: string, wanted: boolean) =>
  useQuery({
    queryKey: [...keys.realm(realm), "search", text],
    queryFn: ({ signal }) => call(searchRealm, { realm, text }, signal),
    enabled: wanted,
    placeholderData: (before) => before,
  });

export interface PreviewInput {
  readonly realm: string;
  readonly client: string;
  readonly edits: readonly Edit[];
  readonly scope: string | undefined;
}

/** The token as it would be. While a newer one is under way, that of the same client stays, so nothing flickers. */
export const usePreview = ({ realm, client, edits, scope }: PreviewInput, wanted = true) =>
  useQuery({
    queryKey: [...keys.preview(realm, client), edits, scope ?? null],
    queryFn: ({ signal }) => call(previewToken, { realm, client, edits: [...edits], scope }, signal),
    enabled: wanted,
    placeholderData: (before, query) => (query?.queryKey[3] === client ? before : undefined),
  });

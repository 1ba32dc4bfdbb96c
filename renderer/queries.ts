import { QueryClient, useQuery } from "@tanstack/react-query";
import {
  type Edit,
  listClients,
  listHistory,
  previewToken,
  readClient,
  readServer,
  revealSecret,
} from "../src/contract/index.ts";
import { call, Refusal } from "./api.ts";

/** What belongs to a realm begins with the realm, so that one change notice renews it all. */
export const keys = {
  server: ["server"] as const,
  realm: (realm: string) => ["realm", realm] as const,
  clients: (realm: string) => ["realm", realm, "clients"] as const,
  client: (realm: string, client: string) => ["realm", realm, "client", client] as const,
  secret: (realm: string, client: string) => ["realm", realm, "client", client, "secret"] as const,
  preview: (realm: string, client: string) => ["realm", realm, "preview", client] as const,
  history: (realm: string) => ["realm", realm, "history"] as const,
  request: (realm: string) => ["realm", realm, "request"] as const,
};

/** Only a server that was not there is asked again; a refusal stays a refusal. */
const retry = (failures: number, error: Error) => failures < 2 && error instanceof Refusal && error.status === 0;

export const createQueries = () =>
  new QueryClient({
    defaultOptions: { queries: { staleTime: 5_000, refetchOnWindowFocus: false, networkMode: "always", retry } },
  });

export const useServer = () =>
  useQuery({ queryKey: keys.server, queryFn: ({ signal }) => call(readServer, {}, signal), refetchInterval: 30_000 });

export const useClients = (realm: string) =>
  useQuery({ queryKey: keys.clients(realm), queryFn: ({ signal }) => call(listClients, { realm }, signal) });

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

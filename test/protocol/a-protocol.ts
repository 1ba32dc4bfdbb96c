import type { CompiledRealm } from "../../src/domain/compiled-realm.ts";
import { compileRealm } from "../../src/domain/compiled-realm.ts";
import { applyEdits } from "../../src/domain/edits/apply-edits.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import type { Mend, TraceStep } from "../../src/domain/trace.ts";
import { createClientKeyFinder } from "../../src/keys/find-client-keys.ts";
import { decodeJws } from "../../src/keys/jws.ts";
import { keysOf } from "../../src/keys/realm-keys.ts";
import { builtInAuthenticators } from "../../src/protocol/client-authentication/authenticate-client.ts";
import type { Endpoint, EndpointDecision, EndpointRequest, ProtocolContext } from "../../src/protocol/endpoint.ts";
import { parseForm } from "../../src/protocol/form-parameters.ts";
import { introspectionEndpoint } from "../../src/protocol/introspection.ts";
import { logoutEndpoint } from "../../src/protocol/logout.ts";
import { revocationEndpoint } from "../../src/protocol/revocation.ts";
import { createSessions } from "../../src/protocol/sessions.ts";
import { tokenEndpoint } from "../../src/protocol/token.ts";
import { createRevokedTokens, createUsedIds } from "../../src/protocol/used-ids.ts";
import { userinfoEndpoint } from "../../src/protocol/userinfo.ts";
import { NOW, SECRET, someEditFacts } from "../support/builders.ts";

type Fields = Readonly<Record<string, string>> | [string, string][] | string;

export interface RequestDraft {
  readonly realm?: string;
  readonly method?: string;
  readonly form?: Fields;
  readonly headers?: Readonly<Record<string, string>>;
  readonly remoteAddress?: string;
  readonly secure?: boolean;
  readonly baseUrl?: string;
}

const textOf = (form: Fields): string => (typeof form === "string" ? form : new URLSearchParams(form).toString());

/** A request as the HTTP side hands it over. */
function aRequest({ form = {}, headers = {}, ...stated }: RequestDraft = {}): EndpointRequest {
  const { realm = "test", method = "POST", remoteAddress = "127.0.0.1", secure = false, baseUrl = BASE } = stated;
  const present = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    realmName: realm,
    method,
    form: parseForm(textOf(form)),
    caller: { remoteAddress, secure, baseUrl },
    header: (name) => present.get(name),
  };
}

export const BASE = "http://localhost:8080";

export const basic = (clientId: string, secret: string = SECRET): { readonly authorization: string } => ({
  authorization: `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString("base64")}`,
});

/** What one decision came to, in words that tests compare. */
export interface Outcome {
  readonly status: number;
  readonly error: string | undefined;
  readonly description: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly json: Readonly<Record<string, unknown>>;
  readonly trace: readonly TraceStep[];
  /** The step that failed. */
  readonly reason: TraceStep | undefined;
}

function toOutcome({ value, refusal, trace }: EndpointDecision): Outcome {
  return {
    status: value?.status ?? refusal?.status ?? 0,
    error: refusal?.error,
    description: refusal?.description,
    headers: value?.headers ?? refusal?.headers ?? {},
    json: (value?.json ?? {}) as Record<string, unknown>,
    trace,
    reason: trace.find(({ outcome }) => outcome === "failed"),
  };
}

/** The endpoints over realms in memory, with a clock that a test moves. Nothing in it stands in for code of ours. */
export function aProtocol(...documents: RealmDocument[]) {
  const realms = new Map<string, CompiledRealm>(documents.map((document) => [document.realm, compileRealm(document)]));
  const clock = { nowSeconds: NOW };
  let made = 0;
  const newId = () => `${String(++made).padStart(8, "0")}-0000-0000-0000-000000000000`;
  const ctx: ProtocolContext = {
    findRealm: (name) => {
      const compiled = realms.get(name);
      return compiled && { compiled, revision: 1 };
    },
    keysOf: ({ document }) => keysOf(document),
    keysFor: async () => undefined,
    sessions: createSessions(() => `session-${++made}`.padEnd(24, "x")),
    authenticators: builtInAuthenticators,
    findClientKeys: createClientKeyFinder({
      nowSeconds: () => clock.nowSeconds,
      checkAddress: () => undefined,
      fetchJson: () => Promise.reject(new Error("no network in this test")),
    }),
    usedIds: createUsedIds(),
    revokedTokens: createRevokedTokens(),
    nowSeconds: () => clock.nowSeconds,
    newTokenId: newId,
    isAdminPassword: (username, password) => username === "admin" && password === "admin-password",
  };
  const ask = async (endpoint: Endpoint, request: RequestDraft) => toOutcome(await endpoint(ctx, aRequest(request)));
  const form = (fields: Record<string, string>, clientId = "app", more: RequestDraft = {}) => ({
    form: fields,
    headers: basic(clientId),
    ...more,
  });
  return {
    ctx,
    ask,
    /** Moves the clock. */
    wait: (seconds: number) => {
      clock.nowSeconds += seconds;
    },
    change: (document: RealmDocument) => realms.set(document.realm, compileRealm(document, realms.get(document.realm))),
    token: (request: RequestDraft) => ask(tokenEndpoint, request),
    grant: (more: Record<string, string> = {}, clientId = "app") =>
      ask(tokenEndpoint, form({ grant_type: "client_credentials", ...more }, clientId)),
    refresh: (token: unknown, more: Record<string, string> = {}, clientId = "app") =>
      ask(tokenEndpoint, form({ grant_type: "refresh_token", refresh_token: String(token), ...more }, clientId)),
    introspect: (token: unknown, clientId = "app", more: Record<string, string> = {}) =>
      ask(introspectionEndpoint, form({ token: String(token), ...more }, clientId)),
    revoke: (token: unknown, clientId = "app", more: RequestDraft = {}) =>
      ask(revocationEndpoint, form({ token: String(token) }, clientId, more)),
    logout: (token: unknown, clientId = "app") => ask(logoutEndpoint, form({ refresh_token: String(token) }, clientId)),
    userinfo: (token: unknown) =>
      ask(userinfoEndpoint, { method: "GET", headers: { authorization: `Bearer ${String(token)}` } }),
  };
}

/** The claims of a JWT in an answer. */
export const claimsIn = (jwt: unknown): Readonly<Record<string, unknown>> => decodeJws(String(jwt))?.claims ?? {};

/** The realm after a mend of a trace was taken. */
export function mended(document: RealmDocument, mend: Mend | undefined): RealmDocument {
  if (!mend) throw new Error("there is nothing to mend it with");
  return applyEdits(document, mend.edits, someEditFacts()).document;
}

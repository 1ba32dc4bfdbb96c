import type { CompiledClient } from "../domain/compiled-client.ts";
import { assertionIn } from "./client-authentication/assertion.ts";
import { authenticatorOf } from "./client-authentication/authenticate-client.ts";
import { readClientCredentials } from "./client-authentication/client-credentials.ts";
import { clientJwt } from "./client-authentication/client-jwt.ts";
import { clientSecretJwt } from "./client-authentication/client-secret-jwt.ts";
import type { EndpointDecision, EndpointRequest } from "./endpoint.ts";

/**
 * What an event tells of a request beyond what the answer and its trace hold; never goes over the wire. A refusal, or an
 * answer without a token, leaves an event only when it has these.
 */
export interface EventFacts {
  /** The client once it has proved itself. */
  readonly client?: CompiledClient | undefined;
  /** The client as the request, or the token in it, names it. */
  readonly clientId?: string | undefined;
  /** Keycloak's word for what went wrong, where the answer's own words do not tell it. */
  readonly error?: string;
  readonly userId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly grantType?: string | undefined;
  /** What was found wrong at authentication: the secret, or an assertion whose key is known. */
  readonly proof?: "secret" | "assertion";
  readonly details?: Readonly<Record<string, string>> | undefined;
}

/** The facts of a request for the log: none for a plain token, whose plan tells all. */
export function collectFacts(request: EndpointRequest, { value, refusal }: EndpointDecision): EventFacts | undefined {
  const facts = refusal ? refusal.event : value.event;
  if (!refusal && request.form.first("client_assertion") === undefined) return facts;
  if (!facts && !value?.issued) return undefined;
  const client = facts?.client ?? value?.issued?.plan.client;
  const assertion = assertionDetails(request, client, facts);
  return {
    ...facts,
    ...(refusal && { grantType: request.form.first("grant_type") }),
    ...(!client && { clientId: facts?.clientId ?? namedClient(request, facts, assertion) }),
    ...((facts?.details || assertion) && { details: { ...assertion, ...facts?.details } }),
  };
}

/** Whom a request names that proved nothing. An assertion of nobody known names nobody (recorded). */
function namedClient(
  request: EndpointRequest,
  facts: EventFacts | undefined,
  assertion: Readonly<Record<string, string>> | undefined,
): string | undefined {
  const known = facts?.error === "client_not_found" ? undefined : assertion?.["client_assertion_sub"];
  return readClientCredentials(request).clientId ?? known;
}

const NAMES = [
  ["client_assertion_id", "jti"],
  ["client_assertion_issuer", "iss"],
  ["client_assertion_sub", "sub"],
] as const;

/** What an assertion says of itself, where it was what the client came with; its key's id once that key was found. */
function assertionDetails(
  { form }: EndpointRequest,
  client: CompiledClient | undefined,
  facts: EventFacts | undefined,
): Readonly<Record<string, string>> | undefined {
  const assertion = assertionIn(form);
  if (!assertion || "problem" in assertion || facts?.proof === "secret") return undefined;
  const method = client && authenticatorOf(client);
  if (method !== undefined && method !== clientJwt.id && method !== clientSecretJwt.id) return undefined;
  const details: Record<string, string> = {};
  for (const [name, claim] of NAMES)
    if (typeof assertion.claims[claim] === "string") details[name] = assertion.claims[claim];
  const { kid } = assertion.header;
  const keyFound = method === clientJwt.id || (!client && facts?.proof === "assertion");
  return keyFound && typeof kid === "string" ? { ...details, client_jwt_kid: kid } : details;
}

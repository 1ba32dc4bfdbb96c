import type { CompiledClient } from "../../domain/compiled-client.ts";
import type { CompiledRealm } from "../../domain/compiled-realm.ts";
import { type Decision, passed, type Trace } from "../../domain/trace.ts";
import type { EndpointRequest, ProtocolContext } from "../endpoint.ts";
import { NOT_PROVEN, type Refusal, refusals, refuse } from "../oauth-error.ts";
import { realmsWithClient } from "../realm-names.ts";
import type { AuthenticationAttempt, AuthenticationVerdict, ClientAuthenticator } from "./authenticator.ts";
import { describeProof } from "./client-credentials.ts";
import { clientJwt } from "./client-jwt.ts";
import { clientSecret } from "./client-secret.ts";
import { clientSecretJwt } from "./client-secret-jwt.ts";
import { clientX509 } from "./client-x509.ts";
import { formerSecretsOf } from "./former-secrets.ts";

/** Keycloak's own, in the order in which they are asked. */
export const builtInAuthenticators: readonly ClientAuthenticator[] = [
  clientSecret,
  clientJwt,
  clientSecretJwt,
  clientX509,
];

const ONLY_KNOWN: Trace = [passed("the client is known")];
const KNOWN_AND_ENABLED: Trace = [...ONLY_KNOWN, passed("the client is enabled")];

type Authenticated = Decision<CompiledClient, Refusal>;

/**
 * Finds and authenticates the calling client (RFC 6749 §2.3; reference §2.3): every authenticator may name a client, but only
 * the verdict of the one that this client names counts.
 *
 * @returns an enabled client that proved itself, unless it is public; or the refusal in Keycloak's words. The trace says
 *   which check failed, what was expected and what came.
 */
export async function authenticateClient(
  ctx: ProtocolContext,
  realm: CompiledRealm,
  request: EndpointRequest,
): Promise<Authenticated> {
  let attempt = startAttempt(ctx, realm, request);
  let telling: Trace = [];
  for (const authenticator of ctx.authenticators) {
    const asked = authenticator.authenticate(attempt);
    const verdict = asked instanceof Promise ? await asked : asked;
    const settled = settle(authenticator, attempt.named, verdict);
    if (settled) return settled;
    if (verdict.client) attempt = { ...attempt, named: verdict.client };
    if (verdict.trace.length > 0) telling = verdict.trace;
  }
  return attempt.named
    ? refuseUnknownMethod(ctx, attempt.named, request)
    : { refusal: refusals.unknownClient, trace: telling };
}

function startAttempt(ctx: ProtocolContext, realm: CompiledRealm, request: EndpointRequest): AuthenticationAttempt {
  const nowSeconds = ctx.nowSeconds();
  return {
    realm,
    request,
    named: undefined,
    nowSeconds,
    findClient: (clientId) => realm.findClient(clientId),
    realmsWithClient: (clientId) => realmsWithClient(ctx, clientId),
    formerSecrets: formerSecretsOf(ctx),
    takeOnce: (id, expiresAtSeconds) => ctx.usedIds.use(`${realm.name}:${id}`, expiresAtSeconds, nowSeconds),
    findKeys: (client, kid) => ctx.findClientKeys(client, kid),
  };
}

/** The outcome when this verdict counts; undefined when the next authenticator is to be asked. */
function settle(
  { id }: ClientAuthenticator,
  named: CompiledClient | undefined,
  { client = named, refusal, trace }: AuthenticationVerdict,
): Authenticated | undefined {
  if (!client) return refusal && { refusal, trace };
  if (authenticatorOf(client) !== id) return undefined;
  const steps = (client.representation.enabled === false ? ONLY_KNOWN : KNOWN_AND_ENABLED).concat(trace);
  if (!refusal) return { value: client, trace: steps };
  return { refusal: refusal.event ? refusal : { ...refusal, event: NOT_PROVEN }, trace: steps };
}

/** What a client's authenticator is; public clients have none but are looked up like those with a secret (recorded). */
export const authenticatorOf = ({ representation }: CompiledClient): string =>
  representation.publicClient ? clientSecret.id : representation.clientAuthenticatorType || clientSecret.id;

function refuseUnknownMethod(
  { authenticators }: ProtocolContext,
  client: CompiledClient,
  request: EndpointRequest,
): Authenticated {
  const type = authenticatorOf(client);
  return refuse(refusals.unprovenClient, "the client authenticates by its own method", {
    subject: { clientId: client.clientId },
    expected: describeMethod(authenticators, type),
    actual: authenticators.some(({ id }) => id === type)
      ? describeProof(request)
      : `this server knows no authenticator ${type}: start it with --authenticator FILE`,
  });
}

/** What an authenticator is called in forms, with what it is called on the wire: `Signed JWT (private_key_jwt)`. */
function describeMethod(authenticators: ProtocolContext["authenticators"], type: string): string {
  const found = authenticators.find(({ id }) => id === type);
  return found ? `${found.displayName} (${found.methods.join(" or ")})` : type;
}

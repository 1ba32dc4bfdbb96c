import type { CompiledClient } from "../../domain/compiled-client.ts";
import { failed, passed, type Trace, type TraceStep } from "../../domain/trace.ts";
import type { EndpointRequest } from "../endpoint.ts";
import { type Refusal, refusals, refuse } from "../oauth-error.ts";
import type { AuthenticationAttempt, AuthenticationVerdict, ClientAuthenticator } from "./authenticator.ts";
import { type ClientCredentials, readClientCredentials } from "./client-credentials.ts";
import { refuseDisabled } from "./disabled-client.ts";
import { rotatedSecretOf, secondsSinceExpiry } from "./rotated-secret.ts";
import { equalSecrets, explainMismatch } from "./secret-mismatch.ts";
import { describeUnknown } from "./unknown-client.ts";

const BASIC_OK: Trace = [
  passed("client secret", { actual: "the right one, in the Authorization header (client_secret_basic)" }),
];
const POST_OK: Trace = [passed("client secret", { actual: "the right one, in the form (client_secret_post)" })];
const ROTATED_OK: Trace = [passed("client secret", { actual: "the one before the present one, still good" })];
const PUBLIC_OK: Trace = [passed("client secret", { actual: "a public client needs no secret" })];

/**
 * Client id and secret (RFC 6749 §2.3.1): in the Authorization header or in the form; compared in constant time. 401
 * `invalid_client` for an unknown or disabled client, 401 `unauthorized_client` for a wrong secret: same words, different
 * codes, as in Keycloak; the trace says which, and how the secret differs.
 */
export const clientSecret: ClientAuthenticator = {
  id: "client-secret",
  displayName: "Client Id and Secret",
  methods: ["client_secret_basic", "client_secret_post"],
  authenticate: (attempt) => {
    const credentials = readClientCredentials(attempt.request);
    const { clientId } = credentials;
    if (credentials.unreadable) return refuseUnreadable();
    if (clientId === undefined)
      return notFound("the request names a client", {
        expected: "an Authorization: Basic header, or client_id and client_secret in the form",
        actual: describeHeader(attempt.request),
      });
    const client = attempt.findClient(clientId);
    if (!client)
      return notFound("the client is known", {
        subject: { clientId },
        expected: `a client of realm ${attempt.realm.name}, its name in the same case`,
        actual: describeUnknown(attempt, clientId),
      });
    const disabled = refuseDisabled(client);
    if (disabled) return disabled;
    attempt.formerSecrets.note(client);
    if (client.representation.publicClient) return { client, trace: PUBLIC_OK };
    return { client, ...judgeSecret(client, credentials, attempt) };
  },
};

/** No verdict: another authenticator may find a client. */
const notFound = (rule: string, more: Omit<TraceStep, "rule" | "outcome">): AuthenticationVerdict => ({
  trace: [failed(rule, more)],
});

function describeHeader(request: EndpointRequest): string {
  const header = request.header("authorization");
  if (header === undefined) return "neither";
  return /^basic /i.test(header)
    ? "a Basic header that is not base64 of id:secret"
    : `an Authorization header of another scheme (${header.split(" ")[0]?.slice(0, 20) ?? ""})`;
}

interface Judged {
  readonly refusal?: Refusal;
  readonly trace: Trace;
}

function judgeSecret(
  client: CompiledClient,
  credentials: ClientCredentials,
  { nowSeconds, formerSecrets }: AuthenticationAttempt,
): Judged {
  const { secret, method } = credentials;
  const stored = client.representation.secret;
  const missing = refuseMissing(client, credentials);
  if (missing || stored === undefined || secret === undefined) return missing ?? { trace: [] };
  const rotated = rotatedSecretOf(client, nowSeconds);
  const right = equalSecrets(stored, secret);
  if (!right && !(rotated.good && equalSecrets(rotated.secret, secret)))
    return refuse(refusals.wrongSecret, "client secret", {
      subject: { clientId: client.clientId },
      expected: expectedSecret(client),
      actual: describeOld(rotated.secret, secret, formerSecrets.has(client, secret)) ?? explainMismatch(stored, secret),
    });
  const expired = secondsSinceExpiry(client, nowSeconds);
  if (expired !== undefined)
    return refuse(refusals.wrongSecret, "the client's secret has not expired", {
      subject: { clientId: client.clientId },
      expected: "a secret that is rotated in time",
      actual: `it expired ${expired} s ago`,
      ...mendSecret(client),
    });
  if (!right) return { trace: ROTATED_OK };
  return { trace: method === "client_secret_basic" ? BASIC_OK : POST_OK };
}

const expectedSecret = ({ clientId }: CompiledClient): string =>
  `the secret of ${clientId}, just as it stands under its Credentials`;

function describeOld(rotated: string, sent: string, former: boolean): string | undefined {
  if (rotated !== "" && equalSecrets(rotated, sent)) return "the old secret, which is no longer good";
  return former ? "the secret that it had before its secret was changed" : undefined;
}

/** No secret where one should be, or one that came by the wrong method. */
function refuseMissing(client: CompiledClient, { secret, method }: ClientCredentials): Judged | undefined {
  const { clientId, representation } = client;
  const subject = { clientId };
  const only = client.attribute("client.secret.authentication.allowed.method");
  if (secret !== undefined && only !== undefined && method !== only)
    return refuse(refusals.otherMethod(only), "the secret comes by the allowed method", {
      subject,
      expected: `the secret ${PLACES[only] ?? `by ${only}`}, which is set as the only method of ${clientId}`,
      actual: `the secret ${PLACES[method ?? ""] ?? "nowhere"}`,
    });
  if (representation.secret === undefined)
    return refuse(refusals.wrongSecret, "the client has a secret", {
      subject,
      expected: "a client with a secret of its own",
      actual: representation.bearerOnly ? "a bearer-only client has none" : "none is stored",
      ...mendSecret(client),
    });
  if (secret !== undefined) return undefined;
  return refuse(refusals.wrongSecret, "client secret", {
    subject,
    expected: expectedSecret(client),
    actual: "client_id without a secret",
  });
}

const PLACES: Readonly<Record<string, string>> = {
  client_secret_basic: "in the Authorization header (client_secret_basic)",
  client_secret_post: "in the form (client_secret_post)",
};

function mendSecret({ id, clientId, representation }: CompiledClient) {
  return representation.bearerOnly
    ? {}
    : {
        mend: {
          label: `Regenerate the secret of ${clientId}`,
          edits: [{ type: "regenerateClientSecret" as const, client: id }],
        },
      };
}

/** Keycloak stumbles here, whoever is named. */
const refuseUnreadable = (): AuthenticationVerdict =>
  refuse(refusals.unreadableCredentials, "the Authorization header can be read", {
    expected: "both halves form-encoded, then base64 (RFC 6749 appendix B)",
    actual: "a % that begins no escape",
  });

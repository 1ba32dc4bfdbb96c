import type { CompiledClient } from "../domain/compiled-client.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { type Decision, passed } from "../domain/trace.ts";
import { type ClientCredentials, readClientCredentials } from "./client-credentials.ts";
import { type EndpointRequest, traced } from "./endpoint.ts";
import { type Refusal, refusals, refuse } from "./oauth-error.ts";
import { equalSecrets, explainMismatch } from "./secret-mismatch.ts";

const BASIC_OK = passed("client secret", {
  actual: "the right one, in the Authorization header (client_secret_basic)",
});
const POST_OK = passed("client secret", { actual: "the right one, in the form (client_secret_post)" });
const KNOWN = passed("the client is known");
const ENABLED = passed("the client is enabled");
const PUBLIC_OK = passed("client secret", { actual: "a public client needs no secret" });

type Authenticated = Decision<CompiledClient, Refusal>;

/**
 * Finds and authenticates the calling client (RFC 6749 §2.3.1; reference §2.3).
 *
 * @returns an enabled client whose secret matched (compared in constant time), unless it is public; or a refusal: 401
 *   `invalid_client` for an unknown or disabled client, 401 `unauthorized_client` for a wrong secret. Same words,
 *   different codes, as in Keycloak; the trace says which, and how the secret differs.
 */
export function authenticateClient(realm: CompiledRealm, request: EndpointRequest): Authenticated {
  const credentials = readClientCredentials(request);
  if (credentials.unreadable)
    return refuse(refusals.unreadableCredentials, "the Authorization header can be read", {
      expected: "both halves form-encoded, then base64 (RFC 6749 appendix B)",
      actual: "a % that begins no escape",
    });
  const { clientId } = credentials;
  if (clientId === undefined)
    return refuse(refusals.unknownClient, "the request names a client", {
      expected: "an Authorization: Basic header, or client_id and client_secret in the form",
      actual: describeHeader(request),
    });
  const client = realm.findClient(clientId);
  if (!client)
    return refuse(refusals.unknownClient, "the client is known", {
      subject: { clientId },
      expected: `a client of realm ${realm.name}, its name in the same case`,
      actual: unknownClient(realm, clientId),
    });
  if (client.representation.enabled === false)
    return refuse(refusals.unknownClient, "the client is enabled", {
      subject: { clientId },
      expected: "Enabled on",
      actual: "disabled",
      mend: {
        label: `Enable ${clientId}`,
        edits: [{ type: "updateClient", client: client.id, settings: { enabled: true } }],
      },
    });
  const proved = client.representation.publicClient
    ? { value: client, trace: [PUBLIC_OK] }
    : authenticateConfidential(client, credentials);
  return traced([KNOWN, ENABLED], proved);
}

function describeHeader(request: EndpointRequest): string {
  const header = request.header("authorization");
  if (header === undefined) return "neither";
  return /^basic /i.test(header)
    ? "a Basic header that is not base64 of id:secret"
    : `an Authorization header of another scheme (${header.split(" ")[0]?.slice(0, 20) ?? ""})`;
}

function unknownClient(realm: CompiledRealm, clientId: string): string {
  const near = namesInLowerCase(realm).get(clientId.trim().toLowerCase());
  return near === undefined
    ? `no client ${clientId} in realm ${realm.name}`
    : `no such client; ${near} differs only in case or white space`;
}

const lowerCaseNames = new WeakMap<CompiledRealm, ReadonlyMap<string, string>>();

/** Made at the first wrong name, so that guessing names costs no scan of the realm each time. */
function namesInLowerCase(realm: CompiledRealm): ReadonlyMap<string, string> {
  const names =
    lowerCaseNames.get(realm) ??
    new Map([...realm.clientRepresentations.keys()].map((name) => [name.toLowerCase(), name]));
  lowerCaseNames.set(realm, names);
  return names;
}

function authenticateConfidential(client: CompiledClient, { secret, method }: ClientCredentials): Authenticated {
  const { clientId, representation } = client;
  const type = representation.clientAuthenticatorType ?? "client-secret";
  if (type !== "client-secret") return refuseOtherAuthenticator(client, type);
  const only = client.attribute("client.secret.authentication.allowed.method");
  if (secret !== undefined && only !== undefined && method !== only)
    return refuse(refusals.otherMethod(only), "the secret comes by the allowed method", {
      subject: { clientId },
      expected: only,
      actual: method ?? "none",
    });
  if (representation.secret === undefined)
    return refuse(refusals.wrongSecret, "the client has a secret", {
      subject: { clientId },
      actual: representation.bearerOnly ? "a bearer-only client has none" : "none is stored",
      ...mendSecret(client),
    });
  if (secret === undefined)
    return refuse(refusals.wrongSecret, "client secret", {
      subject: { clientId },
      expected: `the secret of ${clientId}`,
      actual: "client_id without a secret",
    });
  if (!equalSecrets(representation.secret, secret))
    return refuse(refusals.wrongSecret, "client secret", {
      subject: { clientId },
      expected: `the secret of ${clientId}`,
      actual: explainMismatch(representation.secret, secret),
    });
  return { value: client, trace: [method === "client_secret_basic" ? BASIC_OK : POST_OK] };
}

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

/** Only the authenticator that the client names counts, even for a right secret (reference §2.3). */
function refuseOtherAuthenticator({ clientId }: CompiledClient, type: string): Authenticated {
  const refused = type === "client-jwt" || type === "client-secret-jwt" ? refusals.noAssertion : refusals.unknownClient;
  return refuse(refused, "the client authenticates by its own method", {
    subject: { clientId },
    expected: type,
    actual: "a client secret",
  });
}

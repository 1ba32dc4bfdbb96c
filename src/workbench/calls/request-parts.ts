import type { Annotation, Proof, TokenCall } from "../../contract/calls.ts";
import type { Field, HttpRequest } from "./http-text.ts";
import type { Told } from "./response-parts.ts";

export const PROOFS: Readonly<Record<Proof["method"], Annotation>> = {
  none: {
    part: "client_id",
    meaning: "The client only says who it is, and proves nothing",
    reference: "RFC 6749 §2.3, §3.2.1",
  },
  client_secret_basic: {
    part: "Authorization: Basic",
    meaning: "The client proves itself with its secret: id and secret form-encoded, joined by a colon, in base64",
    reference: "RFC 6749 §2.3.1",
  },
  client_secret_post: {
    part: "client_id, client_secret",
    meaning: "The client proves itself with its secret in the form",
    reference: "RFC 6749 §2.3.1",
  },
  client_secret_jwt: {
    part: "client_assertion",
    meaning: "The client proves itself with a JWT signed with its secret, which itself stays at home",
    reference: "RFC 7523 §2.2, OpenID Connect Core §9",
  },
  private_key_jwt: {
    part: "client_assertion",
    meaning: "The client proves itself with a JWT signed with its private key, whose public half the server knows",
    reference: "RFC 7523 §2.2, OpenID Connect Core §9",
  },
  tls_client_auth: {
    part: "client_id and the TLS certificate",
    meaning: "The client proves itself with the certificate of its connection",
    reference: "RFC 8705 §2",
  },
};

const HEADERS: ReadonlyMap<string, Told> = new Map<string, Told>([
  ["accept", ["The answer should be JSON, which a token endpoint gives anyway", "RFC 9110 §12.5.1"]],
  ["content-type", ["The form is read only in this encoding", "RFC 6749 appendix B"]],
  ["connection", ["The server closes after its answer, so that its end is plain to see", "RFC 9112 §9.6"]],
  ["dpop", ["Proves possession of the key that the token is to be bound to", "RFC 9449 §4"]],
  ["user-agent", ["Which program asks", "RFC 9110 §10.1.5"]],
  ["x-forwarded-for", ["Whom a proxy asks for", "RFC 7239 §1"]],
]);

const PARAMETERS: ReadonlyMap<string, Told> = new Map<string, Told>([
  ["scope", ["The scopes it asks for, divided by spaces; what it gets may differ", "RFC 6749 §3.3"]],
  ["resource", ["Where the token is to be used, as an address", "RFC 8707 §2"]],
  ["audience", ["Who should accept the token, where the server knows this parameter (Auth0)", "Auth0"]],
  ["client_assertion_type", ["The assertion is a JWT", "RFC 7523 §2.2"]],
  ["authorization_details", ["What exactly the token should allow", "RFC 9396 §2"]],
]);

/** By the value of `grant_type`. */
const GRANTS: ReadonlyMap<string, Told> = new Map<string, Told>([
  ["client_credentials", ["The client asks for itself: no person is involved", "RFC 6749 §4.4"]],
  ["refresh_token", ["Tokens are to be renewed", "RFC 6749 §6"]],
  ["urn:ietf:params:oauth:grant-type:token-exchange", ["A token is to be exchanged", "RFC 8693 §2.1"]],
]);

/** The parts of a request, in the order of the wire: what each means and where that is written. */
export function describeRequest({ headers, form }: HttpRequest, { proof, scope }: TokenCall): Annotation[] {
  const proved = PROOFS[proof.method];
  return [
    {
      part: "POST",
      meaning: "Tokens are asked for with POST, so that credentials stay out of addresses and logs",
      reference: "RFC 6749 §3.2",
    },
    ...describeHeaders(headers),
    proved,
    ...describeParameters(form),
    ...(scope === undefined ? [NO_SCOPE] : []),
  ];
}

export const describeHeaders = (headers: readonly Field[]): Annotation[] =>
  headers.flatMap(({ name }) => described(name, HEADERS.get(name.toLowerCase())));

/** @param more parameters that mean something else than in a token request, or nothing there */
export const describeParameters = (form: readonly Field[], more?: ReadonlyMap<string, Told>): Annotation[] =>
  form.flatMap(({ name, value, shown }) =>
    described(
      `${name}=${shown ?? value}`,
      more?.get(name) ?? (name === "grant_type" ? GRANTS.get(value) : PARAMETERS.get(name)),
    ),
  );

const NO_SCOPE: Annotation = {
  part: "no scope",
  meaning: "The server decides which scopes it grants; Keycloak those of all default client scopes",
  reference: "RFC 6749 §3.3",
};

const described = (part: string, found: Told | undefined): Annotation[] =>
  found ? [{ part, meaning: found[0], reference: found[1] }] : [];

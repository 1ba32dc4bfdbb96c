import type { Annotation } from "../../contract/calls.ts";
import type { Claims } from "../../domain/json.ts";
import { claimMeanings } from "../../domain/token-reading/member-meanings.ts";
import type { HttpMessage } from "./http-message.ts";

/** What a part means, and where that is written. */
export type Told = readonly [meaning: string, reference: string];

const STATUSES: ReadonlyMap<number, Told> = new Map<number, Told>([
  [200, ["The request was granted", "RFC 6749 §5.1"]],
  [400, ["Something in the request is wrong; error says what", "RFC 6749 §5.2"]],
  [401, ["The client was not believed", "RFC 6749 §5.2"]],
  [403, ["The server understood and will not", "RFC 9110 §15.5.4"]],
  [404, ["Nothing is at this address", "RFC 9110 §15.5.5"]],
  [405, ["This address does not answer POST", "RFC 9110 §15.5.6"]],
  [415, ["The body's type is not one that is read here", "RFC 9110 §15.5.16"]],
  [429, ["Too many requests in too short a time", "RFC 6585 §4"]],
  [500, ["The server failed", "RFC 9110 §15.6.1"]],
  [502, ["A proxy got no good answer from the server behind it", "RFC 9110 §15.6.3"]],
  [503, ["The server cannot answer just now", "RFC 9110 §15.6.4"]],
  [504, ["A proxy got no answer in time from the server behind it", "RFC 9110 §15.6.5"]],
]);

const HEADERS: ReadonlyMap<string, Told> = new Map<string, Told>([
  ["cache-control", ["no-store: nobody on the way may keep the tokens", "RFC 6749 §5.1"]],
  ["pragma", ["The same for caches of HTTP/1.0", "RFC 6749 §5.1"]],
  ["content-type", ["An answer of a token endpoint is JSON", "RFC 6749 §5.1"]],
  ["content-length", ["The bytes of the body", "RFC 9110 §8.6"]],
  ["transfer-encoding", ["The body comes in pieces, each with its length", "RFC 9112 §7.1"]],
  ["www-authenticate", ["How one would have to prove oneself", "RFC 6750 §3, RFC 9110 §11.6.1"]],
  ["dpop-nonce", ["The next DPoP proof has to hold this", "RFC 9449 §8"]],
  ["location", ["Another address; it is not followed, since the credentials would go there", "RFC 9110 §15.4"]],
  ["retry-after", ["When to try again", "RFC 9110 §10.2.3"]],
  ["set-cookie", ["A cookie; a service needs none", "RFC 6265 §4.1"]],
  ["strict-transport-security", ["From now on only by https", "RFC 6797 §6.1"]],
  ["x-content-type-options", ["Browsers must believe the content type", "WHATWG Fetch §3.6"]],
  ["x-frame-options", ["Whether pages may frame this", "RFC 7034 §2"]],
  ["referrer-policy", ["Browsers tell no one where they came from", "W3C Referrer Policy"]],
  ["access-control-allow-origin", ["Pages of this origin may read the answer", "WHATWG Fetch §3.3.3"]],
  ["date", ["The server's clock", "RFC 9110 §6.6.1"]],
  ["content-encoding", ["The body is packed; it is unpacked here to be read", "RFC 9110 §8.4"]],
  ["connection", ["Whether the connection goes on", "RFC 9110 §7.6.1"]],
]);

const MEMBERS: ReadonlyMap<string, Told> = new Map<string, Told>([
  ["access_token", ["What the service sends along with each request", "RFC 6749 §1.4"]],
  ["token_type", ["Bearer: whoever holds it may use it", "RFC 6749 §7.1"]],
  ["expires_in", ["Seconds from now for which the access token is good", "RFC 6749 §5.1"]],
  ["refresh_token", ["Gives new access tokens; not usual for a service, which can ask anew", "RFC 6749 §4.4.3"]],
  ["refresh_expires_in", ["Seconds from now for which the refresh token is good; 0: there is none", "Keycloak"]],
  ["id_token", ["Says who signed in; for the client alone", "OpenID Connect Core §2"]],
  ["scope", ["The scopes that were granted", "RFC 6749 §5.1"]],
  ["not-before-policy", ["Tokens issued before this time are not good", "Keycloak"]],
  ["session_state", ["The session", "Keycloak"]],
  ["issued_token_type", ["What kind of token was issued", "RFC 8693 §2.2.1"]],
  ["authorization_details", ["What exactly the token allows", "RFC 9396 §7"]],
  ["active", ["Whether the token is good at this moment; false does not say why", "RFC 7662 §2.2"]],
  ["jwt", ["The same as a token that the issuer signed", "Keycloak; as an answer of its own RFC 9701"]],
  ["error", ["The code of the refusal, for programs", "RFC 6749 §5.2"]],
  ["error_description", ["The refusal in words, for developers", "RFC 6749 §5.2"]],
  ["error_uri", ["A page about the refusal", "RFC 6749 §5.2"]],
]);

/**
 * The parts of an answer, in the order of the wire: what each means and where that is written.
 *
 * @param statuses those that mean something else here than as the answer of a token endpoint
 */
export function describeResponse(
  { status, reason, headers, cut }: HttpMessage,
  answer: Claims | undefined,
  statuses?: ReadonlyMap<number, Told>,
): Annotation[] {
  return [
    ...(cut === undefined
      ? []
      : described("cut short", [`The connection ended before the answer did: ${cut}`, "RFC 9112 §8"])),
    ...described(`${status} ${reason}`.trim(), statuses?.get(status) ?? statusMeaning(status)),
    ...headers.flatMap(([name]) => described(name, HEADERS.get(name.toLowerCase()))),
    ...Object.keys(answer ?? {})
      .filter((name) => MEMBERS.has(name) || claimMeanings.has(name)) // first, since an answer may have very many
      .flatMap((name) => described(name, MEMBERS.get(name) ?? claimMeaning(name))),
  ];
}

/** Introspection and userinfo answer with claims. */
function claimMeaning(name: string): Told | undefined {
  const found = claimMeanings.get(name);
  return found && [found.meaning, found.reference];
}

export function statusMeaning(status: number): Told | undefined {
  if (status >= 300 && status < 400)
    return ["The server sends the caller elsewhere; credentials are not carried along", "RFC 9110 §15.4"];
  return STATUSES.get(status);
}

const described = (part: string, told: Told | undefined): Annotation[] =>
  told ? [{ part, meaning: told[0], reference: told[1] }] : [];

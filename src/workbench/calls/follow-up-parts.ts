import type { Annotation } from "../../contract/calls.ts";
import type { FollowUp, FollowUpStep } from "../../contract/follow-ups.ts";
import type { HttpRequest } from "./http-text.ts";
import { describeHeaders, describeParameters, PROOFS } from "./request-parts.ts";
import type { Told } from "./response-parts.ts";

type Kind = FollowUpStep["kind"];

/** What is asked, and where that is written. */
export const ASKED: Readonly<Record<Kind, Told>> = {
  refresh: ["A new access token is asked for with the refresh token", "RFC 6749 §6"],
  introspect: ["The issuer is asked whether the token is good", "RFC 7662 §2.1"],
  userinfo: ["The issuer is asked about whom the token speaks for", "OpenID Connect Core §5.3.1"],
  revoke: ["The issuer is told that the token is done with", "RFC 7009 §2.1"],
  logout: [
    "The session of the refresh token is to end",
    "Keycloak; for browsers OpenID Connect RP-Initiated Logout §2",
  ],
  exchange: ["A token is handed in for another one", "RFC 8693 §2.1"],
  resource: ["The access token is shown to a resource server", "RFC 6750 §2.1"],
};

export const STEP_PARAMETERS: ReadonlyMap<string, Told> = new Map<string, Told>([
  ["token", ["The token it is about", "RFC 7662 §2.1, RFC 7009 §2.1"]],
  ["refresh_token", ["The refresh token; a server may give a new one and refuse this one from then on", "RFC 6749 §6"]],
  ["subject_token", ["The token that is handed in: whom the new one will speak for", "RFC 8693 §2.1"]],
  ["subject_token_type", ["What kind of token is handed in", "RFC 8693 §3"]],
  ["audience", ["The client that should accept the new token", "RFC 8693 §2.1"]],
]);

/** The parts of a follow-up, in the order of the wire: what each means and where that is written. */
export function describeFollowUp({ method, headers, form }: HttpRequest, { what, proof }: FollowUp): Annotation[] {
  const [meaning, reference] = ASKED[what.kind];
  const isBearer = form.length === 0;
  return [
    { part: method, meaning, reference },
    ...describeHeaders(headers),
    isBearer ? BEARER : PROOFS[proof.method],
    ...describeParameters(form, STEP_PARAMETERS),
  ];
}

export const BEARER: Annotation = {
  part: "Authorization: Bearer",
  meaning: "The access token: whoever shows it is let in, so it goes over TLS and nowhere else",
  reference: "RFC 6750 §2.1",
};

const BEARER_REFUSALS: readonly (readonly [number, Told])[] = [
  [401, ["The token was not accepted; WWW-Authenticate says why", "RFC 6750 §3.1"]],
  [403, ["The token is good, but does not allow this", "RFC 6750 §3.1"]],
];

const statuses = (...rows: readonly (readonly [number, Told])[]): ReadonlyMap<number, Told> => new Map(rows);

/** What a status means as the answer to a step, where it says more than as any answer. */
export const STEP_STATUSES: Readonly<Record<Kind, ReadonlyMap<number, Told>>> = {
  refresh: statuses([200, ["The tokens were renewed", "RFC 6749 §6"]]),
  introspect: statuses([200, ["The question is answered; active says whether the token is good", "RFC 7662 §2.2"]]),
  userinfo: statuses(
    [200, ["The claims about whom the token speaks for", "OpenID Connect Core §5.3.2"]],
    ...BEARER_REFUSALS,
  ),
  revoke: statuses([200, ["The token is good no more, or never was: the answer is the same", "RFC 7009 §2.2"]]),
  logout: statuses([204, ["The session is over", "Keycloak"]]),
  exchange: statuses([200, ["The token was exchanged", "RFC 8693 §2.2"]]),
  resource: statuses([200, ["The resource server let the token in", "RFC 6750 §2.1"]], ...BEARER_REFUSALS),
};

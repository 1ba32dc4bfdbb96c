import type { Annotation } from "../contract/calls.ts";
import type { ReceivedRequest } from "../contract/events.ts";
import type { FollowUpStep } from "../contract/follow-ups.ts";
import type { ReceivedCall } from "../protocol/event-log.ts";
import { TOKEN_EXCHANGE } from "../protocol/grants/token-exchange-request.ts";
import { type KeptField, type KeptRequest, readKeptRequest } from "../protocol/kept-request.ts";
import { ASKED, BEARER, STEP_PARAMETERS, STEP_STATUSES } from "./calls/follow-up-parts.ts";
import type { Field } from "./calls/http-text.ts";
import { describeHeaders, describeParameters, PROOFS } from "./calls/request-parts.ts";
import { describeResponse } from "./calls/response-parts.ts";

type Kind = FollowUpStep["kind"];

const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ["introspection", "introspect"],
  ["userinfo", "userinfo"],
  ["revocation", "revoke"],
  ["logout", "logout"],
  ["resource", "resource"],
]);

/** A request as it came, with what its parts mean: put together when somebody looks. */
export function describeReceived({ endpoint, request }: ReceivedCall): ReceivedRequest | null {
  if (request === undefined) return null;
  const kept = readKeptRequest(request);
  return { text: writeText(kept), parts: describeParts(endpoint, kept) };
}

/** What the answer meant, as far as it is kept. */
export function describeAnswer({ endpoint, request, status, error, description }: ReceivedCall): Annotation[] {
  const kind = request === undefined ? undefined : kindOf(endpoint, readKeptRequest(request));
  const body = {
    ...(error !== undefined && { error }),
    ...(description !== undefined && { error_description: description }),
  };
  return describeResponse(
    { status, reason: "", headers: [], body: Buffer.alloc(0) },
    body,
    kind && STEP_STATUSES[kind],
  );
}

function kindOf(endpoint: string, { form }: KeptRequest): Kind | undefined {
  if (endpoint !== "token") return KINDS.get(endpoint);
  const grant = form.find(({ name }) => name === "grant_type")?.value;
  if (grant === "refresh_token") return "refresh";
  return grant === TOKEN_EXCHANGE ? "exchange" : undefined;
}

const textOf = ({ value, cutOff }: KeptField): string =>
  cutOff > 0 ? `${value}… (${cutOff.toLocaleString("en-GB")} more characters)` : value;

function writeText({ method, target, headers, form, leftOut }: KeptRequest): string {
  return [
    `${method} ${target}`,
    ...headers.map((field) => `${field.name}: ${textOf(field)}`),
    ...(leftOut > 0 ? [`(${leftOut} more are not kept)`] : []),
    "",
    ...form.map((field, i) => `${i === 0 ? "" : "&"}${field.name}=${textOf(field)}`),
  ]
    .join("\n")
    .trimEnd();
}

/** Said of our own calls, where another value would mean something else. */
const OF_OUR_CALLS = new Set(["connection", "accept"]);

function describeParts(endpoint: string, kept: KeptRequest): Annotation[] {
  const kind = kindOf(endpoint, kept);
  const headers = kept.headers.filter(({ name }) => !OF_OUR_CALLS.has(name.toLowerCase()));
  return [
    describeMethod(endpoint, kind, kept.method),
    ...describeHeaders(headers.map(toField)),
    ...describeProof(kept),
    ...describeParameters(kept.form.map(toField), kind && STEP_PARAMETERS),
  ];
}

const toField = (field: KeptField): Field => ({ name: field.name, value: textOf(field) });

function describeMethod(endpoint: string, kind: Kind | undefined, method: string): Annotation {
  const [meaning, reference] = kind
    ? ASKED[kind]
    : (ENDPOINTS.get(endpoint) ?? ["This address leads to no endpoint", "RFC 9110 §15.5.5"]);
  return { part: method, meaning, reference };
}

const ENDPOINTS: ReadonlyMap<string, readonly [meaning: string, reference: string]> = new Map([
  ["token", ["A token is asked for; with POST, so that credentials stay out of addresses and logs", "RFC 6749 §3.2"]],
  ["certs", ["The realm's public keys are asked for", "RFC 7517 §5"]],
  ["discovery", ["What the realm says about itself is asked for", "OpenID Connect Discovery §4, RFC 8414 §3"]],
]);

/** How the request says who asks. */
function describeProof({ headers, form }: KeptRequest): Annotation[] {
  const authorization = headers.find(({ name }) => name.toLowerCase() === "authorization")?.value ?? "";
  const has = (name: string) => form.some((field) => field.name === name);
  return [
    ...(/^basic /i.test(authorization) ? [PROOFS.client_secret_basic] : []),
    ...(/^(bearer|dpop) /i.test(authorization)
      ? [{ ...BEARER, part: `Authorization: ${authorization.split(" ", 1)[0]}` }]
      : []),
    ...(has("client_assertion") ? [PROOFS.private_key_jwt] : []),
    ...(has("client_secret") ? [PROOFS.client_secret_post] : []),
    ...(has("client_id") && !has("client_secret") && !has("client_assertion") ? [CLIENT_ID] : []),
  ];
}

const CLIENT_ID: Annotation = {
  part: "client_id",
  meaning: "Which client asks; something else has to prove it",
  reference: "RFC 6749 §2.3",
};

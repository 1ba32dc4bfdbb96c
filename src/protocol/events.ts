import { createHash } from "node:crypto";
import { buildAccessToken } from "../domain/access-token.ts";
import type { CompiledClient } from "../domain/compiled-client.ts";
import { audienceOf } from "../domain/token-exchange.ts";
import { authenticatorOf } from "./client-authentication/authenticate-client.ts";
import type { IssuedToken } from "./endpoint.ts";
import type { EventFacts } from "./event-facts.ts";
import type { ReceivedCall } from "./event-log.ts";
import { TOKEN_EXCHANGE } from "./grants/token-exchange-request.ts";
import { refusals } from "./oauth-error.ts";

/** An event as Keycloak's Admin API gives it (reference §11.1). */
export interface RealmEvent {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly type: string;
  readonly realmId: string;
  readonly clientId?: string;
  readonly userId?: string;
  readonly sessionId?: string;
  readonly ipAddress: string;
  readonly error?: string;
  readonly details: Readonly<Record<string, string>>;
}

/** A kind of event: what all of it have, and what an error is called when no table knows better. */
interface EventKind {
  readonly type: string;
  readonly details?: Readonly<Record<string, string>>;
  /** What all have where no client proves itself. */
  readonly anyone?: Readonly<Record<string, string>>;
  readonly error: string;
  /** Under which name the words of a refusal stand; absent: each place says its own. */
  readonly reason?: "reason" | "detail";
}

const kind = (
  type: string,
  error: string,
  details: NonNullable<EventKind["details"]> = {},
  reason: EventKind["reason"] = "reason",
): EventKind => ({ type, error, details, reason });

const OAUTH = { auth_method: "oauth_credentials" };

/** By grant type (recorded). */
const GRANTS: ReadonlyMap<string | undefined, EventKind> = new Map([
  ["client_credentials", kind("CLIENT_LOGIN", "invalid_request")],
  ["refresh_token", kind("REFRESH_TOKEN", "invalid_token")],
  ["password", kind("LOGIN", "invalid_user_credentials", OAUTH)],
  [TOKEN_EXCHANGE, kind("TOKEN_EXCHANGE", "invalid_request", { auth_method: "token_exchange" })],
  ["authorization_code", kind("CODE_TO_TOKEN", "invalid_code")],
  ["urn:ietf:params:oauth:grant-type:device_code", kind("OAUTH2_DEVICE_CODE_TO_TOKEN", "not_allowed")],
  ["urn:ietf:params:oauth:grant-type:uma-ticket", kind("PERMISSION_TOKEN", "invalid_request", OAUTH)],
  ["urn:openid:params:grant-type:ciba", kind("AUTHREQID_TO_TOKEN", "not_allowed")],
  ["urn:ietf:params:oauth:grant-type:jwt-bearer", kind("JWT_AUTHORIZATION_GRANT", "invalid_request")],
]);

/** By endpoint, as the call names it. */
const ENDPOINTS: ReadonlyMap<string, EventKind> = new Map([
  ["introspection", kind("INTROSPECT_TOKEN", "invalid_request", {}, "detail")],
  ["revocation", kind("REVOKE_GRANT", "invalid_request")],
  ["logout", kind("LOGOUT", "invalid_token")],
  ["userinfo", { type: "USER_INFO_REQUEST", error: "invalid_token", anyone: { auth_method: "validate_access_token" } }],
]);

const GRANT_TYPES = { cc: "client_credentials", rt: "refresh_token", ro: "password", te: TOKEN_EXCHANGE, na: "" };

/** What went wrong, by the words on the wire, where the kind of event does not say it already (recorded). */
const ERRORS: ReadonlyMap<string | undefined, string> = new Map([
  [refusals.publicClient.description, "invalid_client"],
  [refusals.noServiceAccount.description, "invalid_client"],
  [refusals.noServiceAccountUser.description, "user_not_found"],
  [refusals.offlineNotAllowed.description, "not_allowed"],
  [refusals.directGrantsOff.description, "not_allowed"],
  [refusals.otherCertificate.description, "not_allowed"],
  [refusals.unrevocableToken.description, "invalid_token_type"],
]);

/** Of a refresh. */
const REFRESH_ERRORS: ReadonlyMap<string | undefined, string> = new Map([["invalid_scope", "invalid_request"]]);

/** Of an exchange: its word, and the reason where that is not the description. */
const EXCHANGE_ERRORS: ReadonlyMap<string | undefined, readonly [string, string?]> = new Map([
  ["Invalid token", ["invalid_token", "subject_token validation failure"]],
  ["Audience not found", ["client_not_found", "audience not found"]],
  ["Client disabled", ["client_disabled", "audience client disabled"]],
  ["Client is not within the token audience", ["not_allowed", "client is not within the token audience"]],
  ["Public client is not allowed to exchange token", ["invalid_client"]],
]);

/** Errors of a client login that came before its user was looked for. */
const BEFORE_USER = new Set(["invalid_client", "invalid_dpop_proof", "user_not_found"]);

/**
 * The event of a call, as Keycloak would have left it; undefined where it leaves none. Pure: made from what the log keeps
 * when somebody asks, so that a request costs no more for it. Where Keycloak leaves two of one request, this is the last.
 */
export function eventOf(call: ReceivedCall, realmId: string): RealmEvent | undefined {
  const kind = kindOf(call);
  if (!kind) return undefined;
  const { issued, event: facts } = call;
  const error = errorOf(call, kind);
  const client = facts?.client ?? issued?.plan.client;
  const user = userOf(call, kind, error);
  return {
    id: idOf(realmId, call),
    time: call.atSeconds * 1000,
    type: typeOf(kind, error),
    realmId,
    ...stated({
      clientId: client?.clientId ?? facts?.clientId,
      userId: user.id,
      sessionId: facts?.sessionId ?? issued?.facts.session.id,
    }),
    ipAddress: call.remoteAddress,
    ...stated({ error }),
    details: {
      ...stated({ grant_type: call.endpoint === "token" ? grantTypeOf(call) : undefined, username: user.username }),
      ...(issued && tokenDetails(issued)),
      ...(client ? clientDetails(call, kind, client) : kind.anyone),
      ...facts?.details,
    },
  };
}

/** What {@link eventOf} is called and says of an error: lists of thousands need no more, and the rest costs as much as a token. */
export function nameEvent(call: ReceivedCall): Pick<RealmEvent, "type" | "error"> | undefined {
  const kind = kindOf(call);
  if (!kind) return undefined;
  const error = errorOf(call, kind);
  return { type: typeOf(kind, error), ...stated({ error }) };
}

function kindOf(call: ReceivedCall): EventKind | undefined {
  if (!call.issued && !call.event) return undefined;
  return call.endpoint === "token" ? GRANTS.get(grantTypeOf(call)) : ENDPOINTS.get(call.endpoint);
}

const grantTypeOf = ({ issued, event }: ReceivedCall): string | undefined =>
  issued ? GRANT_TYPES[issued.facts.grantCode] : event?.grantType;

const typeOf = ({ type }: EventKind, error: string | undefined): string =>
  error === undefined ? type : `${type}_ERROR`;

type Stated<Name extends string> = { readonly [Each in Name]?: string };

/** Those that have a value. */
const stated = <Name extends string>(values: Readonly<Record<Name, string | undefined>>): Stated<Name> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Stated<Name>;

/** What only events of a client that has proved itself tell. */
const clientDetails = (call: ReceivedCall, kind: EventKind, client: CompiledClient) => ({
  ...kind.details,
  client_auth_method: authenticatorOf(client),
  ...reasonOf(call, kind),
});

function errorOf({ status, error, description, event }: ReceivedCall, { type, error: usual }: EventKind) {
  if (event?.error !== undefined) return event.error;
  if (error === undefined) return undefined;
  const known = type === "REFRESH_TOKEN" ? REFRESH_ERRORS.get(error) : exchangeError(type, description)?.[0];
  if (known ?? ERRORS.get(description)) return known ?? ERRORS.get(description);
  if (type === "CLIENT_LOGIN" && status === 401) return "user_disabled";
  return usual;
}

const exchangeError = (type: string, description: string | undefined) =>
  type === "TOKEN_EXCHANGE" ? EXCHANGE_ERRORS.get(description) : undefined;

function reasonOf({ error, description, event }: ReceivedCall, { type, reason }: EventKind): EventFacts["details"] {
  if (error === undefined || description === undefined || reason === undefined) return undefined;
  if (type === "REVOKE_GRANT" && event?.error !== undefined) return undefined; // of a token that is none, nothing is told
  return { [reason]: exchangeError(type, description)?.[1] ?? description };
}

/** Whom the event is about, and whether it tells the name. */
function userOf({ issued, event }: ReceivedCall, { type }: EventKind, error: string | undefined) {
  const named = type === "CLIENT_LOGIN" || type === "LOGIN";
  if (issued) {
    const { id, username } = issued.plan.holder.user;
    return { id, username: named ? username : undefined };
  }
  const late = type === "CLIENT_LOGIN" && event?.client && error !== undefined && !BEFORE_USER.has(error);
  const user = late ? event.client?.serviceAccount?.user : undefined;
  return { id: user?.id ?? event?.userId, username: user?.username };
}

/** What the tokens tell that were issued: made again by the same functions from the same inputs. */
function tokenDetails({ plan, facts, tokenId, refreshTokenId }: IssuedToken): Readonly<Record<string, string>> {
  const { claims } = buildAccessToken(plan, { ...facts, newTokenId: () => tokenId });
  const base = { token_id: String(claims["jti"]), scope: plan.scope };
  if (facts.grantCode === "rt")
    return {
      ...base,
      access_token_expiration_time: String(Number(claims["exp"]) - facts.nowSeconds),
      ...(refreshTokenId !== undefined && { updated_refresh_token_id: refreshTokenId }),
    };
  const audience = facts.grantCode === "te" ? audienceOf(claims).join(" ") : "";
  return {
    ...base,
    ...(audience !== "" && { audience }),
    ...(refreshTokenId !== undefined && {
      refresh_token_id: refreshTokenId,
      refresh_token_type: facts.session.kind === "offline" ? "Offline" : "Refresh",
    }),
  };
}

/** Always the same for the same call, as nothing keeps it. */
function idOf(realmId: string, { id, atSeconds }: ReceivedCall): string {
  const hash = createHash("sha256").update(`${realmId} ${id} ${atSeconds}`).digest("hex");
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join("-");
}

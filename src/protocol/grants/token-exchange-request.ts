import type { CompiledClient } from "../../domain/compiled-client.ts";
import { audienceOf } from "../../domain/token-exchange.ts";
import { type Decision, type Mend, passed, type TraceStep } from "../../domain/trace.ts";
import type { FormParameters } from "../form-parameters.ts";
import { ID_TOKEN_TYPE } from "../issue-tokens.ts";
import { type Refusal, refusals, refuse } from "../oauth-error.ts";
import type { LiveToken } from "../token-verification.ts";

export const TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
export const ACCESS_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";
export const REFRESH_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:refresh_token";
const SAML2_TYPE = "urn:ietf:params:oauth:token-type:saml2";

const REPEATABLE = new Set(["audience", "resource"]);

/** An exchange may ask for several audiences (RFC 8693 §2.1); in all other requests no parameter stands twice. */
export const mayStandTwice = (form: FormParameters, name: string): boolean =>
  REPEATABLE.has(name) && form.first("grant_type") === TOKEN_EXCHANGE;

/** Longer tokens are refused, where other parameters of such a length are dropped (recorded). */
const LONGEST_TOKEN = 20_000;

type Refused = Decision<never, Refusal>;

const refuseExchange = (description: string, rule: string, more: Omit<TraceStep, "rule" | "outcome"> = {}): Refused =>
  refuse(refusals.exchange(description), rule, more);

/** What makes a request none for standard token exchange, in Keycloak's order; looked at before any token. */
export const refuseUnsupported = (client: CompiledClient, form: FormParameters): Refused | undefined =>
  refuseTooLong(form) ?? refuseForeign(form) ?? refuseOff(client) ?? refuseWithoutToken(form);

function refuseTooLong(form: FormParameters): Refused | undefined {
  const name = ["subject_token", "actor_token"].find((each) => (form.first(each)?.length ?? 0) > LONGEST_TOKEN);
  return name === undefined
    ? undefined
    : refuseExchange(`The size of OIDC parameter '${name}' is longer than allowed.`, `${name} is not too long`, {
        expected: `${LONGEST_TOKEN} characters at the most`,
      });
}

function refuseForeign(form: FormParameters): Refused | undefined {
  const names = ["requested_subject", "requested_issuer", "subject_issuer"];
  const name = names.find((each) => form.first(each) !== undefined);
  const rule = "only parameters of standard token exchange are there";
  return name === undefined
    ? undefined
    : refuseExchange(`Parameter '${name}' is not supported for standard token exchange`, rule, { actual: name });
}

function refuseWithoutToken(form: FormParameters): Refused | undefined {
  const name = ["subject_token", "subject_token_type"].find((each) => form.first(each) === undefined);
  if (name !== undefined)
    return refuseExchange(`Parameter '${name}' required for standard token exchange`, `${name} is there`);
  const type = form.first("subject_token_type");
  return type === ACCESS_TOKEN_TYPE
    ? undefined
    : refuseExchange("Parameter 'subject_token' supports access tokens only", "the subject token is an access token", {
        expected: ACCESS_TOKEN_TYPE,
        actual: type ?? "",
      });
}

const ENABLED = "standard.token.exchange.enabled";
const REFRESH = "standard.token.exchange.enableRefreshRequestedTokenType";

function refuseOff(client: CompiledClient): Refused | undefined {
  if (client.attribute(ENABLED) === "true") return undefined;
  const description = "Standard token exchange is not enabled for the requested client";
  return refuseExchange(description, "the client may exchange tokens", {
    subject: { clientId: client.clientId },
    expected: "Standard Token Exchange on",
    actual: "off",
    mend: mendAttribute(client, "Switch Standard Token Exchange on", ENABLED, "true"),
  });
}

const mendAttribute = (client: CompiledClient, label: string, name: string, value: string): Mend => ({
  label,
  edits: [{ type: "updateClient", client: client.id, settings: { attributes: { [name]: value } } }],
});

/** What an exchange asks for. */
export interface ExchangeRequest {
  readonly requestedType: string;
  /** Client ids; empty: all that the requester's tokens are for. */
  readonly audience: readonly string[];
  readonly scope: string | undefined;
}

const MAY_EXCHANGE = passed("the client may exchange this token for what it asks for");

/** Judges what is asked for with a good subject token, in Keycloak's order; the scope comes later. */
export function judgeExchange(
  client: CompiledClient,
  form: FormParameters,
  subject: LiveToken,
): Decision<ExchangeRequest, Refusal> {
  const requestedType = form.first("requested_token_type") ?? ACCESS_TOKEN_TYPE;
  const audience = form.all("audience");
  const refused =
    refuseType(client, requestedType) ?? refuseAudience(client, audience) ?? refuseOutsider(client, subject);
  if (refused) return refused;
  return { value: { requestedType, audience, scope: form.first("scope") }, trace: [MAY_EXCHANGE] };
}

function refuseType(client: CompiledClient, type: string): Refused | undefined {
  if (type === ACCESS_TOKEN_TYPE || type === ID_TOKEN_TYPE || type === SAML2_TYPE) return undefined;
  if (type !== REFRESH_TOKEN_TYPE)
    return unsupportedType(client, { expected: `${ACCESS_TOKEN_TYPE} or ${ID_TOKEN_TYPE}`, actual: type });
  if (client.attribute("use.refresh.tokens") === "false")
    return unsupportedType(client, {
      actual: "the client uses no refresh tokens",
      mend: mendAttribute(client, "Switch Use refresh tokens on", "use.refresh.tokens", "true"),
    });
  return (client.attribute(REFRESH) ?? "NO") === "NO"
    ? unsupportedType(client, {
        actual: "refresh tokens are not allowed in exchanges of this client",
        mend: mendAttribute(client, "Allow refresh token in Standard Token Exchange", REFRESH, "SAME_SESSION"),
      })
    : undefined;
}

const unsupportedType = ({ clientId }: CompiledClient, more: Omit<TraceStep, "rule" | "outcome">): Refused =>
  refuseExchange("requested_token_type unsupported", "the requested type can be given out", {
    subject: { clientId },
    ...more,
  });

/** A SAML assertion is refused, after all that concerns audience and scope (recorded). */
export const refuseSaml = (client: CompiledClient, { requestedType }: ExchangeRequest): Refused | undefined =>
  requestedType === SAML2_TYPE ? unsupportedType(client, { actual: requestedType }) : undefined;

const namingAudience = (refusal: Refusal, audience: string): Refusal => ({
  ...refusal,
  event: { details: { audience } },
});

function refuseAudience(client: CompiledClient, audience: readonly string[]): Refused | undefined {
  const { realm, clientId } = client;
  const unknown = audience.find((name) => !realm.findClient(name));
  if (unknown !== undefined)
    return refuse(
      namingAudience(refusals.exchange("Audience not found", "invalid_client"), unknown),
      "every audience is a client",
      {
        subject: { audience: unknown },
        actual: `there is no client ${unknown}`,
      },
    );
  if (client.representation.publicClient)
    return refuse(
      refusals.exchange("Public client is not allowed to exchange token", "invalid_client"),
      "the client is confidential",
      { subject: { clientId }, actual: "a public client: Client authentication is off" },
    );
  const disabled = audience
    .map((name) => realm.findClient(name))
    .find((each) => each?.representation.enabled === false);
  return (
    disabled &&
    refuse(
      namingAudience(refusals.exchange("Client disabled", "invalid_client"), disabled.clientId),
      "every audience is enabled",
      {
        subject: { audience: disabled.clientId },
        actual: "disabled",
        mend: {
          label: `Enable ${disabled.clientId}`,
          edits: [{ type: "updateClient", client: disabled.id, settings: { enabled: true } }],
        },
      },
    )
  );
}

function refuseOutsider({ clientId }: CompiledClient, { claims, client }: LiveToken): Refused | undefined {
  const audience = audienceOf(claims);
  if (client.clientId === clientId || audience.includes(clientId)) return undefined;
  return refuse(
    refusals.exchange("Client is not within the token audience", "access_denied", 403),
    "the subject token is the client's own or names it in aud",
    {
      subject: { clientId },
      expected: `${clientId} in aud, by an audience mapper of ${client.clientId}`,
      actual: audience.length === 0 ? "no aud" : `aud ${audience.join(", ")}`,
    },
  );
}

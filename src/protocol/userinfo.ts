import { isLightweight } from "../domain/access-token.ts";
import { planToken } from "../domain/token-plan.ts";
import { buildUserinfo } from "../domain/token-report.ts";
import { failed } from "../domain/trace.ts";
import { corsHeaders, preflightHeaders } from "./cors.ts";
import { type Endpoint, type EndpointRequest, issuerOf } from "./endpoint.ts";
import { type Refusal, refuse } from "./oauth-error.ts";
import { findRealm } from "./realm-gate.ts";
import { verifyToken } from "./token-verification.ts";

const NO_STORE = { "Cache-Control": "no-store", Pragma: "no-cache" };

/** The userinfo endpoint (OpenID Connect Core §5.3; reference §8.5): the service account, to those who hold a token with `openid`. */
export const userinfoEndpoint: Endpoint = async (ctx, request) => {
  const found = findRealm(ctx, request);
  if (found.refusal) return found;
  const realm = found.value;
  if (request.method === "OPTIONS")
    return {
      value: { status: 200, headers: preflightHeaders(request, "GET, HEAD, OPTIONS"), unframed: true },
      trace: [],
    };
  const tokens = tokensOf(request);
  const [token] = tokens;
  if (token === undefined)
    return refuse(challenge(request, realm.name, 401), "an access token is there", {
      expected: "Authorization: Bearer …",
    });
  if (tokens.length > 1)
    return refuse(
      challenge(request, realm.name, 400, "invalid_request", "More than one method used for including an access token"),
      "the access token comes once",
    );
  const issuer = issuerOf(realm, request.caller);
  const verified = await verifyAccessToken(ctx, realm, issuer, token);
  const invalid = (description: string) => challenge(request, realm.name, 401, "invalid_token", description);
  if (verified.refusal) return { refusal: invalid("Token verification failed"), trace: verified.trace };
  const { claims, client, holder, session, stored } = verified.value;
  const scope = typeof claims["scope"] === "string" ? claims["scope"] : "";
  if (!scope.split(" ").includes("openid"))
    return refuse(
      challenge(request, realm.name, 403, "insufficient_scope", "Missing openid scope"),
      "the token was asked for with openid",
      { expected: "scope=openid in the token request", actual: `scope ${JSON.stringify(scope)}` },
    );
  const words = scope.split(" ").filter((word) => word === "openid" || client.optionalScopes.has(word));
  const plan = planToken(client, holder, stored ? stored.scope : words.join(" "));
  if (isLightweight(plan) && client.attribute("allow.userinfo.with.lightweight.access.token") !== "true")
    return refuse(invalid("Lightweight access token not allowed for userinfo endpoint"), "the token is a full one", {
      subject: { clientId: client.clientId },
    });
  const facts = { issuer, nowSeconds: ctx.nowSeconds(), newTokenId: ctx.newTokenId, grantCode: "na", session } as const;
  return {
    value: {
      status: 200,
      headers: { "Cache-Control": "no-store, no-cache", Pragma: "no-cache", ...corsHeaders(request) },
      json: buildUserinfo(plan, facts),
    },
    trace: verified.trace,
  };
};

/** ID tokens and refresh tokens are signed by the realm as well, but open nothing here (asked on 26.7). */
async function verifyAccessToken(...[ctx, realm, issuer, token]: Parameters<typeof verifyToken>) {
  const verified = await verifyToken(ctx, realm, issuer, token);
  const typ = String(verified.value?.claims["typ"]);
  if (verified.refusal || /^(bearer|dpop)$/i.test(typ)) return verified;
  const rule = "it is an access token";
  return { refusal: { rule }, trace: [failed(rule, { actual: `its typ is ${typ}` })] };
}

function tokensOf(request: EndpointRequest): string[] {
  const [, bearer] = /^bearer +(\S+)$/i.exec(request.header("authorization") ?? "") ?? [];
  return [bearer, request.form.first("access_token")].filter(
    (token) => token !== undefined && token !== "",
  ) as string[];
}

/** An error of a protected resource (RFC 6750 §3): in the header, the body empty. */
function challenge(
  request: EndpointRequest,
  realm: string,
  status: number,
  error?: string,
  description?: string,
): Refusal {
  const parameters = error === undefined ? "" : `, error="${error}", error_description="${description ?? ""}"`;
  return {
    status,
    error: error ?? "unauthorized",
    ...(description !== undefined && { description }),
    emptyBody: true,
    headers: { ...NO_STORE, "WWW-Authenticate": `Bearer realm="${realm}"${parameters}`, ...corsHeaders(request) },
  };
}

import type { EndpointDecision, EndpointRequest, ProtocolContext } from "./endpoint.ts";
import type { EndpointPath } from "./endpoints.ts";
import { refusals, refuse } from "./oauth-error.ts";
import { findRealm } from "./realm-gate.ts";

const OIDC = "/protocol/openid-connect";
/** More of a path than this tells nothing. */
const SHOWN = 200;

/**
 * What Keycloak says to a path below a realm that leads nowhere, and to a method that its endpoint does not answer
 * (recorded: of a name that it does not have it answers GET with 404, all else with 405).
 *
 * @param asked.endpoint what is at that path; absent where nothing is
 * @param asked.rest what stands behind the realm's name
 */
export function refusePath(
  ctx: ProtocolContext,
  request: EndpointRequest,
  { endpoint, rest }: { readonly endpoint: EndpointPath | undefined; readonly rest: string },
): EndpointDecision {
  const found = findRealm(ctx, request);
  if (found.refusal) return found;
  const { method } = request;
  const realmPath = `/realms/${request.realmName}`;
  if (endpoint)
    return refuse(
      endpoint.name === "discovery" ? refusals.noEndpoint : refusals.wrongMethod,
      "the endpoint answers this method",
      { expected: Object.keys(endpoint.methods).join(", "), actual: `${method} ${realmPath}${endpoint.path}` },
    );
  const [, protocol = "openid-connect", name] = /^\/protocol\/([^/]+)(?:\/([^/]+)$)?/.exec(rest) ?? [];
  const isRead = method === "GET" || method === "HEAD";
  const refusal = name === undefined || isRead ? refusals.noEndpoint : refusals.wrongMethod;
  return refuse(protocol === "openid-connect" ? refusal : refusals.noProtocol, "the path leads to an endpoint", {
    expected: `${realmPath}${OIDC}/token, or another that ${realmPath}/.well-known/openid-configuration lists`,
    actual: `${realmPath}${rest}`.slice(0, SHOWN),
  });
}

/** A path that leads to no realm at all, as they were below `/auth` before Keycloak 17, or with the realm left out. */
export function refuseOutside(path: string): EndpointDecision {
  const [, prefix = "", below] = /^(.*?)(\/realms\/.*)$/.exec(path) ?? [];
  return refuse(refusals.noResource, "the path leads to a realm", {
    expected: below === undefined ? `/realms/<realm>${OIDC}/token` : below.slice(0, SHOWN),
    actual:
      below === undefined ? `${path.slice(0, SHOWN)}, without a realm` : `the same below ${prefix.slice(0, SHOWN)}`,
  });
}

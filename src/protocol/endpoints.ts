import { certsEndpoint } from "./certs.ts";
import { preflightHeaders } from "./cors.ts";
import { discoveryEndpoint } from "./discovery.ts";
import type { Endpoint } from "./endpoint.ts";
import { introspectionEndpoint } from "./introspection.ts";
import { logoutEndpoint } from "./logout.ts";
import { findRealm } from "./realm-gate.ts";
import { realmPageEndpoint } from "./realm-page.ts";
import { revocationEndpoint } from "./revocation.ts";
import { tokenEndpoint } from "./token.ts";
import { userinfoEndpoint } from "./userinfo.ts";

/** One path below `/realms/{realm}`, and what answers each method there. */
export interface EndpointPath {
  /** For people and the event log. */
  readonly name: string;
  readonly path: string;
  readonly methods: Readonly<Record<string, Endpoint>>;
}

const preflight =
  (methods: string): Endpoint =>
  (ctx, request) => {
    const found = findRealm(ctx, request);
    return found.refusal
      ? found
      : { value: { status: 200, headers: preflightHeaders(request, methods), unframed: true }, trace: [] };
  };

const published = (name: string, path: string, endpoint: Endpoint): EndpointPath => ({
  name,
  path,
  methods: { GET: endpoint, HEAD: endpoint, OPTIONS: preflight("GET, HEAD, OPTIONS") },
});

/** All that a realm answers. */
export const endpointPaths: readonly EndpointPath[] = [
  {
    name: "token",
    path: "/protocol/openid-connect/token",
    methods: { POST: tokenEndpoint, OPTIONS: preflight("POST, OPTIONS") },
  },
  {
    name: "introspection",
    path: "/protocol/openid-connect/token/introspect",
    methods: { POST: introspectionEndpoint },
  },
  {
    name: "userinfo",
    path: "/protocol/openid-connect/userinfo",
    methods: { GET: userinfoEndpoint, POST: userinfoEndpoint, OPTIONS: userinfoEndpoint },
  },
  {
    name: "revocation",
    path: "/protocol/openid-connect/revoke",
    methods: { POST: revocationEndpoint, OPTIONS: preflight("POST, OPTIONS") },
  },
  { name: "logout", path: "/protocol/openid-connect/logout", methods: { POST: logoutEndpoint, GET: logoutEndpoint } },
  published("certs", "/protocol/openid-connect/certs", certsEndpoint),
  published("discovery", "/.well-known/openid-configuration", discoveryEndpoint),
  published("discovery", "/.well-known/oauth-authorization-server", discoveryEndpoint),
  published("realm page", "", realmPageEndpoint),
];

import type { Connection } from "../../src/keycloak/connection.ts";

const claim = (name: string, value: string) => ({
  name,
  protocol: "openid-connect",
  protocolMapper: "oidc-hardcoded-claim-mapper",
  config: { "claim.name": name, "claim.value": value, "access.token.claim": "true", "id.token.claim": "true" },
});

const service = (clientId: string, more: object = {}) => ({
  clientId,
  secret: `secret of ${clientId}`,
  serviceAccountsEnabled: true,
  standardFlowEnabled: false,
  ...more,
});

/** The token requests that tell whether two servers hold the same realm. */
export const TOKEN_REQUESTS = [
  { client: "orders" },
  { client: "orders", scope: "audit" },
  { client: "orders", scope: "openid audit" },
  { client: "billing" },
  { client: "reports", scope: "openid" },
];

/** Builds a realm as an administrator would, call by call: roles, composites, scopes, mappers, service accounts, lifespans. */
export async function buildRealm({ call, create, find }: Connection, realm: string): Promise<void> {
  await call("POST", "/", {}, { realm, enabled: true, accessTokenLifespan: 240, displayName: "Built" });
  const at = { realm };
  for (const role of [{ name: "reader", description: "May read" }, { name: "writer" }, { name: "editor" }])
    await call("POST", "/{realm}/roles", at, role);
  const orders = await create("/{realm}/clients", at, service("orders", { protocolMappers: [claim("team", "blue")] }));
  const attributes = { "access.token.lifespan": "77", "use.jwks.string": "false" };
  const billing = await create("/{realm}/clients", at, service("billing", { fullScopeAllowed: false, attributes }));
  const reports = await create("/{realm}/clients", at, service("reports", { description: "Äußerst “quoted” 報告" }));
  await call("POST", "/{realm}/clients/{id}/roles", { realm, id: orders }, { name: "view" });
  await call("POST", "/{realm}/clients/{id}/roles", { realm, id: orders }, { name: "a/b c%" });
  const roleOf = (id: string, role: string) => find<object>("/{realm}/clients/{id}/roles/{role}", { realm, id, role });
  const realmRole = (role: string) => find<object>("/{realm}/roles/{role}", { realm, role });
  const composites = [await realmRole("reader"), await roleOf(orders, "view")];
  await call("POST", "/{realm}/roles/{role}/composites", { realm, role: "editor" }, composites);
  const audit = await create("/{realm}/client-scopes", at, {
    name: "audit",
    protocol: "openid-connect",
    attributes: { "include.in.token.scope": "true" },
  });
  const audience = { ...claim("audience", ""), protocolMapper: "oidc-audience-mapper" };
  const config = { "included.client.audience": "billing", "access.token.claim": "true" };
  const models = "/{realm}/client-scopes/{id}/protocol-mappers/models";
  await call("POST", models, { realm, id: audit }, { ...audience, config });
  await call("PUT", "/{realm}/clients/{id}/optional-client-scopes/{scope}", { realm, id: orders, scope: audit });
  const scoped = [await realmRole("reader")];
  await call("POST", "/{realm}/clients/{id}/scope-mappings/realm", { realm, id: billing }, scoped);
  const accounts = [
    [orders, "editor"],
    [billing, "writer"],
    [billing, "reader"],
    [reports, "editor"],
  ] as const;
  for (const [id, role] of accounts) {
    const user = await find<{ id: string }>("/{realm}/clients/{id}/service-account-user", { realm, id });
    const names = { realm, user: user?.id ?? "" };
    await call("POST", "/{realm}/users/{user}/role-mappings/realm", names, [await realmRole(role)]);
  }
}

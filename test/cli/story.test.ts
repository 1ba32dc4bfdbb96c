import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type KeycloakAdminClient from "@keycloak/keycloak-admin-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CallExchange, Mend } from "../../src/contract/index.ts";
import { anAdmin, bootstrap } from "../support/an-admin.ts";
import { type Served, serve, tokenbench } from "./a-command.ts";

/** In a Basic header both `+` and `%` have to be form-encoded first (RFC 6749 §2.3.1), or they are read as something else. */
const SECRET = "50%2B off + tax";

let folder = "";
let server: Served;
let admin: KeycloakAdminClient;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "story-"));
  server = await serve(["--workspace", folder], { env: bootstrap });
});
afterAll(async () => {
  await server.end("SIGTERM");
  await rm(folder, { recursive: true, force: true });
});

const issuer = () => `${server.baseUrl}/realms/shop`;
const resource = () => `${server.baseUrl}/resource/shop/orders/7`;

const run = (words: readonly string[], secret = SECRET) =>
  tokenbench(["token", "--issuer", issuer(), "--client", "orders-service", "--workspace", folder, ...words], {
    env: { TOKENBENCH_SECRET: secret },
  });

async function workbench<Answer>(path: string, body?: object): Promise<Answer> {
  const response = await fetch(`${server.baseUrl}/workbench${path}`, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${await admin.getAccessToken()}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  expect(answer).not.toHaveProperty("error");
  return answer as Answer;
}

/** What follows is one story, each test goes on from the one before. */
test("a client is set up as any program of Keycloak's would do it, and a resource that wants a role", async () => {
  admin = await anAdmin(server.baseUrl, "shop");
  await admin.realms.create({ realm: "shop", enabled: true });
  const attributes = { "allow.token.introspection.without.audience.check": "true" };
  const service = { serviceAccountsEnabled: true, publicClient: false, secret: SECRET, attributes };
  const { id } = await admin.clients.create({ clientId: "orders-service", fullScopeAllowed: false, ...service });
  await admin.clients.create({ clientId: "orders-api", ...service });
  await admin.roles.create({ name: "orders-reader" });
  const role = await admin.roles.findOneByName({ name: "orders-reader" });
  const user = await admin.clients.getServiceAccountUser({ id });
  await admin.users.addRealmRoleMappings({ id: user.id ?? "", roles: [{ id: role?.id ?? "", name: "orders-reader" }] });
  await workbench("/realms/shop/resource-server", {
    settings: {
      enabled: true,
      scopes: [],
      realmRoles: ["orders-reader"],
      clientRoles: {},
      verification: "introspection",
      introspectAs: "orders-api",
    },
  });
});

test("a service that does not encode its secret gets 401, and the log of the server tells the cause", async () => {
  const answer = await fetch(`${issuer()}/protocol/openid-connect/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`orders-service:${SECRET}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  expect([answer.status, await answer.json()]).toEqual([
    401,
    { error: "unauthorized_client", error_description: "Invalid client or Invalid client credentials" },
  ]);
  const { stdout } = await tokenbench(["log", "--refused", "--workspace", folder]);
  expect(stdout).toContain(
    "the right secret, decoded once too often: in a Basic header both halves are form-encoded first",
  );
});

test("a secret that is encoded twice gets 401 as well, and --explain tells the cause", async () => {
  const { code, stdout, stderr } = await run(["--explain"], encodeURIComponent(SECRET));
  expect(code).toBe(3);
  expect(stdout).toContain("✗ client secret");
  expect(stdout).toContain("came: the right secret, percent-encoded once too often");
  expect(stderr).toContain("unauthorized_client: Invalid client or Invalid client credentials");
  expect(stdout + stderr).not.toContain(SECRET);
});

test("mended, the call gets a token that the resource does not let in: --explain shows the chain that lacks a role", async () => {
  const { code, stdout } = await run(["--explain", "--then", `resource=${resource()}`]);
  expect(code).toBe(3);
  expect(stdout).toContain(
    "· orders-reader: Not in the token: assigned to the service account, but Full scope allowed is off and no scope lets it through → Let orders-reader through",
  );
  expect(stdout).toMatch(/^resource GET \S+ 403: insufficient_scope/m);
});

test("the mending edits of the explanation bring the role into the token", async () => {
  const { stdout } = await run(["--json"]);
  const { explanation } = JSON.parse(stdout) as CallExchange;
  const [mend] = explanation?.roles.find(({ name }) => name === "orders-reader")?.mends ?? [];
  expect(mend?.label).toBe("Let orders-reader through");
  const { revision: baseRevision } = await workbench<{ revision: number }>("/realms/shop/history");
  await workbench("/realms/shop/edits", { baseRevision, edits: (mend as Mend).edits });
  const { stdout: decoded } = await run(["--decode"]);
  expect(decoded).toContain('{"roles":["orders-reader"]}');
});

test("the resource lets the token in until it is revoked", async () => {
  const steps = ["introspect", `resource=${resource()}`, "revoke", `resource=${resource()}`, "introspect"];
  const { code, stdout } = await run(steps.flatMap((step) => ["--then", step]));
  expect(code).toBe(3);
  const lines = stdout
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith(" "));
  const at = `${issuer()}/protocol/openid-connect`;
  expect(lines).toEqual([
    `token POST ${at}/token 200: access token, signature valid`,
    `introspect POST ${at}/token/introspect 200: active`,
    `resource GET ${resource()} 200: let in`,
    `revoke POST ${at}/revoke 200: revoked`,
    expect.stringMatching(/^resource GET \S+ 401: invalid_token/),
    `introspect POST ${at}/token/introspect 200: not active`,
  ]);
  expect(stdout).toContain("✗ the token was not revoked");
});

test("the same story as JSON, with the judgement of the resource server", async () => {
  const { code, stdout } = await run(["--json", "--then", "revoke", "--then", `resource=${resource()}`]);
  expect(code).toBe(3);
  const steps = JSON.parse(stdout) as { what: string; exchange: CallExchange }[];
  expect(steps.map(({ what, exchange }) => [what, exchange.status])).toEqual([
    ["token", 200],
    ["revoke", 200],
    ["resource", 401],
  ]);
  const trace = steps.at(-1)?.exchange.trace ?? [];
  expect(trace.filter(({ outcome }) => outcome === "failed")).not.toEqual([]);
});

test("the story's calls stand in the history of the Console as one chain", async () => {
  const { entries } = await workbench<{ entries: { what: string; chain: string | null }[] }>("/history/calls?limit=3");
  expect(entries.map(({ what }) => what)).toEqual(["resource", "revoke", "token"]);
  expect(new Set(entries.map(({ chain }) => chain)).size).toBe(1);
  expect(entries[0]?.chain).not.toBeNull();
});

test.each([
  ["a step that nobody knows", ["--then", "dance"], 2, /introspect, userinfo, refresh, revoke, logout, resource=URL/],
  ["a resource without an address", ["--then", "resource="], 2, /resource=URL/],
  ["a resource that is no address", ["--then", "resource=here"], 1, /An address of http or https is needed/],
  ["a refresh without a refresh token", ["--then", "refresh"], 1, /needs a refresh token, and the answer held none/],
  ["--curl", ["--then", "revoke", "--curl"], 2, /cannot be used with option '--curl'/],
])("a story with %s ends with the reason", async (_what, words, wanted, reason) => {
  const { code, stderr } = await run(words);
  expect([code, stderr]).toEqual([wanted, expect.stringMatching(reason)]);
});

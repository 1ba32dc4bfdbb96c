import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import * as oauth from "oauth4webapi";
import * as openid from "openid-client";
import { afterAll, expect, test } from "vitest";
import { startServer } from "../../src/index.ts";
import { aClient, aClientScope, aMapper, aRealm, aRole, SECRET } from "../support/builders.ts";
import { basic } from "./a-protocol.ts";
import { ADMIN, aFolder, aServer, post } from "./a-server.ts";

const inAudience = aMapper("oidc-audience-mapper", { "included.client.audience": "app" });
const server = await aServer({
  realm: aRealm({
    roles: [aRole("reader")],
    clients: [
      aClient("app", {
        serviceAccountRoles: ["reader"],
        protocolMappers: [inAudience],
        attributes: { "client_credentials.use_refresh_token": "true" },
      }),
      aClient("post only", {
        secret: "p@ss:w ö+rd%&=",
        attributes: { "client.secret.authentication.allowed.method": "client_secret_post" },
      }),
      aClient("es256", { attributes: { "access.token.signed.response.alg": "ES256" } }),
      aClient("eddsa", { attributes: { "access.token.signed.response.alg": "EdDSA" } }),
      aClient("web", { webOrigins: ["https://app.example"] }),
    ],
    clientScopes: [aClientScope("unused")],
  }),
  clock: { nowSeconds: () => Math.floor(Date.now() / 1000) }, // real clients look at their own clock
});
afterAll(() => server.stop());

const issuer = `${server.baseUrl}/realms/test`;
const endpoint = (name: string) => `${issuer}/protocol/openid-connect/${name}`;
const CC = { grant_type: "client_credentials" };
const keys = createRemoteJWKSet(new URL(endpoint("certs")));

/** The documented example of 2016, to the letter, on a workspace that is made for it. */
test("the documented example works on a new workspace, without any option", async () => {
  await using folder = await aFolder();
  await using demo = await startServer({ workspace: join(folder.path, "workspace") });
  const response = await fetch(`${demo.baseUrl}/auth/realms/demo/protocol/openid-connect/token`, {
    method: "POST",
    headers: {
      Authorization: "Basic cHJvZHVjdC1zYS1jbGllbnQ6cGFzc3dvcmQ=",
      "Content-Type": "application/x-www-form-urlencoded",
    },
    body: "grant_type=client_credentials",
  });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("pragma")).toBe("no-cache");
  const answer = await response.json();
  expect(answer).toMatchObject({
    access_token: expect.any(String),
    token_type: "bearer",
    expires_in: 60,
    refresh_token: expect.any(String),
    refresh_expires_in: 600,
    id_token: expect.any(String),
    "not-before-policy": 0,
    session_state: expect.stringMatching(/^[\w-]{24}$/),
  });
  expect(decodeJwt(answer.access_token).iss).toBe(`${demo.baseUrl}/auth/realms/demo`);
  const example = basic("product-sa-client", "password");
  const at = `${demo.baseUrl}/auth/realms/demo/protocol/openid-connect`;
  const refreshed = await post(
    `${at}/token`,
    { grant_type: "refresh_token", refresh_token: answer.refresh_token },
    example,
  );
  expect(refreshed.status).toBe(200);
  expect(refreshed.json.session_state).toBe(answer.session_state);
  expect((await post(`${at}/logout`, { refresh_token: refreshed.json.refresh_token }, example)).status).toBe(204);
  expect(
    (await post(`${at}/token`, { grant_type: "refresh_token", refresh_token: answer.refresh_token }, example)).json,
  ).toEqual({ error: "invalid_grant", error_description: "Session not active" });
  expect((await post(`${demo.baseUrl}/auth/realms/master/protocol/openid-connect/token`, CC, example)).status).toBe(
    404,
  );
  const plain = await post(demo.tokenUrl, CC, example);
  expect(decodeJwt(plain.json.access_token).iss).toBe(`${demo.baseUrl}/realms/demo`);
  const elsewhere = { grant_type: "refresh_token", refresh_token: String(plain.json.refresh_token) };
  expect((await post(`${at}/token`, elsewhere, example)).json.error_description).toBe(
    `Invalid token issuer. Expected '${demo.baseUrl}/auth/realms/demo'`,
  );
});

test("openid-client gets, inspects, uses and refreshes a token", async () => {
  const config = await openid.discovery(new URL(issuer), "app", SECRET, openid.ClientSecretBasic(SECRET), {
    execute: [openid.allowInsecureRequests],
  });
  expect(config.serverMetadata()).toMatchObject({ issuer, token_endpoint: server.tokenUrlOf("test") });
  const tokens = await openid.clientCredentialsGrant(config, { scope: "openid" });
  expect(tokens).toMatchObject({ token_type: "bearer", expires_in: 300 });
  expect(await openid.tokenIntrospection(config, tokens.access_token)).toMatchObject({
    active: true,
    client_id: "app",
  });
  const { sub = "" } = decodeJwt(tokens.access_token);
  expect(await openid.fetchUserInfo(config, tokens.access_token, sub)).toMatchObject({
    sub,
    preferred_username: "service-account-app",
  });
  const refreshed = await openid.refreshTokenGrant(config, tokens.refresh_token ?? "");
  expect(refreshed.access_token).not.toBe(tokens.access_token);
  expect(refreshed.claims()).toMatchObject({ aud: "app", sub });
});

test("oauth4webapi drives the same, with a name and a secret of odd characters in the form", async () => {
  const insecure = { [oauth.allowInsecureRequests]: true };
  const client: oauth.Client = { client_id: "post only" };
  const authentication = oauth.ClientSecretPost("p@ss:w ö+rd%&=");
  const as = await oauth.processDiscoveryResponse(
    new URL(issuer),
    await oauth.discoveryRequest(new URL(issuer), insecure),
  );
  const granted = await oauth.clientCredentialsGrantRequest(as, client, authentication, { scope: "openid" }, insecure);
  const tokens = await oauth.processClientCredentialsResponse(as, client, granted);
  const { sub = "" } = decodeJwt(tokens.access_token);
  const told = await oauth.introspectionRequest(as, client, authentication, tokens.access_token, insecure);
  expect(await oauth.processIntrospectionResponse(as, client, told)).toEqual({ active: false }); // not in its own audience
  const user = await oauth.userInfoRequest(as, client, tokens.access_token, insecure);
  expect(await oauth.processUserInfoResponse(as, client, sub, user)).toMatchObject({ sub });
});

test("oauth4webapi reads a refusal as RFC 6749 has it", async () => {
  const insecure = { [oauth.allowInsecureRequests]: true };
  const as: oauth.AuthorizationServer = { issuer, token_endpoint: endpoint("token") };
  const client: oauth.Client = { client_id: "app" };
  const response = await oauth.clientCredentialsGrantRequest(
    as,
    client,
    oauth.ClientSecretBasic("wrong"),
    {},
    insecure,
  );
  await expect(oauth.processClientCredentialsResponse(as, client, response)).rejects.toMatchObject({
    error: "unauthorized_client",
    status: 401,
  });
});

test("jose verifies access and ID token by the published keys", async () => {
  const { json } = await post(endpoint("token"), { ...CC, scope: "openid" }, basic("app"));
  const access = await jwtVerify(json.access_token, keys, { issuer, audience: "app" });
  expect(access.payload).toMatchObject({ azp: "app", realm_access: { roles: ["reader"] }, sid: json.session_state });
  const id = await jwtVerify(json.id_token, keys, { issuer, audience: "app" });
  expect(id.payload["typ"]).toBe("ID");
  await expect(jwtVerify(json.refresh_token, keys, { issuer })).rejects.toThrow();
});

test.each([
  ["es256", "ES256"],
  ["eddsa", "EdDSA"],
])("a realm without a key for the algorithm of %s makes one, publishes it and keeps it", async (clientId, alg) => {
  const answers = await Promise.all([1, 2, 3].map(() => post(endpoint("token"), CC, basic(clientId))));
  const kids = answers.map(({ json }) => decodeProtectedHeader(json.access_token).kid);
  expect(new Set(kids).size).toBe(1);
  const fresh = createRemoteJWKSet(new URL(endpoint("certs")));
  for (const { json } of answers)
    expect((await jwtVerify(json.access_token, fresh, { issuer })).protectedHeader.alg).toBe(alg);
  const kept = await readFile(join(server.workspacePath, "realms/test.json"), "utf8");
  expect(kept).toContain(`"fallback-${alg}"`);
});

test("the administrator gets a token of master by admin-cli, and nobody else", async () => {
  const master = server.tokenUrlOf("master");
  const ask = (username: string, password: string) =>
    post(master, { grant_type: "password", client_id: "admin-cli", username, password });
  const { status, json } = await ask(ADMIN.username, ADMIN.password);
  expect(status).toBe(200);
  expect(json).toMatchObject({ expires_in: 60, token_type: "Bearer", refresh_token: expect.any(String) });
  const { payload } = await jwtVerify(
    json.access_token,
    createRemoteJWKSet(new URL(`${server.baseUrl}/realms/master/protocol/openid-connect/certs`)),
  );
  expect(payload).toMatchObject({ azp: "admin-cli" });
  expect(payload.jti).toMatch(/^on(rt|lt)ro:/);
  const refused = { error: "invalid_grant", error_description: "Invalid user credentials" };
  expect((await ask(ADMIN.username, "wrong")).json).toEqual(refused);
  expect((await ask("nobody", ADMIN.password)).json).toEqual(refused);
  expect((await ask(ADMIN.username, "")).json).toEqual(refused);
  const inTest = await post(endpoint("token"), { grant_type: "password", client_id: "admin-cli", ...ADMIN });
  expect(inTest.json).toEqual(refused);
  const none = await post(master, { grant_type: "password", client_id: "admin-cli" });
  expect([none.status, none.json]).toEqual([
    401,
    { error: "invalid_request", error_description: "Missing parameter: username" },
  ]);
});

test("the administrator's session can be refreshed and logged out, as configuration tools do it", async () => {
  const master = server.tokenUrlOf("master");
  const cli = { authorization: `Basic ${Buffer.from("admin-cli:").toString("base64")}` };
  const { json } = await post(master, { grant_type: "password", ...ADMIN }, cli);
  const refreshed = await post(master, { grant_type: "refresh_token", refresh_token: json.refresh_token }, cli);
  expect(refreshed.status).toBe(200);
  const bogus = { grant_type: "refresh_token", refresh_token: json.refresh_token, scope: "bogus" };
  expect((await post(master, bogus, cli)).json.error_description).toBe("Invalid scopes: bogus");
  expect(
    (await post(master.replace(/token$/, "logout"), { refresh_token: refreshed.json.refresh_token }, cli)).status,
  ).toBe(204);
});

test("a master with a bootstrap client gives that client its token", async () => {
  const admin = { clientId: "boot", clientSecret: "boot-secret" };
  await using other = await aServer({ admin });
  expect((await post(other.tokenUrlOf("master"), CC, basic("boot", "boot-secret"))).status).toBe(200);
  expect((await post(other.tokenUrlOf("master"), CC, basic("boot", "wrong"))).status).toBe(401);
  expect(await readFile(join(other.workspacePath, "realms/master.json"), "utf8")).not.toContain("boot-secret");
});

test("below a relative path everything moves there, the issuer too", async () => {
  await using other = await aServer({ realm: aRealm({ clients: [aClient("app")] }), httpRelativePath: "/auth" });
  expect(other.tokenUrlOf("test")).toMatch(/\/auth\/realms\/test\/protocol\/openid-connect\/token$/);
  const { json } = await post(other.tokenUrlOf("test"), CC, basic("app"));
  expect(decodeJwt(json.access_token).iss).toBe(`${other.baseUrl}/realms/test`);
  expect((await fetch(other.tokenUrlOf("test").replace("/auth", ""), { method: "POST" })).status).toBe(404);
});

test("the issuer follows the Host that was asked, where it is one of ours", async () => {
  const { json } = await post(endpoint("token").replace("127.0.0.1", "localhost"), CC, basic("app"));
  expect(decodeJwt(json.access_token).iss).toBe(issuer.replace("127.0.0.1", "localhost"));
});

test("the discovery document names the issuer as it was asked, and every address below it", async () => {
  const document = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
  expect(document.issuer).toBe(issuer);
  for (const [name, value] of Object.entries(document))
    if (name.endsWith("_endpoint")) expect(value).toContain(`${issuer}/`);
  expect(document.scopes_supported).toContain("unused");
});

test("only the content type that Keycloak reads is read", async () => {
  const body = JSON.stringify(CC);
  const send = (type: string, text: string) =>
    fetch(endpoint("token"), { method: "POST", body: text, headers: { "content-type": type, ...basic("app") } });
  expect((await send("application/json", body)).status).toBe(400);
  expect((await send("APPLICATION/X-WWW-FORM-URLENCODED", "grant_type=client_credentials")).status).toBe(400);
  expect((await send("application/x-www-form-urlencoded; charset=UTF-8", "grant_type=client_credentials")).status).toBe(
    200,
  );
});

test.each(["GET", "PUT", "DELETE", "PATCH"])("%s on the token endpoint is refused with 405", async (method) => {
  const response = await fetch(endpoint("token"), { method });
  expect([response.status, await response.json()]).toEqual([405, { error: "HTTP 405 Method Not Allowed" }]);
});

test("a preflight allows every origin, the request behind it only those listed", async () => {
  const evil = { origin: "https://evil.example" };
  const preflight = await fetch(endpoint("token"), { method: "OPTIONS", headers: evil });
  expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([200, evil.origin]);
  expect(preflight.headers.get("x-frame-options")).toBeNull();
  const refused = await post(endpoint("token"), CC, { ...basic("web"), ...evil });
  expect([refused.status, refused.json]).toEqual([403, { error: "Invalid origin" }]);
  expect(refused.headers.get("access-control-allow-origin")).toBeNull();
  const allowed = await post(endpoint("token"), CC, { ...basic("web"), origin: "https://app.example" });
  expect([allowed.status, allowed.headers.get("access-control-allow-origin")]).toEqual([200, "https://app.example"]);
});

test("introspection looks at no origin", async () => {
  const { status, headers } = await post(
    endpoint("token/introspect"),
    { token: "x" },
    { ...basic("app"), origin: "https://evil.example" },
  );
  expect([status, headers.get("access-control-allow-origin")]).toEqual([200, null]);
});

/** Asked of Keycloak 26.7.0 with sslRequired=all over http. */
test("where https is required, http is told so; the realm's page and userinfo answer", async () => {
  await using other = await aServer({ realm: aRealm({ sslRequired: "all" }) });
  const at = `${other.baseUrl}/realms/test`;
  const status = async (path: string, method = "GET") =>
    (
      await fetch(`${at}${path}`, {
        method,
        ...(method === "POST" && { body: new URLSearchParams({ refresh_token: "x" }) }),
      })
    ).status;
  expect(await status("")).toBe(200);
  expect(await status("/.well-known/openid-configuration")).toBe(403);
  expect(await status("/protocol/openid-connect/certs")).toBe(403);
  expect(await status("/protocol/openid-connect/userinfo")).toBe(401);
  expect(await status("/protocol/openid-connect/logout", "POST")).toBe(403);
  expect(await status("/protocol/openid-connect/token", "POST")).toBe(403);
});

test("a disabled realm gives no token, its public documents answer", async () => {
  await using other = await aServer({ realm: aRealm({ enabled: false, clients: [aClient("app")] }) });
  const at = `${other.baseUrl}/realms/test`;
  expect((await post(other.tokenUrlOf("test"), CC, basic("app"))).json).toEqual({
    error: "access_denied",
    error_description: "Realm not enabled",
  });
  for (const path of ["", "/.well-known/openid-configuration", "/protocol/openid-connect/certs"])
    expect((await fetch(`${at}${path}`)).status).toBe(200);
});

test("what was issued before a restart is still the realm's own after it, and sessions go on", async () => {
  await using folder = await aFolder();
  const workspace = join(folder.path, "workspace");
  const refreshing = { attributes: { "client_credentials.use_refresh_token": "true" } };
  const realm = aRealm({ clients: [aClient("app", { protocolMappers: [inAudience] }), aClient("kept", refreshing)] });
  const first = await aServer({ workspace, realm });
  const { port } = first; // the issuer has it, so the second server has to be there as well
  const plain = (await post(first.tokenUrlOf("test"), CC, basic("app"))).json;
  const stored = (await post(first.tokenUrlOf("test"), CC, basic("kept"))).json;
  await first.stop();
  await using second = await aServer({ workspace, realm: [], port });
  expect(second.realmNames).toEqual(["demo", "master", "test"]);
  const told = await post(`${second.tokenUrlOf("test")}/introspect`, { token: plain.access_token }, basic("app"));
  expect(told.json.active).toBe(true);
  const refresh = { grant_type: "refresh_token", refresh_token: stored.refresh_token };
  const refreshed = await post(second.tokenUrlOf("test"), refresh, basic("kept"));
  expect([refreshed.status, refreshed.json.session_state]).toEqual([200, stored.session_state]);
});

test("a generated administrator is told once, kept hashed, and good after a restart", async () => {
  await using folder = await aFolder();
  const workspace = join(folder.path, "workspace");
  const first = await startServer({ workspace });
  const { username = "", password = "" } = first.generatedAdmin ?? {};
  await first.stop();
  await using second = await startServer({ workspace });
  expect(second.generatedAdmin).toBeUndefined();
  const form = { grant_type: "password", client_id: "admin-cli", username };
  expect((await post(second.tokenUrlOf("master"), { ...form, password })).status).toBe(200);
  const wrong = await post(second.tokenUrlOf("master"), { ...form, password: `${password}x` });
  expect(wrong.json.error).toBe("invalid_grant");
  expect(await readFile(join(workspace, "realms/master.json"), "utf8")).not.toContain(password);
});

test("a start that fails keeps no administrator, whose password nobody was told", async () => {
  await using folder = await aFolder();
  const workspace = join(folder.path, "workspace");
  await expect(startServer({ workspace, port: server.port })).rejects.toThrow("is taken by another program");
  await using second = await startServer({ workspace });
  const { username = "", password = "" } = second.generatedAdmin ?? {};
  const form = { grant_type: "password", client_id: "admin-cli", username, password };
  expect((await post(second.tokenUrlOf("master"), form)).status).toBe(200);
});

test("a realm that is there already stays, unless it is to be replaced", async () => {
  await using folder = await aFolder();
  const workspace = join(folder.path, "workspace");
  const named = (displayName: string) => aRealm({ displayName });
  const shown = async () => JSON.parse(await readFile(join(workspace, "realms/test.json"), "utf8")).displayName;
  await (await aServer({ workspace, realm: named("first") })).stop();
  const left = await aServer({ workspace, realm: named("second") });
  expect(left.messages.join(" ")).toContain("Realm test is in the workspace already and stays as it is");
  await left.stop();
  expect(await shown()).toBe("first");
  await (await aServer({ workspace, realm: named("third"), replace: true })).stop();
  expect(await shown()).toBe("third");
});

test("stopping twice stops once, and the port is free again", async () => {
  const other = await aServer();
  await Promise.all([other.stop(), other.stop()]);
  await expect(fetch(other.baseUrl)).rejects.toThrow();
});

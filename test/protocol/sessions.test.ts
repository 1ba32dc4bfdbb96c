import { expect, test } from "vitest";
import { compileRealm } from "../../src/domain/compiled-realm.ts";
import { ExpiringMap } from "../../src/protocol/expiring-map.ts";
import { createSessions } from "../../src/protocol/sessions.ts";
import { aClient, aClientScope, aMapper, aRealm, aRole, NOW, type RealmDraft, SECRET } from "../support/builders.ts";
import { aProtocol, BASE, basic, claimsIn } from "./a-protocol.ts";

const hardcoded = (name: string) =>
  aMapper("oidc-hardcoded-claim-mapper", { "claim.name": name, "claim.value": "v", "jsonType.label": "String" });

const REFRESH = { "client_credentials.use_refresh_token": "true" };
const inAudience = (clientId: string) => aMapper("oidc-audience-mapper", { "included.client.audience": clientId });

const draft: RealmDraft = {
  roles: [aRole("reader"), aRole("offline_access")],
  clients: [
    aClient("app", {
      attributes: REFRESH,
      serviceAccountRoles: ["reader", "offline_access"],
      defaultClientScopes: ["basic", "roles", "profile"],
      optionalClientScopes: ["s1", "s2", "hidden", "offline_access"],
      protocolMappers: [inAudience("checker")],
    }),
    aClient("other", { attributes: REFRESH }),
    aClient("once", { attributes: { ...REFRESH, "use.refresh.tokens": "false" } }),
    aClient("checker"),
    aClient("inspector", { attributes: { "allow.token.introspection.without.audience.check": "true" } }),
    aClient("plain", { protocolMappers: [inAudience("checker"), inAudience("plain")] }),
    aClient("light", {
      attributes: { "client.use.lightweight.access.token.enabled": "true" },
      protocolMappers: [inAudience("checker")],
    }),
    aClient("page", { publicClient: true, serviceAccountsEnabled: false }),
  ],
  clientScopes: [
    aClientScope("s1", { protocolMappers: [hardcoded("s1")] }),
    aClientScope("s2", { protocolMappers: [hardcoded("s2")] }),
    aClientScope("hidden", {
      protocolMappers: [hardcoded("hidden")],
      attributes: { "include.in.token.scope": "false" },
    }),
  ],
};
const realm = aRealm(draft);
const rotating = (refreshTokenMaxReuse: number) => aRealm({ ...draft, revokeRefreshToken: true, refreshTokenMaxReuse });

const INVALID = "Invalid refresh token";
const refusalOf = ({
  status,
  error,
  description,
}: {
  status: number;
  error: string | undefined;
  description: string | undefined;
}) => [status, error, description];

test("a refresh gives new tokens of the same session", async () => {
  const { grant, refresh, wait } = aProtocol(realm);
  const first = (await grant({ scope: "openid s1" })).json;
  wait(100);
  const second = (await refresh(first["refresh_token"])).json;
  expect(second).toMatchObject({
    expires_in: 300,
    refresh_expires_in: 1800,
    session_state: first["session_state"],
    scope: first["scope"],
  });
  expect(claimsIn(second["access_token"])).toMatchObject({
    iat: NOW + 100,
    jti: expect.stringMatching(/^onrtrt:/),
    s1: "v",
  });
  expect(claimsIn(second["id_token"])).toMatchObject({ aud: "app", typ: "ID" });
  expect(claimsIn(second["refresh_token"])["scope"]).toBe(claimsIn(first["refresh_token"])["scope"]);
});

test("without a stored session there is no refresh token, no session and no sid", async () => {
  const { json } = await aProtocol(realm).grant({}, "plain");
  expect(json).not.toHaveProperty("refresh_token");
  expect(json).not.toHaveProperty("session_state");
  expect(json["refresh_expires_in"]).toBe(0);
  expect(claimsIn(json["access_token"])).not.toHaveProperty("sid");
});

test("a client whose refresh tokens are off gets one with the grant, and no other by refreshing", async () => {
  const { grant, refresh } = aProtocol(realm);
  const first = (await grant({}, "once")).json;
  const { status, json } = await refresh(first["refresh_token"], {}, "once");
  expect(status).toBe(200);
  expect(json).not.toHaveProperty("refresh_token");
});

/** What Keycloak 26.7.0 answered when it was asked: a refresh narrows, never widens, and the next one has all again. */
test.each([
  ["nothing narrows", undefined, { s1: "v", hidden: "v" }, "s1"],
  ["one of the scopes", "s1", { s1: "v", hidden: undefined }, "s1"],
  ["a scope that hides its name", "hidden", { s1: undefined, hidden: "v" }, ""],
  ["a scope that was not granted is left out in silence", "s2", { s2: undefined, s1: undefined }, ""],
  ["a scope that was not granted beside one that was", "s1 s2", { s1: "v", s2: undefined }, "s1"],
  ["openid that was not granted", "openid", { s1: undefined }, ""],
  ["a default scope", "profile", { s1: undefined, hidden: undefined }, ""],
  ["a space narrows to the defaults", " ", { s1: undefined, hidden: undefined }, ""],
])("a refresh with scope: %s", async (_sentence, scope, claims, named) => {
  const { grant, refresh } = aProtocol(realm);
  const first = (await grant({ scope: "s1 hidden" })).json;
  const { json } = await refresh(first["refresh_token"], scope === undefined ? {} : { scope });
  const token = claimsIn(json["access_token"]);
  for (const [name, value] of Object.entries(claims)) expect([name, token[name]]).toEqual([name, value]);
  expect(String(json["scope"]).split(" ").sort()).toEqual(["profile", ...named.split(" ").filter(Boolean)].sort());
  expect(json).not.toHaveProperty("id_token");
  const again = (await refresh(json["refresh_token"])).json;
  expect(claimsIn(again["access_token"])).toMatchObject({ s1: "v", hidden: "v" });
});

test("narrowing keeps the ID token, even without openid", async () => {
  const { grant, refresh } = aProtocol(realm);
  const { json } = await refresh((await grant({ scope: "openid s1 s2" })).json["refresh_token"], { scope: "s1" });
  expect(json).toHaveProperty("id_token");
  expect(String(json["scope"]).split(" ")).not.toContain("openid");
});

test.each([
  ["an unknown scope", { scope: "bogus" }, [400, "invalid_scope", "Invalid scopes: bogus"]],
  ["an empty scope", { scope: "" }, [400, "invalid_scope", "Invalid scopes: "]],
])("a refresh with %s is refused", async (_what, more, refusal) => {
  const { grant, refresh } = aProtocol(realm);
  expect(refusalOf(await refresh((await grant()).json["refresh_token"], more))).toEqual(refusal);
});

test.each([
  ["garbage", "garbage", "it is no signed JWT"],
  ["three parts of nothing", "a.b.c", "it is no signed JWT"],
])("%s is no refresh token", async (_what, token, actual) => {
  const outcome = await aProtocol(realm).refresh(token);
  expect(refusalOf(outcome)).toEqual([400, "invalid_grant", INVALID]);
  expect(outcome.reason).toMatchObject({ rule: "the signature is the realm's", actual });
});

test("an access token is no refresh token", async () => {
  const { grant, refresh } = aProtocol(realm);
  const outcome = await refresh((await grant()).json["access_token"]);
  expect(refusalOf(outcome)).toEqual([400, "invalid_grant", INVALID]);
  expect(outcome.reason?.actual).toBe("its typ is Bearer");
});

test("the refresh token of another client is refused, and stays good for its own", async () => {
  const { grant, refresh } = aProtocol(realm);
  const token = (await grant()).json["refresh_token"];
  const outcome = await refresh(token, {}, "other");
  expect(refusalOf(outcome)).toEqual([
    400,
    "invalid_grant",
    "Invalid refresh token. Token client and authorized client don't match",
  ]);
  expect((await refresh(token)).status).toBe(200);
});

test("a refresh token of another address of the server is refused", async () => {
  const { grant, token } = aProtocol(realm);
  const refresh_token = String((await grant()).json["refresh_token"]);
  const elsewhere = await token({
    form: { grant_type: "refresh_token", refresh_token },
    headers: basic("app"),
    baseUrl: "http://elsewhere",
  });
  expect(refusalOf(elsewhere)).toEqual([
    400,
    "invalid_grant",
    "Invalid token issuer. Expected 'http://elsewhere/realms/test'",
  ]);
});

test.each([
  ["1799 s after the grant a refresh token is good", 1799, 200],
  ["1800 s after it the token has expired", 1800, 400],
])("%s", async (_sentence, seconds, status) => {
  const { grant, refresh, wait } = aProtocol(realm);
  const token = (await grant()).json["refresh_token"];
  wait(seconds);
  const outcome = await refresh(token);
  expect(outcome.status).toBe(status);
  if (status === 400) expect(outcome.description).toBe("Token is not active");
});

test("refreshing keeps a session alive, but never beyond its maximum", async () => {
  const { grant, refresh, wait } = aProtocol(realm);
  let token = (await grant()).json["refresh_token"];
  for (let elapsed = 0; elapsed < 34_200; elapsed += 1710) {
    wait(1710);
    token = (await refresh(token)).json["refresh_token"];
  }
  const { json } = await refresh(token);
  expect(json["refresh_expires_in"]).toBe(1800);
  wait(1700);
  expect((await refresh(json["refresh_token"])).json["refresh_expires_in"]).toBe(100);
  wait(100);
  expect((await refresh(json["refresh_token"])).status).toBe(400);
});

test("an offline token has no end, its session ends when it is not refreshed for 30 days", async () => {
  const { grant, refresh, wait } = aProtocol(realm);
  const first = (await grant({ scope: "offline_access" })).json;
  expect(first["refresh_expires_in"]).toBe(0);
  expect(claimsIn(first["refresh_token"])).toMatchObject({ typ: "Offline" });
  wait(29 * 24 * 3600);
  expect((await refresh(first["refresh_token"])).status).toBe(200);
  wait(29 * 24 * 3600);
  const second = await refresh(first["refresh_token"]);
  expect(second.status).toBe(200);
  expect(claimsIn(second.json["access_token"])["jti"]).toMatch(/^ofrtrt:/);
  wait(30 * 24 * 3600);
  expect((await refresh(first["refresh_token"])).description).toBe("Offline user session not found");
});

test("roles and lifespans are those of today at each refresh", async () => {
  const { grant, refresh, change } = aProtocol(realm);
  const token = (await grant()).json["refresh_token"];
  change(aRealm({ ...draft, accessTokenLifespan: 60, clients: [aClient("app", { attributes: REFRESH })] }));
  const { json } = await refresh(token);
  expect(json["expires_in"]).toBe(60);
  expect(claimsIn(json["access_token"])).not.toHaveProperty("realm_access");
});

test.each([
  [
    "whose user is disabled",
    aRealm({ ...draft, clients: [aClient("app", { attributes: REFRESH, user: { enabled: false } })] }),
    "User disabled",
  ],
  [
    "whose user is gone",
    aRealm({ ...draft, clients: [aClient("app", { attributes: REFRESH, user: { id: "another" } })] }),
    INVALID,
  ],
  ["older than the realm's not-before policy", aRealm({ ...draft, notBefore: NOW + 1 }), "Stale token"],
  [
    "older than the client's not-before policy",
    aRealm({ ...draft, clients: [aClient("app", { attributes: REFRESH, notBefore: NOW + 1 })] }),
    "Stale token",
  ],
])("a refresh token %s is refused", async (_what, changed, description) => {
  const { grant, refresh, change } = aProtocol(realm);
  const token = (await grant()).json["refresh_token"];
  change(changed);
  expect(refusalOf(await refresh(token))).toEqual([400, "invalid_grant", description]);
});

test("a refresh token may be used again where the realm does not revoke used ones", async () => {
  const { grant, refresh, wait } = aProtocol(realm);
  const first = (await grant()).json["refresh_token"];
  wait(5);
  await refresh(first);
  wait(5);
  expect((await refresh(first)).status).toBe(200);
  expect(claimsIn(first)).not.toHaveProperty("reuse_id");
});

/** Rotation, as Keycloak 26.7.0 answered when it was asked. */
test("where the realm revokes used refresh tokens, each new one is good in turn", async () => {
  const { grant, refresh, wait } = aProtocol(rotating(0));
  let token = (await grant()).json["refresh_token"];
  const mark = claimsIn(token)["reuse_id"];
  expect(mark).toEqual(expect.any(String));
  for (let turn = 0; turn < 4; turn++) {
    wait(10);
    const { status, json } = await refresh(token);
    expect(status).toBe(200);
    expect(claimsIn(json["refresh_token"])["reuse_id"]).toBe(mark);
    token = json["refresh_token"];
  }
});

test("a refresh token used a second time is refused, and the newest dies with it", async () => {
  const { grant, refresh, introspect, wait } = aProtocol(rotating(0));
  const first = (await grant()).json["refresh_token"];
  const newest = (await refresh(first)).json;
  wait(1);
  const again = await refresh(first);
  expect(refusalOf(again)).toEqual([400, "invalid_grant", "Maximum allowed refresh token reuse exceeded"]);
  expect(again.reason).toMatchObject({ expected: "0 times again", actual: "once more" });
  expect(refusalOf(await refresh(newest["refresh_token"]))).toEqual([
    400,
    "invalid_grant",
    "Session doesn't have required client",
  ]);
  expect((await introspect(newest["access_token"], "checker")).json).toEqual({ active: false });
});

test("a refresh token that is older than the last used one is stale, and ends the session", async () => {
  const { grant, refresh, wait } = aProtocol(rotating(0));
  const first = (await grant()).json["refresh_token"];
  wait(10);
  const second = (await refresh(first)).json["refresh_token"];
  wait(10);
  const third = (await refresh(second)).json["refresh_token"];
  wait(10);
  expect(refusalOf(await refresh(first))).toEqual([400, "invalid_grant", "Stale token"]);
  expect(refusalOf(await refresh(third))).toEqual([400, "invalid_grant", "Session doesn't have required client"]);
});

test("a realm may allow a refresh token to be used again a number of times", async () => {
  const { grant, refresh } = aProtocol(rotating(1));
  const first = (await grant()).json["refresh_token"];
  expect((await refresh(first)).status).toBe(200);
  const newest = (await refresh(first)).json["refresh_token"];
  expect((await refresh(first)).description).toBe("Maximum allowed refresh token reuse exceeded");
  expect((await refresh(newest)).description).toBe("Session doesn't have required client");
});

test("logout ends the session, once and for all", async () => {
  const { grant, logout, refresh, introspect } = aProtocol(realm);
  const { json } = await grant();
  expect((await introspect(json["access_token"], "checker")).json["active"]).toBe(true);
  const { status, headers } = await logout(json["refresh_token"]);
  expect(status).toBe(204);
  expect(headers).toMatchObject({
    "Cache-Control": "no-cache",
    "Content-Security-Policy": expect.stringContaining("frame-ancestors"),
  });
  expect((await introspect(json["access_token"], "checker")).json).toEqual({ active: false });
  const refused = await refresh(json["refresh_token"]);
  expect(refusalOf(refused)).toEqual([400, "invalid_grant", "Session not active"]);
  expect(refused.reason?.rule).toBe("the session is alive");
  expect((await logout(json["refresh_token"])).status).toBe(204);
});

test("logout of one session leaves the client's others alone", async () => {
  const { grant, logout, refresh } = aProtocol(realm);
  const [one, two] = [(await grant()).json, (await grant()).json];
  await logout(one["refresh_token"]);
  expect((await refresh(two["refresh_token"])).status).toBe(200);
});

test("logout takes an expired refresh token", async () => {
  const { grant, logout, wait } = aProtocol(realm);
  const { json } = await grant();
  wait(5000);
  expect((await logout(json["refresh_token"])).status).toBe(204);
});

test("logout with garbage, another client's token or a wrong secret is refused", async () => {
  const { grant, logout, ask, ctx } = aProtocol(realm);
  const { json } = await grant();
  expect(refusalOf(await logout("garbage"))).toEqual([400, "invalid_grant", INVALID]);
  expect((await logout(json["refresh_token"], "other")).description).toContain("don't match");
  const { logoutEndpoint } = await import("../../src/protocol/logout.ts");
  const wrong = await ask(logoutEndpoint, {
    form: { refresh_token: String(json["refresh_token"]) },
    headers: basic("app", "wrong"),
  });
  expect([wrong.status, wrong.error]).toEqual([401, "unauthorized_client"]);
  expect(wrong.headers).not.toHaveProperty("Cache-Control");
  expect(ctx.sessions.find("test", String(json["session_state"]))).toBeDefined();
});

test("introspection tells those in the audience everything, in the recorded order", async () => {
  const { grant, introspect } = aProtocol(realm);
  const { json, headers } = await introspect((await grant({}, "plain")).json["access_token"], "checker");
  expect(json).toMatchObject({
    active: true,
    azp: "plain",
    client_id: "plain",
    token_type: "Bearer",
    username: "service-account-plain",
  });
  expect(Object.keys(json).slice(-4)).toEqual(["client_id", "username", "token_type", "active"]);
  expect(json).not.toHaveProperty("clientHost");
  expect(headers["Cache-Control"]).toBe("no-cache");
});

test.each([
  ["who is not in the audience", "other", {}, false],
  ["who is in the audience", "checker", {}, true],
  ["who is the client itself, in its own audience", "plain", {}, true],
  ["who may ask without an audience", "inspector", {}, true],
  ["with the right hint", "checker", { token_type_hint: "access_token" }, true],
  ["with the hint refresh_token, of another client", "inspector", { token_type_hint: "refresh_token" }, false],
])("introspection by one %s", async (_who, clientId, more, active) => {
  const { grant, introspect } = aProtocol(realm);
  const { status, json } = await introspect((await grant({}, "plain")).json["access_token"], clientId, more);
  expect([status, json["active"]]).toEqual([200, active]);
  if (!active) expect(json).toEqual({ active: false });
});

test("one outside the audience learns the reason in the trace alone", async () => {
  const { grant, introspect } = aProtocol(realm);
  const { reason } = await introspect((await grant({}, "plain")).json["access_token"], "other");
  expect(reason).toMatchObject({
    rule: "the caller is in the token's audience",
    actual: expect.stringContaining('"checker"'),
  });
});

test("a refresh token is active to its own client with the hint, and to an inspector without", async () => {
  const { grant, introspect } = aProtocol(realm);
  const token = (await grant()).json["refresh_token"];
  expect((await introspect(token, "app", { token_type_hint: "refresh_token" })).json).toMatchObject({
    active: true,
    typ: "Refresh",
    token_type: "Refresh",
  });
  expect((await introspect(token, "inspector")).json).toMatchObject({
    active: true,
    aud: [`${BASE}/realms/test`, "checker"],
  });
});

test("a lightweight token is told in full", async () => {
  const { grant, introspect } = aProtocol(realm);
  const token = (await grant({}, "light")).json["access_token"];
  expect(claimsIn(token)).not.toHaveProperty("preferred_username");
  expect((await introspect(token, "inspector")).json).toMatchObject({
    preferred_username: "service-account-light",
    active: true,
  });
});

test("introspection tells the roles of today", async () => {
  const { grant, introspect, change } = aProtocol(realm);
  const token = (await grant()).json["access_token"];
  expect((await introspect(token, "checker")).json["realm_access"]).toEqual({ roles: ["reader", "offline_access"] });
  change(
    aRealm({
      ...draft,
      clients: (draft.clients ?? []).map((client) =>
        client.clientId === "app" ? { ...client, serviceAccountRoles: [] } : client,
      ),
    }),
  );
  expect((await introspect(token, "checker")).json).not.toHaveProperty("realm_access");
});

test.each([
  ["expired", realm, 301, "the token has not expired"],
  [
    "older than the realm's not-before policy",
    aRealm({ ...draft, notBefore: NOW + 5 }),
    0,
    "the token is not older than the not-before policy",
  ],
  [
    "of a client that is disabled",
    aRealm({ ...draft, clients: [aClient("plain", { enabled: false }), aClient("checker")] }),
    0,
    "the client that the token was issued to is enabled",
  ],
  [
    "of a client that is gone",
    aRealm({ ...draft, clients: [aClient("checker")] }),
    0,
    "the client that the token was issued to is there",
  ],
  [
    "of a user who is disabled",
    aRealm({ ...draft, clients: [aClient("plain", { user: { enabled: false } }), aClient("checker")] }),
    0,
    "the user of the token is enabled",
  ],
  [
    "older than the user's not-before policy",
    aRealm({ ...draft, clients: [aClient("plain", { user: { notBefore: NOW + 5 } }), aClient("checker")] }),
    0,
    "the token is not older than the user's not-before policy",
  ],
])("a token that is %s is inactive, and the trace says so", async (_what, changed, seconds, rule) => {
  const { grant, introspect, change, wait } = aProtocol(realm);
  const token = (await grant({}, "plain")).json["access_token"];
  change(changed);
  wait(seconds);
  const { json, reason } = await introspect(token, "checker");
  expect(json).toEqual({ active: false });
  expect(reason?.rule).toBe(rule);
});

/** Recorded, and asked of Keycloak 26.7.0. */
test.each([
  ["nobody", { form: { token: "x" } }, 401, "invalid_client", "Invalid client or Invalid client credentials"],
  [
    "an unknown client",
    { form: { token: "x" }, headers: basic("nobody") },
    401,
    "invalid_client",
    "Invalid client or Invalid client credentials",
  ],
  [
    "a client with a wrong secret",
    { form: { token: "x" }, headers: basic("checker", "wrong") },
    401,
    "invalid_client",
    "Client authentication failed.",
  ],
  [
    "a client without a secret",
    { form: { token: "x", client_id: "checker" } },
    401,
    "invalid_client",
    "Client authentication failed.",
  ],
  ["a public client", { form: { token: "x", client_id: "page" } }, 403, "invalid_request", "Client not allowed."],
  ["a client without a token", { headers: basic("checker") }, 400, "invalid_request", "Token not provided."],
  [
    "a client with a parameter twice",
    { form: "token=a&token=b", headers: basic("checker") },
    400,
    "invalid_request",
    "duplicated parameter",
  ],
  [
    "a client with an unknown hint",
    { form: { token: "x", token_type_hint: "saml" }, headers: basic("checker") },
    400,
    "invalid_request",
    "Unsupported token type.",
  ],
])("introspection by %s is refused", async (_who, request, status, error, description) => {
  const { introspectionEndpoint } = await import("../../src/protocol/introspection.ts");
  const outcome = await aProtocol(realm).ask(introspectionEndpoint, request);
  expect(refusalOf(outcome)).toEqual([status, error, description]);
  expect(outcome.headers).not.toHaveProperty("Pragma");
  expect(JSON.stringify(outcome.trace)).not.toContain(SECRET);
});

test("userinfo tells who the service account is to those who hold a token with openid", async () => {
  const { grant, userinfo } = aProtocol(realm);
  const { status, json } = await userinfo((await grant({ scope: "openid" }, "other")).json["access_token"]);
  expect(status).toBe(200);
  expect(json).toMatchObject({ sub: "user:other", preferred_username: "service-account-other", email_verified: false });
});

test.each([
  [
    "without openid",
    "plain",
    {},
    "access_token",
    403,
    'error="insufficient_scope", error_description="Missing openid scope"',
  ],
  [
    "with a lightweight token",
    "light",
    { scope: "openid" },
    "access_token",
    401,
    'error="invalid_token", error_description="Lightweight access token not allowed for userinfo endpoint"',
  ],
  [
    "with an ID token",
    "other",
    { scope: "openid" },
    "id_token",
    401,
    'error="invalid_token", error_description="Token verification failed"',
  ],
  [
    "with a refresh token",
    "other",
    { scope: "openid" },
    "refresh_token",
    401,
    'error="invalid_token", error_description="Token verification failed"',
  ],
])("userinfo %s is refused in a header, without a body", async (_how, clientId, more, kind, status, parameters) => {
  const { grant, userinfo } = aProtocol(realm);
  const outcome = await userinfo((await grant(more as Record<string, string>, clientId)).json[kind]);
  expect(outcome.status).toBe(status);
  expect(outcome.headers["WWW-Authenticate"]).toBe(`Bearer realm="test", ${parameters}`);
  expect(outcome.json).toEqual({});
});

test("userinfo without a token asks for one, and with two refuses both", async () => {
  const { userinfoEndpoint } = await import("../../src/protocol/userinfo.ts");
  const { ask } = aProtocol(realm);
  const none = await ask(userinfoEndpoint, { method: "GET" });
  expect([none.status, none.headers["WWW-Authenticate"]]).toEqual([401, 'Bearer realm="test"']);
  const two = await ask(userinfoEndpoint, { form: { access_token: "a" }, headers: { authorization: "Bearer b" } });
  expect([two.status, two.error]).toEqual([400, "invalid_request"]);
});

test("the server drops its oldest sessions before it grows without bound", () => {
  let made = 0;
  const sessions = createSessions(() => `s${++made}`, new ExpiringMap(100));
  const app = compileRealm(realm).findClient("app");
  if (!app) throw new Error("no client app");
  const draft = { userId: "u", kind: "online", notes: new Map<string, string>(), scope: undefined } as const;
  for (let i = 0; i < 101; i++) sessions.create(app, { ...draft, startedAtSeconds: NOW, reuseId: "r" });
  expect(sessions.find("test", "s1")).toBeUndefined();
  expect(sessions.find("test", "s101")).toBeDefined();
  expect(sessions.find("another", "s101")).toBeUndefined();
});

import { expect, test } from "vitest";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { aRole, type ClientDraft, idOf, NOW } from "../support/builders.ts";
import { aProtocol, claimsIn, type Outcome } from "./a-protocol.ts";
import { aSessionRealm } from "./a-session-realm.ts";

const realm = aSessionRealm();
const said = ({ status, description }: Outcome) => (status === 200 ? "good" : description);
const STALE = "Stale token";
const HINT = { token_type_hint: "refresh_token" };

const withUser = (user: object) => aSessionRealm({ users: (realm.users ?? []).map((each) => ({ ...each, ...user })) });
const withApp = (app: Partial<ClientDraft>) => aSessionRealm({}, app);

/** Asked of Keycloak 26.7.0: what becomes of the tokens of before, when something changes. */
const changes: readonly (readonly [string, RealmDocument, Record<string, string | undefined | boolean>])[] = [
  [
    "a not-before policy of the realm",
    aSessionRealm({ notBefore: NOW + 60 }),
    { refresh: STALE, offline: STALE, active: false, userinfo: "Token verification failed" },
  ],
  [
    "a not-before policy of the client",
    withApp({ notBefore: NOW + 60 }),
    { refresh: STALE, offline: STALE, active: false, userinfo: "Token verification failed" },
  ],
  [
    "a not-before policy of the user",
    withUser({ notBefore: NOW + 60 }),
    { refresh: STALE, offline: STALE, active: false, userinfo: "User not valid" },
  ],
  [
    "the user disabled",
    withUser({ enabled: false }),
    { refresh: "User disabled", offline: "User disabled", active: false, userinfo: "User disabled" },
  ],
  [
    "refresh tokens switched off for new ones",
    withApp({ attributes: { "client_credentials.use_refresh_token": "false" } }),
    { refresh: "good", offline: "good", active: true, userinfo: "good" },
  ],
];

test.each(changes)("after %s", async (_what, document, expected) => {
  const { grant, change, refresh, introspect, userinfo, logout } = aProtocol(realm);
  const { json } = await grant({ scope: "openid" });
  const offline = (await grant({ scope: "offline_access" })).json["refresh_token"];
  change(document);
  expect({
    userinfo: said(await userinfo(json["access_token"])),
    active: (await introspect(json["access_token"])).json["active"],
    refresh: said(await refresh(json["refresh_token"])),
    offline: said(await refresh(offline)),
  }).toEqual(expected);
  expect((await introspect(offline, "app", HINT)).json["active"]).toBe(expected["active"]);
  expect((await logout(json["refresh_token"])).status).toBe(204);
});

test("the policy of a realm is looked at before the client of a token, that of a client after it", async () => {
  const { grant, change, refresh } = aProtocol(realm);
  const token = (await grant()).json["refresh_token"];
  change(aSessionRealm({ notBefore: NOW + 60 }));
  expect(said(await refresh(token, {}, "plain"))).toBe(STALE);
  change(withApp({ notBefore: NOW + 60 }));
  expect(said(await refresh(token, {}, "plain"))).toContain("don't match");
});

test("a new token tells the latest of the three policies", async () => {
  const { grant, change } = aProtocol(realm);
  change(aSessionRealm({ notBefore: NOW - 30 }, { notBefore: NOW - 20, user: { notBefore: NOW - 10 } }));
  expect((await grant()).json["not-before-policy"]).toBe(NOW - 10);
});

test("a service-account token without a session is judged by its user in other words", async () => {
  const { grant, change, userinfo } = aProtocol(realm);
  const { json } = await grant({ scope: "openid" }, "plain");
  change(withUser({ enabled: false }));
  expect(said(await userinfo(json["access_token"]))).toBe("user_disabled");
  change(aSessionRealm({ users: [] }));
  expect(said(await userinfo(json["access_token"]))).toBe("user_not_found");
});

test("userinfo asks for openid before it looks at client, policy and revocation", async () => {
  const { grant, change, userinfo, revoke } = aProtocol(realm);
  const { json } = await grant({}, "plain");
  await revoke(json["access_token"], "plain");
  change(aSessionRealm({ notBefore: NOW + 60 }));
  expect(said(await userinfo(json["access_token"]))).toBe("Missing openid scope");
});

test.each([
  ["taken from the service account", withApp({ serviceAccountRoles: [] })],
  ["no scope of the client any more", withApp({ optionalClientScopes: [] })],
])("offline access %s ends offline tokens, and userinfo does not mind", async (_what, document) => {
  const { grant, change, refresh, introspect, userinfo } = aProtocol(realm);
  const { json } = await grant({ scope: "openid offline_access" });
  change(document);
  const withdrawn = "Offline session invalid because offline access not granted anymore";
  expect(said(await refresh(json["refresh_token"]))).toBe(withdrawn);
  expect(said(await refresh(json["refresh_token"]))).toBe(withdrawn);
  expect((await introspect(json["access_token"])).json).toEqual({ active: false });
  expect(said(await userinfo(json["access_token"]))).toBe("good");
});

const NO_CLIENT = "Session doesn't have required client";

/** Asked of Keycloak 26.7.0: settings that were made shorter after a session began, 3 s after it. */
test.each([
  [
    "ssoSessionIdleTimeout",
    aSessionRealm({ ssoSessionIdleTimeout: 1 }),
    "",
    "Session not active",
    "Session not active",
  ],
  [
    "ssoSessionMaxLifespan",
    aSessionRealm({ ssoSessionMaxLifespan: 1 }),
    "",
    "Session not active",
    "Session not active",
  ],
  [
    "offlineSessionIdleTimeout",
    aSessionRealm({ offlineSessionIdleTimeout: 1 }),
    " offline_access",
    "Offline session not active",
    "Offline user session not found",
  ],
  [
    "offlineSessionMaxLifespan",
    aSessionRealm({ offlineSessionMaxLifespanEnabled: true, offlineSessionMaxLifespan: 1 }),
    " offline_access",
    "Offline session not active",
    "Offline user session not found",
  ],
])("by a shorter %s the session expires", async (_setting, document, scope, first, second) => {
  const { grant, change, refresh, introspect, userinfo, revoke, logout, wait } = aProtocol(realm);
  const { json } = await grant({ scope: `openid${scope}` });
  change(document);
  wait(3);
  expect((await introspect(json["access_token"])).json).toEqual({ active: false });
  expect(said(await userinfo(json["access_token"]))).toBe("session_expired");
  expect((await revoke(json["access_token"])).error).toBe("invalid_token");
  expect(said(await refresh(json["refresh_token"]))).toBe(first);
  expect(said(await refresh(json["refresh_token"]))).toBe(second);
  expect((await logout(json["refresh_token"])).status).toBe(204);
});

test.each([
  ["client.session.idle.timeout", withApp({ attributes: { "client.session.idle.timeout": "1" } }), ""],
  ["client.session.max.lifespan", withApp({ attributes: { "client.session.max.lifespan": "1" } }), ""],
  ["clientSessionIdleTimeout", aSessionRealm({ clientSessionIdleTimeout: 1 }), ""],
  [
    "client.offline.session.idle.timeout",
    withApp({ attributes: { "client.offline.session.idle.timeout": "1" } }),
    " offline_access",
  ],
  [
    "client.offline.session.max.lifespan",
    withApp({ attributes: { "client.offline.session.max.lifespan": "1" } }),
    " offline_access",
  ],
])("by a shorter %s the client is out of the session at the next refresh", async (_setting, document, scope) => {
  const { grant, change, refresh, introspect, userinfo, wait } = aProtocol(realm);
  const { json } = await grant({ scope: `openid${scope}` });
  change(document);
  wait(3);
  expect((await introspect(json["access_token"])).json["active"]).toBe(true);
  expect(said(await userinfo(json["access_token"]))).toBe("good");
  expect(said(await refresh(json["refresh_token"]))).toBe("Client session not active");
  expect(said(await refresh(json["refresh_token"]))).toBe(NO_CLIENT);
  expect((await introspect(json["access_token"])).json).toEqual({ active: false });
  expect(said(await userinfo(json["access_token"]))).toBe("user_session_not_found");
});

/** Asked of Keycloak 26.7.0: the same settings, there before the session began. */
test.each([
  ["ssoSessionIdleTimeout", aSessionRealm({ ssoSessionIdleTimeout: 2 }), "", "Token is not active"],
  [
    "offlineSessionIdleTimeout",
    aSessionRealm({ offlineSessionIdleTimeout: 2 }),
    " offline_access",
    "Offline user session not found",
  ],
  [
    "client.offline.session.idle.timeout",
    withApp({ attributes: { "client.offline.session.idle.timeout": "2" } }),
    " offline_access",
    NO_CLIENT,
  ],
])("past its %s a session is gone, although the access token has time left", async (_setting, document, scope, why) => {
  const { grant, refresh, introspect, userinfo, revoke, wait } = aProtocol(document);
  const { json } = await grant({ scope: `openid${scope}` });
  wait(3);
  expect(json["expires_in"]).toBe(300);
  expect(said(await userinfo(json["access_token"]))).toBe("user_session_not_found");
  expect((await introspect(json["access_token"])).json).toEqual({ active: false });
  expect((await revoke(json["access_token"])).error).toBe("invalid_token");
  expect(said(await refresh(json["refresh_token"]))).toBe(why);
  expect(said(await refresh(json["refresh_token"]))).toBe(why);
});

test("a session lives on when its realm's idle time is made longer", async () => {
  const { grant, change, userinfo, refresh, wait } = aProtocol(aSessionRealm({ offlineSessionIdleTimeout: 2 }));
  const { json } = await grant({ scope: "openid offline_access" });
  change(aSessionRealm({ offlineSessionIdleTimeout: 2000 }));
  wait(3);
  expect(said(await userinfo(json["access_token"]))).toBe("good");
  expect(said(await refresh(json["refresh_token"]))).toBe("good");
});

/** What Keycloak 26.7.0 gave: `expires_in` and `refresh_expires_in` of an offline grant. */
test.each([
  [
    "a maximum, the idle time below it",
    { offlineSessionMaxLifespan: 500, offlineSessionIdleTimeout: 300 },
    {},
    300,
    300,
  ],
  [
    "a maximum, the idle time above it",
    { offlineSessionMaxLifespan: 500, offlineSessionIdleTimeout: 1000 },
    {},
    300,
    500,
  ],
  [
    "both of the client's own",
    { offlineSessionMaxLifespan: 500 },
    { "client.offline.session.idle.timeout": "77", "client.offline.session.max.lifespan": "99" },
    99,
    77,
  ],
  ["a client's maximum alone", undefined, { "client.offline.session.max.lifespan": "99" }, 99, 0],
  ["a client's idle time alone", undefined, { "client.offline.session.idle.timeout": "77" }, 300, 0],
])("an offline token with %s", async (_what, settings, attributes, access, refreshing) => {
  const stated = settings ? { offlineSessionMaxLifespanEnabled: true, ...settings } : {};
  const { grant } = aProtocol(aSessionRealm(stated, { attributes }));
  const { json } = await grant({ scope: "offline_access" });
  expect([json["expires_in"], json["refresh_expires_in"]]).toEqual([access, refreshing]);
});

/** Asked of Keycloak 26.7.0: the answer names all, the token what was asked for. */
test.each(["openid", "profile", "offline_access", "openid offline_access", " "])(
  "narrowing an offline token to %j keeps the answer's scope",
  async (scope) => {
    const { grant, refresh } = aProtocol(realm);
    const { json } = await refresh((await grant({ scope: "openid offline_access" })).json["refresh_token"], { scope });
    const words = (text: unknown) => String(text).split(" ").sort();
    expect(words(json["scope"])).toEqual(["offline_access", "openid", "profile"]);
    const asked = scope.split(" ").filter((word) => word !== "" && word !== "profile");
    expect(words(claimsIn(json["access_token"])["scope"])).toEqual([...asked, "profile"].sort());
    expect(claimsIn(json["refresh_token"])).toMatchObject({ typ: "Offline" });
    expect(json).toHaveProperty("id_token");
  },
);

test("the scope of a refresh is looked at before its token", async () => {
  const outcome = await aProtocol(realm).refresh("garbage", { scope: "bogus" });
  expect([outcome.error, outcome.description]).toEqual(["invalid_scope", "Invalid scopes: bogus"]);
});

/** Asked of Keycloak 26.7.0: a refresh token remembers names, and the client's scopes of today count. */
test.each([
  ["an optional scope unlinked later is left out", ["phone"], [], [], [], "profile"],
  ["a default scope linked later is in", [], [], ["phone"], [], "phone profile"],
  ["a default scope made optional later stays in", [], ["phone"], [], ["phone"], "phone profile"],
])("%s", async (_sentence, optional, defaults, defaultsLater, optionalLater, scope) => {
  const linked = (more: string[], asked: string[]) =>
    withApp({ defaultClientScopes: ["basic", "profile", ...more], optionalClientScopes: asked });
  const { grant, change, refresh } = aProtocol(linked(defaults, optional));
  const first = (await grant(optional.length > 0 ? { scope: optional.join(" ") } : {})).json;
  change(linked(defaultsLater, optionalLater));
  const { json } = await refresh(first["refresh_token"]);
  expect(String(json["scope"]).split(" ").sort().join(" ")).toBe(scope);
});

const rotating = (refreshTokenMaxReuse: number) => aSessionRealm({ revokeRefreshToken: true, refreshTokenMaxReuse });

test.each([
  [0, false],
  [1, true],
])("where tokens may be used %i times again, a used one is active by introspection: %s", async (reuse, active) => {
  const { grant, refresh, introspect, wait } = aProtocol(rotating(reuse));
  const used = (await grant()).json["refresh_token"];
  expect((await introspect(used, "app", HINT)).json["active"]).toBe(true);
  wait(2);
  const next = (await refresh(used)).json["refresh_token"];
  expect((await introspect(used, "app", HINT)).json["active"]).toBe(active);
  expect((await introspect(used, "inspector")).json["active"]).toBe(true);
  expect((await introspect(next, "app", HINT)).json["active"]).toBe(true);
  expect(said(await refresh(next))).toBe("good");
});

test("a scope that is refused uses no refresh token up", async () => {
  const { grant, refresh } = aProtocol(rotating(0));
  const token = (await grant()).json["refresh_token"];
  expect((await refresh(token, { scope: "bogus" })).error).toBe("invalid_scope");
  expect(said(await refresh(token))).toBe("good");
  expect(said(await refresh(token))).toBe("Maximum allowed refresh token reuse exceeded");
  expect(said(await refresh(token))).toBe(NO_CLIENT);
});

test("uses before the realm revoked used tokens do not count, and an end stays an end", async () => {
  const { grant, refresh, change, revoke, logout } = aProtocol(realm);
  const { json } = await grant();
  await refresh(json["refresh_token"]);
  change(rotating(0));
  expect(said(await refresh(json["refresh_token"]))).toBe("good");
  expect(said(await refresh(json["refresh_token"]))).toBe("Maximum allowed refresh token reuse exceeded");
  change(realm);
  expect(said(await refresh(json["refresh_token"]))).toBe(NO_CLIENT);
  expect((await revoke(json["refresh_token"])).error).toBe("invalid_token");
  expect((await logout(json["refresh_token"])).status).toBe(204);
  expect(said(await refresh(json["refresh_token"]))).toBe("Session not active");
});

test.each([1, 2])("a clock set back by %i s", async (seconds) => {
  const { grant, refresh, introspect, logout, wait } = aProtocol(realm);
  const { json } = await grant();
  wait(-seconds);
  const early = (await refresh(json["refresh_token"])).json;
  const older = seconds > 1;
  expect(said(await refresh(early["refresh_token"]))).toBe(
    older ? "Refresh token issued before the user session started" : "good",
  );
  expect((await introspect(early["access_token"])).json["active"]).toBe(!older);
  const ended = await logout(early["refresh_token"]);
  expect([ended.status, ended.description]).toEqual(
    older ? [400, "Toked issued before the user session started"] : [204, undefined],
  );
});

test("a clock set far ahead ends every session, and set back again brings none of them back to be refreshed", async () => {
  const { grant, refresh, wait } = aProtocol(realm);
  const token = (await grant({ scope: "offline_access" })).json["refresh_token"];
  wait(40 * 86_400);
  expect(said(await refresh(token))).toBe("Offline user session not found");
  wait(-40 * 86_400);
  expect(said(await refresh(token))).toBe("Offline user session not found");
});

test("sessions go with their client, their user and their realm, and others stay", async () => {
  const other = aSessionRealm({ realm: "other", roles: [aRole("offline_access")] });
  const { grant, refresh, ctx } = aProtocol(realm, other);
  const token = (await grant()).json["refresh_token"];
  ctx.sessions.endWhereGone(() => true);
  ctx.sessions.endWhereGone(() => false, "other");
  expect(said(await refresh(token))).toBe("good");
  ctx.sessions.endWhereGone(({ client, userId }) => {
    expect(client).toBe(idOf("client", "app"));
    return userId === "another user";
  }, "test");
  expect(said(await refresh(token))).toBe("Session not active");
});

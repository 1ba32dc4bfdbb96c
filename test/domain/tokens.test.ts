import { expect, test } from "vitest";
import { buildAccessToken } from "../../src/domain/access-token.ts";
import { buildIdTokenClaims } from "../../src/domain/id-token.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { buildRefreshTokenClaims } from "../../src/domain/refresh-token.ts";
import { buildTokenAnswer } from "../../src/domain/token-answer.ts";
import { buildIntrospected, buildIntrospection, buildUserinfo } from "../../src/domain/token-report.ts";
import recorded from "../parity/golden/01-token.json" with { type: "json" };
import parity from "../parity/realms/parity.json" with { type: "json" };
import { aClient, aRealm, aRole, clientNamed, NOW } from "../support/builders.ts";
import { accessTokenOf, aSession, ISSUER, planOf, someTokenFacts, TOKEN_ID } from "./a-token.ts";

const realm = aRealm({
  roles: [aRole("reader"), aRole("view", { ownerClientId: "orders" })],
  clients: [aClient("app", { serviceAccountRoles: ["reader", "view"] }), aClient("orders")],
});

const withAttributes = (attributes: Record<string, string>): RealmDocument =>
  aRealm({ clients: [aClient("app", { attributes })] });

/** The names up to that one; what mappers add behind it has an order that hangs on the mappers' ids. */
const upTo = (last: string, claims: object): string[] => {
  const names = Object.keys(claims);
  return names.slice(0, names.indexOf(last) + 1);
};

const online = aSession({ kind: "online", id: "session-1" });

test("an access token has the claims of a Keycloak access token, in their order", () => {
  const { claims, header } = accessTokenOf(realm);
  expect(header).toEqual({ alg: "RS256", typ: "JWT" });
  expect(claims).toEqual({
    exp: NOW + 300,
    iat: NOW,
    jti: `trrtcc:${TOKEN_ID}`,
    iss: ISSUER,
    aud: "orders",
    sub: "user:app",
    typ: "Bearer",
    azp: "app",
    acr: "1",
    realm_access: { roles: ["reader"] },
    resource_access: { orders: { roles: ["view"] } },
    scope: "profile email",
    clientHost: "127.0.0.1",
    email_verified: false,
    preferred_username: "service-account-app",
    clientAddress: "127.0.0.1",
    client_id: "app",
  });
  expect(upTo("scope", claims)).toEqual(upTo("scope", recorded.basic.steps[0]?.body.access_token?.payload ?? {}));
});

test.each([
  ["transient", "cc", {}, "trrtcc:"],
  ["online", "cc", {}, "onrtcc:"],
  ["offline", "cc", {}, "ofrtcc:"],
  ["online", "rt", {}, "onrtrt:"],
  ["online", "ro", {}, "onrtro:"],
  ["transient", "cc", { "client.use.lightweight.access.token.enabled": "true" }, "trltcc:"],
] as const)("the id of a %s session's token from %s %o begins with %s", (kind, grantCode, attributes, prefix) => {
  const facts = someTokenFacts({ session: aSession({ kind }), grantCode });
  const { claims, tokenId } = accessTokenOf(withAttributes(attributes), undefined, "app", facts);
  expect(claims["jti"]).toBe(`${prefix}${TOKEN_ID}`);
  expect(tokenId).toBe(TOKEN_ID);
});

test("a token of a session names the session, one without does not", () => {
  expect(accessTokenOf(realm, undefined, "app", someTokenFacts({ session: online })).claims["sid"]).toBe("session-1");
  expect(accessTokenOf(realm).claims).not.toHaveProperty("sid");
});

test.each([
  ["sub comes from the scope basic where there is a session", "online", ["basic"], "user:app"],
  ["sub is missing where there is a session and basic is not linked", "online", [], undefined],
  ["sub needs no scope where there is no session", "transient", [], "user:app"],
] as const)("%s", (_sentence, kind, defaultClientScopes, sub) => {
  const of = aRealm({ clients: [aClient("app", { defaultClientScopes })] });
  const facts = someTokenFacts({ session: aSession({ kind, id: "s" }) });
  expect(accessTokenOf(of, undefined, "app", facts).claims["sub"]).toBe(sub);
});

test.each([
  ["token.response.type.bearer.lower-case", "true", { typ: "bearer" }, "JWT"],
  ["token.response.type.bearer.lower-case", "false", { typ: "Bearer" }, "JWT"],
  ["access.token.header.type.rfc9068", "true", { typ: "Bearer" }, "at+jwt"],
])("the attribute %s=%s makes %o with the header type %s", (name, value, claims, typ) => {
  const token = accessTokenOf(withAttributes({ [name]: value }));
  expect(token.claims).toMatchObject(claims);
  expect(token.header.typ).toBe(typ);
});

test.each([
  ["the client's algorithm wins", { "access.token.signed.response.alg": "ES256" }, "PS512", "ES256"],
  ["the realm's algorithm comes next", {}, "PS512", "PS512"],
  ["a blank attribute is none", { "access.token.signed.response.alg": "" }, "PS512", "PS512"],
  ["RS256 is the last resort", {}, undefined, "RS256"],
])("%s", (_sentence, attributes, defaultSignatureAlgorithm, alg) => {
  const of = aRealm({
    clients: [aClient("app", { attributes })],
    ...(defaultSignatureAlgorithm !== undefined && { defaultSignatureAlgorithm }),
  });
  expect(accessTokenOf(of).header.alg).toBe(alg);
});

test("a lightweight token has the claims that were recorded, in their order", () => {
  const facts = someTokenFacts();
  const { claims } = accessTokenOf(parity as unknown as RealmDocument, undefined, "tk-light", facts);
  expect(Object.keys(claims)).toEqual(Object.keys(recorded.lightweight.steps[0]?.body.access_token?.payload ?? {}));
});

test("an access token is the same for the same facts, and changes nothing that it is made of", () => {
  const plan = planOf(clientNamed(realm, "app"));
  const before = JSON.stringify({ document: realm, roles: [...plan.tokenRoles.realm] });
  expect(buildAccessToken(plan, someTokenFacts()).claims).toEqual(buildAccessToken(plan, someTokenFacts()).claims);
  expect(JSON.stringify({ document: realm, roles: [...plan.tokenRoles.realm] })).toBe(before);
});

test("an ID token is for the client, has a plain id and the hash of the access token", () => {
  const plan = planOf(clientNamed(realm, "app"), "openid");
  const facts = someTokenFacts({ session: online });
  const { claims } = buildAccessToken(plan, facts);
  const id = buildIdTokenClaims(plan, facts, claims, "half-a-hash");
  expect(id).toEqual({
    exp: claims["exp"],
    iat: NOW,
    jti: TOKEN_ID,
    iss: ISSUER,
    aud: "app",
    sub: "user:app",
    typ: "ID",
    azp: "app",
    sid: "session-1",
    at_hash: "half-a-hash",
    acr: "1",
    clientHost: "127.0.0.1",
    email_verified: false,
    preferred_username: "service-account-app",
    clientAddress: "127.0.0.1",
    client_id: "app",
  });
  const { payload } = recorded["refresh-openid"].steps[0]?.body.id_token ?? { payload: {} };
  expect(upTo("acr", id)).toEqual(upTo("acr", payload));
});

test("a refresh token is for the realm and remembers every scope and the access token's audience", () => {
  const plan = planOf(clientNamed(realm, "app"), "openid");
  const facts = someTokenFacts({ session: online });
  const refresh = buildRefreshTokenClaims(
    plan,
    facts,
    { sub: "user:app", aud: "orders" },
    { scope: plan.internalScope },
  );
  expect(refresh).toEqual({
    exp: NOW + 1800,
    iat: NOW,
    jti: TOKEN_ID,
    iss: ISSUER,
    aud: ISSUER,
    sub: "user:app",
    typ: "Refresh",
    azp: "app",
    sid: "session-1",
    scope: "openid web-origins service_account acr roles profile basic email",
    aud_x: "orders",
    prov: "default",
  });
  const { payload } = recorded.refresh.steps[0]?.body.refresh_token ?? { payload: {} };
  expect(Object.keys(refresh)).toEqual(Object.keys(payload));
});

test("an offline token has no end, and a rotating one a mark", () => {
  const plan = planOf(clientNamed(realm, "app"));
  const facts = someTokenFacts({ session: aSession({ kind: "offline", id: "s" }) });
  const offline = buildRefreshTokenClaims(plan, facts, {}, { scope: "offline_access", reuseId: "mark" });
  expect(offline).toMatchObject({ typ: "Offline", reuse_id: "mark" });
  expect(offline).not.toHaveProperty("exp");
  expect(offline).not.toHaveProperty("aud_x");
});

test("an answer without refresh and ID token has the recorded fields in their order", () => {
  const plan = planOf(clientNamed(realm, "app"));
  const answer = buildTokenAnswer(plan, someTokenFacts(), { accessToken: "jwt", accessClaims: { exp: NOW + 300 } });
  expect(answer).toEqual({
    access_token: "jwt",
    expires_in: 300,
    refresh_expires_in: 0,
    token_type: "Bearer",
    "not-before-policy": 0,
    scope: "profile email",
  });
  expect(Object.keys(answer)).toEqual(Object.keys(recorded.basic.steps[0]?.body ?? {}));
});

test("an answer with all tokens has the recorded fields in their order", () => {
  const plan = planOf(clientNamed(realm, "app"), "openid");
  const answer = buildTokenAnswer(plan, someTokenFacts({ session: online }), {
    accessToken: "a",
    accessClaims: { exp: NOW + 300 },
    refreshToken: "r",
    refreshClaims: { exp: NOW + 1800 },
    idToken: "i",
  });
  expect(Object.keys(answer)).toEqual(Object.keys(recorded["refresh-openid"].steps[0]?.body ?? {}));
  expect(answer).toMatchObject({ refresh_expires_in: 1800, session_state: "session-1", scope: "openid profile email" });
});

test("a token without scope names is answered with an empty scope", () => {
  const of = aRealm({ clients: [aClient("app", { defaultClientScopes: [] })] });
  const answer = buildTokenAnswer(planOf(clientNamed(of, "app")), someTokenFacts(), {
    accessToken: "",
    accessClaims: {},
  });
  expect(answer["scope"]).toBe("");
});

test.each([
  ["of the realm", { notBefore: 30 }, {}, {}, 30],
  ["of the client", { notBefore: 30 }, { notBefore: 40 }, {}, 40],
  ["of the user", { notBefore: 30 }, { notBefore: 40 }, { notBefore: 50 }, 50],
])("the latest not-before policy is reported: %s", (_whose, realmMore, clientMore, user, notBefore) => {
  const of = aRealm({ clients: [aClient("app", { ...clientMore, user })], ...realmMore });
  const plan = planOf(clientNamed(of, "app"));
  expect(buildTokenAnswer(plan, someTokenFacts(), { accessToken: "", accessClaims: {} })["not-before-policy"]).toBe(
    notBefore,
  );
});

test("introspection tells the token's own identity and today's claims, and ends in active", () => {
  const plan = planOf(clientNamed(realm, "app"));
  const token = { exp: 1, iat: 2, jti: "j", iss: ISSUER, sub: "user:app", typ: "Bearer", azp: "app", scope: "email" };
  const report = buildIntrospection(
    plan,
    token,
    buildIntrospected(plan, someTokenFacts({ session: aSession({ notes: new Map() }) }), token),
  );
  expect(report).toMatchObject({
    ...token,
    client_id: "app",
    username: "service-account-app",
    token_type: "Bearer",
    active: true,
  });
  expect(Object.keys(report).slice(-4)).toEqual(["client_id", "username", "token_type", "active"]);
  expect(report).not.toHaveProperty("clientHost");
});

test("introspection leaves an empty scope out", () => {
  const plan = planOf(clientNamed(realm, "app"));
  const report = buildIntrospected(plan, someTokenFacts(), { scope: "" });
  expect(report).not.toHaveProperty("scope");
});

test("userinfo tells who the service account is, and no roles", () => {
  const facts = someTokenFacts({ session: aSession({ notes: new Map() }) });
  expect(buildUserinfo(planOf(clientNamed(realm, "app"), "openid"), facts.session)).toEqual({
    sub: "user:app",
    email_verified: false,
    preferred_username: "service-account-app",
  });
});

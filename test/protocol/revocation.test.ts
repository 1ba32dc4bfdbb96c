import { expect, test } from "vitest";
import { revocationEndpoint } from "../../src/protocol/revocation.ts";
import { aProtocol, BASE, basic, type Outcome } from "./a-protocol.ts";
import { aSessionRealm } from "./a-session-realm.ts";

/** What Keycloak 26.7.0 answered when it was asked, where no recorded case of test/parity says it. */
const realm = aSessionRealm({}, { webOrigins: ["https://app.example"] });
const INVALID = [200, "invalid_token", "Invalid token"];
const REVOKED = [200, undefined, undefined];
const said = ({ status, error, description }: Outcome) => [status, error, description];

test("a revoked access token is good for nothing any more, its session and other tokens stay", async () => {
  const { grant, revoke, introspect, userinfo, refresh } = aProtocol(realm);
  const { json } = await grant({ scope: "openid" });
  expect(said(await revoke(json["access_token"]))).toEqual(REVOKED);
  expect((await introspect(json["access_token"])).json).toEqual({ active: false });
  expect((await userinfo(json["access_token"])).description).toBe("Token verification failed");
  expect((await introspect(json["access_token"])).reason?.rule).toBe("the token was not revoked");
  const next = await refresh(json["refresh_token"]);
  expect((await introspect(next.json["access_token"])).json["active"]).toBe(true);
  expect(said(await revoke(json["access_token"]))).toEqual(REVOKED);
});

test.each([
  ["online", "openid", "Session not active"],
  ["offline", "openid offline_access", "Offline user session not found"],
])("a revoked refresh token takes its %s session along, and no other", async (_kind, scope, description) => {
  const { grant, revoke, introspect, userinfo, refresh } = aProtocol(realm);
  const [one, other] = [(await grant({ scope })).json, (await grant({ scope })).json];
  expect(said(await revoke(one["refresh_token"]))).toEqual(REVOKED);
  expect(said(await refresh(one["refresh_token"]))).toEqual([400, "invalid_grant", description]);
  expect((await introspect(one["access_token"])).json).toEqual({ active: false });
  expect((await userinfo(one["access_token"])).description).toBe("user_session_not_found");
  expect((await refresh(other["refresh_token"])).status).toBe(200);
  expect(said(await revoke(one["refresh_token"]))).toEqual(INVALID);
  expect(said(await revoke(one["access_token"]))).toEqual(INVALID);
});

test.each([
  ["garbage", "app", "garbage", INVALID],
  ["an empty token", "app", "", INVALID],
  ["by a public client", "page", "garbage", INVALID],
  ["by a bearer-only client", "bare", "garbage", [400, "invalid_client", "Bearer-only not allowed"]],
])("revoking %s", async (_what, clientId, token, answer) => {
  expect(said(await aProtocol(realm).revoke(token, clientId))).toEqual(answer);
});

test.each([
  ["an ID token", "app", "id_token", [400, "unsupported_token_type", "Unsupported token type"]],
  ["a lower-case bearer", "legacy", "access_token", [400, "unsupported_token_type", "Unsupported token type"]],
])("%s cannot be revoked", async (_what, clientId, member, answer) => {
  const { grant, revoke } = aProtocol(realm);
  const { json } = await grant({ scope: "openid" }, clientId);
  expect(said(await revoke(json[member], clientId))).toEqual(answer);
});

test("no token, a doubled parameter, another's token and a wrong secret are told apart", async () => {
  const { ask, grant, revoke, introspect } = aProtocol(realm);
  const send = (form: [string, string][], secret?: string) =>
    ask(revocationEndpoint, { form, headers: basic("app", secret) });
  const token = String((await grant({}, "plain")).json["access_token"]);
  expect(said(await send([]))).toEqual([400, "invalid_request", "Token not provided"]);
  const twice: [string, string][] = [
    ["token", "a"],
    ["token", "b"],
  ];
  expect(said(await send(twice))).toEqual([400, "invalid_request", "duplicated parameter"]);
  expect(said(await revoke(token))).toEqual([400, "invalid_request", "Unmatching clients"]);
  expect(said(await send([["token", token]], "wrong")).slice(0, 2)).toEqual([401, "unauthorized_client"]);
  expect((await introspect(token, "inspector")).json["active"]).toBe(true);
});

test("an expired token can be revoked, and one that was issued under another address", async () => {
  const { grant, revoke, refresh, token, wait } = aProtocol(realm);
  const { json } = await grant({}, "plain");
  wait(301);
  expect(said(await revoke(json["access_token"], "plain"))).toEqual(REVOKED);
  const ask = { form: { grant_type: "client_credentials" }, headers: basic("app"), baseUrl: "http://elsewhere" };
  const other = (await token(ask)).json["refresh_token"];
  expect(said(await revoke(other))).toEqual(REVOKED);
  expect((await refresh(other)).description).toBe(`Invalid token issuer. Expected '${BASE}/realms/test'`);
});

test.each([
  ["with a session: it is revoked", "app", REVOKED],
  ["without one: it counts as unknown", "plain", INVALID],
])("the token of a disabled user %s", async (_what, clientId, answer) => {
  const { grant, revoke, change } = aProtocol(realm);
  const { json } = await grant({}, clientId);
  change({ ...realm, users: (realm.users ?? []).map((user) => ({ ...user, enabled: false })) });
  expect(said(await revoke(json["access_token"], clientId))).toEqual(answer);
});

test("a token older than a not-before policy can be revoked", async () => {
  const { grant, revoke, change, ctx } = aProtocol(realm);
  const { json } = await grant();
  change({ ...realm, notBefore: ctx.nowSeconds() + 60 });
  expect(said(await revoke(json["access_token"]))).toEqual(REVOKED);
  expect(said(await revoke(json["refresh_token"]))).toEqual(REVOKED);
});

test.each([
  ["https://app.example", "garbage", INVALID, "https://app.example"],
  ["https://evil.example", "garbage", [403, "Invalid origin", undefined], undefined],
  ["", "garbage", [403, "Invalid origin", undefined], undefined],
])("a page of %s", async (origin, token, answer, allowed) => {
  const outcome = await aProtocol(realm).revoke(token, "app", { headers: { ...basic("app"), origin } });
  expect([said(outcome), outcome.headers["Access-Control-Allow-Origin"]]).toEqual([answer, allowed]);
});

test("with a wrong secret any page may read the refusal, which no cache is told to keep away", async () => {
  const headers = { ...basic("app", "wrong"), origin: "https://evil.example" };
  const outcome = await aProtocol(realm).revoke("garbage", "app", { headers });
  expect([outcome.status, outcome.headers["Access-Control-Allow-Origin"]]).toEqual([401, "https://evil.example"]);
  expect(outcome.headers).not.toHaveProperty("Cache-Control");
});

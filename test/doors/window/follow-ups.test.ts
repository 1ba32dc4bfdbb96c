import { afterAll, expect, test } from "vitest";
import type { CallExchange, Discovery } from "../../../src/contract/index.ts";
import { aServer } from "../../protocol/a-server.ts";
import { aSessionRealm } from "../../protocol/a-session-realm.ts";
import { SECRET } from "../../support/builders.ts";
import { aWindow } from "../../workbench/a-window.ts";
import { aPeer, closePeers, http } from "../a-peer.ts";

const server = await aServer({
  realm: aSessionRealm({}, { attributes: { "standard.token.exchange.enabled": "true" } }),
});
const issuer = `${server.baseUrl}/realms/test`;
const window = aWindow(server);
afterAll(async () => {
  closePeers();
  await server.stop();
});

const proof = { method: "client_secret_basic", secret: SECRET };
const app = { issuer, clientId: "app", proof };

async function tokens(more: object = {}): Promise<{ accessToken: string; refreshToken: string }> {
  const { answer } = await window.call<CallExchange>("POST", "/calls", { ...app, ...more });
  return {
    accessToken: String(answer.answer?.["access_token"]),
    refreshToken: String(answer.answer?.["refresh_token"]),
  };
}

const go = (what: object, more: object = {}) =>
  window.call<CallExchange>("POST", "/calls/follow-up", { ...app, ...more, what });

const referencesOf = ({ requestParts, responseParts }: CallExchange) =>
  [...requestParts, ...responseParts].map(({ reference }) => reference);

test("the discovery document's further addresses are named", async () => {
  const { answer } = await window.call<Discovery>("POST", "/calls/discovery", { issuer });
  const at = `${issuer}/protocol/openid-connect`;
  expect(answer).toMatchObject({
    introspectionUrl: `${at}/token/introspect`,
    userinfoUrl: `${at}/userinfo`,
    revocationUrl: `${at}/revoke`,
    endSessionUrl: `${at}/logout`,
  });
});

test("an access token is renewed, and the new one is read and explained", async () => {
  const { refreshToken } = await tokens();
  const { answer } = await go({ kind: "refresh", refreshToken, scope: "basic" });
  expect([answer.status, answer.refused]).toEqual([200, null]);
  expect(answer.tokens.map(({ kind, signature }) => [kind, signature.verdict])).toEqual([
    ["access_token", "valid"],
    ["refresh_token", "valid"],
  ]);
  expect(answer.explanation?.clientScopes.some(({ granted }) => granted)).toBe(true);
  expect(referencesOf(answer)).toContain("RFC 6749 §6");
});

test("a token is active until it is revoked, and then no more", async () => {
  const { accessToken } = await tokens();
  const before = await go({ kind: "introspect", token: accessToken });
  expect(before.answer.answer).toMatchObject({ active: true, client_id: "app" });
  expect(before.answer.responseParts.find(({ part }) => part === "active")?.reference).toBe("RFC 7662 §2.2");
  const revoked = await go({ kind: "revoke", token: accessToken });
  expect([revoked.answer.status, revoked.answer.refused]).toEqual([200, null]);
  expect(referencesOf(revoked.answer)).toContain("RFC 7009 §2.1");
  const after = await go({ kind: "introspect", token: accessToken });
  expect(after.answer.answer).toEqual({ active: false });
  expect(after.answer.trace.some(({ outcome }) => outcome === "failed")).toBe(true);
});

test("userinfo is asked with the token alone", async () => {
  const { accessToken } = await tokens({ scope: "openid" });
  const { answer } = await go({ kind: "userinfo", accessToken });
  expect([answer.status, answer.refused]).toEqual([200, null]);
  expect(answer.answer).toMatchObject({ preferred_username: "service-account-app" });
  expect(answer.requestText).toMatch(/^GET .*\/userinfo HTTP\/1.1\r\n/);
  expect(answer.requestText).not.toContain("Content-Length");
  expect(answer.curl).toContain('"Authorization: Bearer $ACCESS_TOKEN"');
});

test("userinfo without openid is refused with the words of the challenge", async () => {
  const { accessToken } = await tokens();
  const { answer } = await go({ kind: "userinfo", accessToken });
  expect(answer.status).toBe(403);
  expect(answer.refused).toMatchObject({ error: "insufficient_scope", description: "Missing openid scope" });
});

test("userinfo that the issuer signs is read as a token, its signature verified", async () => {
  const signing = await aServer({
    realm: aSessionRealm({}, { attributes: { "user.info.response.signature.alg": "RS256" } }),
  });
  const there = { ...app, issuer: `${signing.baseUrl}/realms/test` };
  const call = aWindow(signing).call<CallExchange>;
  const token = (await call("POST", "/calls", { ...there, scope: "openid" })).answer.answer?.["access_token"];
  const { answer } = await call("POST", "/calls/follow-up", {
    ...there,
    what: { kind: "userinfo", accessToken: token },
  });
  await signing.stop();
  expect(answer.tokens.map(({ kind, signature }) => [kind, signature.verdict])).toEqual([["userinfo", "valid"]]);
  expect(answer.tokens[0]?.claims).toMatchObject({ aud: "app", preferred_username: "service-account-app" });
});

test("after a logout the refresh token is good no more", async () => {
  const { refreshToken } = await tokens();
  const { answer } = await go({ kind: "logout", refreshToken });
  expect([answer.status, answer.refused]).toEqual([204, null]);
  const refused = await go({ kind: "refresh", refreshToken });
  expect([refused.answer.status, refused.answer.refused?.error]).toEqual([400, "invalid_grant"]);
});

test("a token is exchanged for another one", async () => {
  const { accessToken } = await tokens();
  const { answer } = await go({ kind: "exchange", subjectToken: accessToken });
  expect([answer.refused, answer.status]).toEqual([null, 200]);
  expect(answer.tokens.map(({ kind }) => kind)).toContain("access_token");
  expect(referencesOf(answer)).toContain("RFC 8693 §2.1");
});

test("a resource is called with the token, by any method", async () => {
  const seen: string[] = [];
  const url = `${await aPeer(http("200 OK", '{"orders":[]}'), seen)}/orders?state=open`;
  const { accessToken } = await tokens();
  const { answer } = await go({ kind: "resource", accessToken, url, method: "DELETE" }, { headers: [["X-Id", "7"]] });
  expect([answer.status, answer.answer, answer.refused]).toEqual([200, { orders: [] }, null]);
  expect(seen[0]).toMatch(/^DELETE \/orders\?state=open HTTP\/1.1\r\n/);
  expect(seen[0]).toContain(`Authorization: Bearer ${accessToken}\r\n`);
  expect(seen[0]).toContain("X-Id: 7\r\n");
});

test.each([
  [
    "401 Unauthorized",
    'WWW-Authenticate: Bearer realm="orders", error="invalid_token", error_description="The token \\"x\\" has expired"\r\n',
    { error: "invalid_token", description: 'The token "x" has expired' },
    "RFC 6750 §3.1",
  ],
  [
    "403 Forbidden",
    'WWW-Authenticate: Bearer error="insufficient_scope", scope="orders"\r\n',
    { error: "insufficient_scope", description: "" },
    "RFC 6750 §3.1",
  ],
  ["401 Unauthorized", "WWW-Authenticate: Basic realm=x\r\n", { error: "401 Unauthorized" }, "WWW-Authenticate says"],
  ["503 Service Unavailable", "", { error: "503 Service Unavailable" }, "cannot answer just now"],
])("a resource's %s is told by its challenge %s", async (status, header, told, meaning) => {
  const url = await aPeer(http(status, "", header));
  const { answer } = await go({ kind: "resource", accessToken: "opaque", url });
  expect(answer.refused).toMatchObject(told);
  expect(answer.refused?.meaning).toContain(meaning);
});

test("an answer with a token of somebody else makes us ask nobody for its keys", async () => {
  const asked: string[] = [];
  const elsewhere = await aPeer(http("200 OK", "{}"), asked);
  const part = (json: object) => Buffer.from(JSON.stringify(json)).toString("base64url");
  const token = `${part({ alg: "RS256", kid: "k" })}.${part({ iss: `${elsewhere}/inside` })}.c2ln`;
  const url = await aPeer(http("200 OK", JSON.stringify({ access_token: token })));
  const { answer } = await go({ kind: "resource", accessToken: "t", url });
  expect(answer.tokens[0]?.signature).toMatchObject({ verdict: "unverified", reason: "Nobody was asked for keys" });
  expect(asked).toEqual([]);
});

test("tokens in a request are shown without what makes them good", async () => {
  const { accessToken, refreshToken } = await tokens({ scope: "openid" });
  const steps = [
    { kind: "introspect", token: accessToken },
    { kind: "userinfo", accessToken },
    { kind: "exchange", subjectToken: accessToken },
    { kind: "revoke", token: refreshToken },
  ];
  for (const what of steps) {
    const { requestText, requestParts, curl } = (await go(what)).answer;
    const shown = JSON.stringify([requestText, requestParts, curl]);
    for (const token of [accessToken, refreshToken]) expect(shown).not.toContain(token.split(".")[2]);
    expect(requestText).toContain("••••••••");
  }
});

test("an issuer that names no such endpoint is told, and nothing is sent", async () => {
  const bare = await aPeer(http("200 OK", '{"token_endpoint":"http://127.0.0.1:9/"}'));
  const { status, refusal } = await go({ kind: "revoke", token: "opaque" }, { issuer: bare });
  expect([status, refusal]).toEqual([
    422,
    {
      error: "The issuer's discovery document names no revocation_endpoint, so that cannot be asked of it",
      field: "issuer",
    },
  ]);
});

test.each([
  ["no step", undefined],
  ["a step that nobody knows", { kind: "dance" }],
  ["a step without its token", { kind: "introspect" }],
  ["an empty token", { kind: "introspect", token: "" }],
  ["a token of another step", { kind: "refresh", token: "x" }],
  ["a resource that is no address", { kind: "resource", accessToken: "x", url: "ftp://x" }],
  ["a method that is none", { kind: "resource", accessToken: "x", url: "http://127.0.0.1:9", method: "get /" }],
])("a follow-up with %s is refused with the reason", async (_what, what) => {
  const { status, refusal } = await window.call("POST", "/calls/follow-up", { ...app, what });
  expect([status, typeof refusal.error]).toEqual([400, "string"]);
});

test("a token with a line break cannot break the head in two", async () => {
  const { status, refusal } = await go({ kind: "userinfo", accessToken: "a\r\nX-B: c" });
  expect([status, refusal.field]).toEqual([422, "what.accessToken"]);
});

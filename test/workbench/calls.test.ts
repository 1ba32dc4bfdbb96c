import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterAll, expect, test } from "vitest";
import type { AnswerOf, CallExchange, Discovery, sendCall, showCall, writeCall } from "../../src/contract/index.ts";
import { aPeer, closePeers, http } from "../doors/a-peer.ts";
import { aServer } from "../protocol/a-server.ts";
import { publicHalf, testKey } from "../support/assertions.ts";
import { aClient, aRealm, aRole, idOf, NOW, SECRET } from "../support/builders.ts";
import { aWindow } from "./a-window.ts";

const signed = (authenticator: string, attributes: Record<string, string> = {}) => ({
  clientAuthenticatorType: authenticator,
  attributes,
});
const jwks = JSON.stringify({ keys: [publicHalf(testKey("rsa-a"))] });
const realm = aRealm({
  roles: [aRole("reader")],
  clients: [
    aClient("app", { serviceAccountRoles: ["reader"] }),
    aClient("spaces & co", { secret: "a:b c%d&e" }),
    aClient("hmac", signed("client-secret-jwt")),
    aClient("rsa", signed("client-jwt", { "use.jwks.string": "true", "jwks.string": jwks })),
    aClient("kept", {
      ...signed("client-jwt", {
        "use.jwks.string": "true",
        "jwks.string": jwks,
        "jwt.credential.private.key": JSON.stringify(testKey("rsa-a")),
      }),
    }),
  ],
});
const server = await aServer({ realm });
const issuer = `${server.baseUrl}/realms/test`;
const window = aWindow(server);
afterAll(async () => {
  closePeers();
  await server.stop();
});

const basic = { method: "client_secret_basic", secret: SECRET };
const send = (more: object = {}) =>
  window.call<AnswerOf<typeof sendCall>>("POST", "/calls", { issuer, clientId: "app", proof: basic, ...more });
const show = (more: object = {}) =>
  window.call<AnswerOf<typeof showCall>>("POST", "/calls/show", { issuer, clientId: "app", proof: basic, ...more });

test("an issuer's discovery document is read, and its addresses are named", async () => {
  const { answer } = await window.call<Discovery>("POST", "/calls/discovery", { issuer });
  expect(answer).toMatchObject({
    url: `${issuer}/.well-known/openid-configuration`,
    issuer,
    tokenUrl: `${issuer}/protocol/openid-connect/token`,
    jwksUrl: `${issuer}/protocol/openid-connect/certs`,
    problems: [],
  });
  expect(answer.authenticationMethods).toContain("private_key_jwt");
});

test.each([
  [
    "names another issuer",
    http("200 OK", '{"issuer":"https://other.example"}'),
    /calls itself https:\/\/other.example/,
  ],
  ["names no token endpoint", http("200 OK", "{}"), /token_endpoint is missing/],
])("a discovery document that %s is told about", async (_what, answer, problem) => {
  const discovered = await window.call<Discovery>("POST", "/calls/discovery", { issuer: await aPeer(answer) });
  expect(discovered.answer.problems.join()).toMatch(problem);
});

test.each([
  [
    "a redirect",
    http("302 Found", "", "Location: http://elsewhere.example/\r\n"),
    /answered 302, a redirect, which is not/,
  ],
  ["no page", http("404 Not Found", ""), /answered 404/],
  ["no JSON", http("200 OK", "<html>"), /something else than a JSON object/],
  ["no HTTP", "SSH-2.0-OpenSSH_9.6\r\n", /does not answer with HTTP/],
])("an issuer that answers with %s is refused with the reason", async (_what, answer, reason) => {
  const discovered = await window.call("POST", "/calls/discovery", { issuer: await aPeer(answer) });
  expect([discovered.status, discovered.refusal.error]).toEqual([502, expect.stringMatching(reason)]);
});

test.each([
  ["http://127.0.0.1:9", /nothing listens at 127.0.0.1:9.*ECONNREFUSED/],
  ["http://nowhere.invalid", /no address is known|could not be looked up/],
])("%s cannot be reached, and the person is told why", async (unreached, reason) => {
  const { status, refusal } = await send({ issuer: unreached });
  expect([status, refusal.error]).toEqual([502, expect.stringMatching(reason)]);
});

test("the bytes of an answer stand beside its text where that cannot tell them", async () => {
  const bytes = Buffer.concat([Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"), Buffer.from([0xff, 0xfe])]);
  const peer = createServer((socket) => void socket.once("data", () => socket.end(bytes))).listen(0, "127.0.0.1");
  await once(peer, "listening");
  const { port } = peer.address() as AddressInfo;
  const { answer } = await send({ tokenUrl: `http://127.0.0.1:${port}/` });
  peer.close();
  expect(Buffer.from(answer.responseBytes, "base64")).toEqual(bytes);
});

test("a call goes over a real socket, and is judged, timed and explained", async () => {
  const { answer } = await send({ scope: "openid" });
  expect([answer.status, answer.refused]).toEqual([200, null]);
  expect(answer.timings).toMatchObject({ dnsMs: null, tlsMs: null });
  expect(answer.timings.totalMs).toBeGreaterThan(0);
  expect(answer.responseBytes).toBe(""); // the text tells them all
  expect(answer.trace.every(({ outcome }) => outcome !== "failed")).toBe(true);
  expect(answer.explanation?.roles.find(({ name }) => name === "reader")).toMatchObject({ inToken: true });
  expect(answer.tokens.map(({ kind, signature }) => [kind, signature.verdict])).toEqual([
    ["access_token", "valid"],
    ["id_token", "valid"],
  ]);
});

test("the request and the answer are told part by part, with the place where it is written", async () => {
  const { requestParts, responseParts } = (await send()).answer;
  expect(requestParts.find(({ part }) => part === "grant_type=client_credentials")?.reference).toBe("RFC 6749 §4.4");
  expect(requestParts.find(({ part }) => part === "Authorization: Basic")?.reference).toBe("RFC 6749 §2.3.1");
  expect(responseParts.find(({ part }) => part === "Cache-Control")?.reference).toBe("RFC 6749 §5.1");
  expect(responseParts.find(({ part }) => part === "expires_in")?.reference).toBe("RFC 6749 §5.1");
});

const rsa = { method: "private_key_jwt", key: JSON.stringify(testKey("rsa-a")) };
const picked = (name: string) => ({ client: { realm: "test", id: idOf("client", name) }, clientId: name });

test.each([
  ["the secret in the header", { proof: basic }],
  ["the secret in the form", { proof: { method: "client_secret_post", secret: SECRET } }],
  ["a secret and an id that must be encoded", { clientId: "spaces & co", proof: { ...basic, secret: "a:b c%d&e" } }],
  ["the secret of the workspace", { ...picked("app"), proof: { method: "client_secret_basic" } }],
  ["an assertion signed with the secret", { clientId: "hmac", proof: { method: "client_secret_jwt", secret: SECRET } }],
  [
    "an assertion by another algorithm",
    { clientId: "hmac", proof: { method: "client_secret_jwt", secret: SECRET, algorithm: "HS512" } },
  ],
  ["an assertion signed with a JWK", { clientId: "rsa", proof: rsa }],
  ["an assertion signed with the key of the workspace", { ...picked("kept"), proof: { method: "private_key_jwt" } }],
  ["an assertion with further claims", { clientId: "rsa", proof: { ...rsa, claims: { team: "blue", nbf: null } } }],
])("a client proves itself by %s", async (_how, more) => {
  const { answer, refusal } = await send(more);
  expect([refusal.error, answer.status, answer.refused]).toEqual([undefined, 200, null]);
});

test.each([
  ["expired", { exp: NOW - 100, iat: NOW - 200 }, /expired \(exp\)/],
  ["without an id", { jti: null }, /has an id \(jti\)/],
  ["for somebody else", { aud: "https://other.example" }, /is for this realm \(aud\)/],
])("an assertion can be made %s, and the check that fails is named", async (_how, claims, rule) => {
  const { answer } = await send({ clientId: "rsa", proof: { ...rsa, claims } });
  expect([answer.status, answer.refused?.meaning]).toEqual([400, expect.stringMatching(rule)]);
});

test("a key in PEM signs, and one that the client did not register is refused", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = privateKey.export({ type: "pkcs8", format: "pem" });
  const { answer } = await send({
    clientId: "rsa",
    proof: { method: "private_key_jwt", key, kid: testKey("rsa-a").kid },
  });
  expect(answer.refused?.meaning).toContain("the client's key signed the assertion");
});

test.each([
  ["no secret", { proof: { method: "client_secret_basic" } }, "A client secret is needed"],
  ["no key", { proof: { method: "private_key_jwt" } }, "A private key is needed"],
  ["a key that is none", { proof: { method: "private_key_jwt", key: "nonsense" } }, "this is no private key"],
  ["an algorithm of another kind", { proof: { ...rsa, algorithm: "HS256" } }, "HS256 signs with a secret"],
  ["a header with a line break", { headers: [["X-A", "b\r\nX-C: d"]] }, "use the raw mode"],
])("a call with %s is not sent, and the reason is told", async (_what, more, reason) => {
  const { status, refusal } = await send(more);
  expect([status, refusal.error]).toEqual([422, expect.stringContaining(reason)]);
});

test("what proves the client is masked wherever it is shown", async () => {
  const shown = [
    await show(),
    await show({ proof: { method: "client_secret_post", secret: SECRET } }),
    await show({ parameters: [["api_secret", SECRET]], headers: [["Authorization", SECRET]] }),
    await show({ proof: { method: "client_secret_jwt", secret: SECRET } }),
  ];
  const text = JSON.stringify(shown.map(({ answer }) => answer));
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain(Buffer.from(`app:${SECRET}`).toString("base64"));
  expect(text).toContain("••••••••");
});

test("further parameters and headers go along, and a header that is said anew takes the usual one's place", async () => {
  const seen: string[] = [];
  const peer = await aPeer(http("200 OK", "{}"), seen);
  await send({
    tokenUrl: `${peer}/token`,
    parameters: [["resource", "https://api.example/"]],
    headers: [
      ["X-Request-Id", "42"],
      ["accept", "*/*"],
    ],
  });
  const [request = ""] = seen;
  expect(request).toContain("resource=https%3A%2F%2Fapi.example%2F");
  expect(request).toContain("X-Request-Id: 42\r\n");
  expect(request.match(/^accept: .*$/gim)).toEqual(["accept: */*"]);
});

test("a redirect of the token endpoint is shown and not followed", async () => {
  const seen: string[] = [];
  const elsewhere = await aPeer(http("200 OK", "{}"), seen);
  const peer = await aPeer(http("307 Temporary Redirect", "", `Location: ${elsewhere}/\r\n`));
  const { answer } = await send({ tokenUrl: `${peer}/token` });
  expect(answer.status).toBe(307);
  expect(answer.refused?.meaning).toContain(`sends the caller to ${elsewhere}/. That is not followed`);
  expect(seen).toEqual([]);
});

test("an answer that is no OAuth is told as what it is", async () => {
  const page = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html\r\n\r\n<h1>Sorry</h1>";
  const { answer } = await send({ tokenUrl: await aPeer(page) });
  expect(answer.refused).toMatchObject({ error: "503 Service Unavailable" });
  expect(answer.refused?.meaning).toContain("With it came a web page");
});

test("an answer in chunks over a connection that stays open is read to its end", async () => {
  const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n3\r\n 1}\r\n0\r\n\r\n';
  expect((await send({ tokenUrl: await aPeer(chunked) })).answer.answer).toEqual({ a: 1 });
});

test("a call is written out to be edited, as it is sent, and reads the same when it is sent raw", async () => {
  const written = await window.call<AnswerOf<typeof writeCall>>("POST", "/calls/write", {
    issuer,
    clientId: "app",
    proof: basic,
  });
  const { url, text } = written.answer;
  expect(text).toContain(`Authorization: Basic ${Buffer.from(`app:${SECRET}`).toString("base64")}`);
  const { answer } = await window.call<CallExchange>("POST", "/calls/raw", { url, text });
  expect([answer.status, answer.tokens.map(({ kind }) => kind)]).toEqual([200, ["access_token"]]);
});

test("in the raw mode every byte is the caller's", async () => {
  const seen: string[] = [];
  const peer = await aPeer(http("418 I'm a teapot", ""), seen);
  const text = "BREW /pot HTCPCP/1.0\nAccept-Additions: milk\n\n";
  const { answer } = await window.call<CallExchange>("POST", "/calls/raw", { url: peer, text });
  expect([seen[0], answer.status, answer.requestText]).toEqual([text, 418, text]);
});

test("a raw request to a realm here is judged as any other", async () => {
  const url = `${issuer}/protocol/openid-connect/token`;
  const text = `POST ${new URL(url).pathname} HTTP/1.1\r\nHost: ${new URL(url).host}\r\nContent-Length: 0\r\n\r\n`;
  const { answer } = await window.call<CallExchange>("POST", "/calls/raw", { url, text });
  expect(answer.trace.map(({ rule, outcome }) => [rule, outcome])).toContainEqual(["grant_type is there", "failed"]);
});

test("a call that is under way can be cancelled", async () => {
  const id = "11111111-1111-4111-8111-111111111111";
  const seen: string[] = [];
  const sent = send({ id, tokenUrl: await aPeer("", seen) });
  await expect.poll(() => seen.length).toBe(1);
  const cancelled = await window.call("POST", `/calls/${id}/cancel`, {});
  expect(cancelled.answer).toEqual({ cancelled: true });
  expect((await sent).refusal.error).toBe("The call was cancelled");
  expect((await window.call("POST", `/calls/${id}/cancel`, {})).answer).toEqual({ cancelled: false });
});

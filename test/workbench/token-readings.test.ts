import { createServer, type Server } from "node:http";
import { importJWK, type JWK, SignJWT } from "jose";
import { afterAll, expect, test } from "vitest";
import type { AnswerOf, readToken } from "../../src/contract/index.ts";
import { aServer, post } from "../protocol/a-server.ts";
import { publicHalf, testKey } from "../support/assertions.ts";
import { aClient, aRealm, NOW, SECRET } from "../support/builders.ts";
import { aWindow } from "./a-window.ts";

const server = await aServer({ realm: aRealm({ clients: [aClient("app")] }) });
const issuer = `${server.baseUrl}/realms/test`;
const window = aWindow(server);
const read = (jwt: string, more: object = { ask: true }) =>
  window.call<AnswerOf<typeof readToken>>("POST", "/tokens/read", { jwt, ...more });

/** Another vendor's issuer: a discovery document and keys. */
let keys: JWK[] = [publicHalf(testKey("rsa-a")), publicHalf(testKey("ec-a"))];
const seen: string[] = [];
const elsewhere: Server = createServer((request, response) => {
  seen.push(request.url ?? "");
  const known = request.url === "/keys" ? { keys } : { issuer: foreign, jwks_uri: `${foreign}/keys` };
  response.setHeader("content-type", "application/json").end(JSON.stringify(known));
});
await new Promise<void>((listening) => elsewhere.listen(0, "127.0.0.1", listening));
const foreign = `http://127.0.0.1:${(elsewhere.address() as { readonly port: number }).port}`;
afterAll(async () => {
  elsewhere.close();
  await server.stop();
});

const aForeignToken = async (alg = "RS256", key = testKey("rsa-a"), header: object = {}) =>
  new SignJWT({ iss: foreign, sub: "app", aud: "api", iat: NOW, exp: NOW + 60 })
    .setProtectedHeader({ alg, ...(key.kid !== undefined && { kid: key.kid }), ...header })
    .sign(await importJWK({ ...key, alg }, alg));

const token = async () => {
  const form = { grant_type: "client_credentials", client_id: "app", client_secret: SECRET };
  return (await post(server.tokenUrl, form)).json.access_token as string;
};

test("a token of a realm here is told with the way it came to be", async () => {
  const { answer } = await read(await token(), { issuer });
  expect(answer.signature).toMatchObject({ verdict: "valid", algorithm: "RS256" });
  expect(answer.checks.map(({ outcome }) => outcome)).not.toContain("failed");
  expect(answer.trace.length).toBeGreaterThan(3);
  expect(answer.explanation?.claims.find(({ path }) => path[0] === "azp")).toBeDefined();
});

test("a token that was pasted with Bearer before it, or with line breaks about it, is read", async () => {
  expect((await read(`\n Bearer ${await token()}\n`)).answer.signature.verdict).toBe("valid");
});

test("a token of another issuer is verified by the keys that it publishes", async () => {
  const { answer } = await read(await aForeignToken(), { audience: "api", ask: true });
  expect(answer.signature).toMatchObject({
    verdict: "valid",
    reason: `Signed with RS256 by the key ${testKey("rsa-a").kid} of the issuer's JWKS`,
  });
  expect([answer.trace, answer.explanation]).toEqual([[], null]);
});

test.each([
  [
    "a key that the issuer does not publish",
    async () => aForeignToken("RS256", testKey("rsa-b")),
    "invalid",
    /no signature key/,
  ],
  [
    "another key under the name of one",
    async () => aForeignToken("RS256", testKey("rsa-b"), { kid: testKey("rsa-a").kid }),
    "invalid",
    /not that of the key/,
  ],
  [
    "an algorithm for another kind of key",
    async () => aForeignToken("RS256", testKey("rsa-a"), { kid: testKey("ec-a").kid }),
    "invalid",
    /header says RS256, but the key/,
  ],
  [
    "no kid where there are several keys",
    async () => aForeignToken("RS256", testKey("rsa-a"), { kid: undefined }),
    "invalid",
    /names no kid/,
  ],
  [
    "a part that was changed",
    async () => (await aForeignToken()).replace(/\.([^.]+)$/, (_all, end: string) => `.${end.slice(4)}AAAA`),
    "invalid",
    /was changed/,
  ],
] as const)("a signature by %s is not valid, and the reason is told", async (_what, make, verdict, reason) => {
  const { signature, checks } = (await read(await make())).answer;
  expect([signature.verdict, signature.reason]).toEqual([verdict, expect.stringMatching(reason)]);
  expect(checks[0]).toMatchObject({ check: "signature", outcome: "failed" });
});

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

test("a token that nobody signed is not valid, and one signed with a secret is nobody's to verify", async () => {
  const none = `${encoded({ alg: "none" })}.${encoded({ iss: foreign })}.`;
  expect((await read(none)).answer.signature).toMatchObject({
    verdict: "invalid",
    reason: expect.stringMatching(/anybody/),
  });
  const hmac = `${encoded({ alg: "HS256" })}.${encoded({ iss: foreign })}.AAAA`;
  expect((await read(hmac)).answer.signature.verdict).toBe("unverified");
});

test("a key that was turned over since is told as that", async () => {
  const former = keys;
  const jwt = await aForeignToken();
  keys = [publicHalf(testKey("rsa-b"))];
  const { signature } = (await read(jwt)).answer;
  keys = former;
  expect(signature.reason).toContain("it was changed since, or another issuer signed");
});

test("only iss says where the keys are; addresses in the header are not asked", async () => {
  const header = { jku: "http://127.0.0.1:9/keys", x5u: "http://127.0.0.1:9/", jwk: publicHalf(testKey("rsa-b")) };
  const forged = await aForeignToken("RS256", testKey("rsa-b"), header);
  expect((await read(forged)).answer.signature.verdict).toBe("invalid");
});

test("an issuer that only the token names is not asked before a person lets it, and then as long as the server runs", async () => {
  await using fresh = await aServer({ realm: aRealm({ clients: [aClient("app")] }) });
  const readThere = async (more: object) =>
    (await aWindow(fresh).call<AnswerOf<typeof readToken>>("POST", "/tokens/read", more)).answer;
  const jwt = await aForeignToken();
  seen.length = 0;
  const { signature, checks } = await readThere({ jwt });
  expect(signature).toMatchObject({ verdict: "unverified", unasked: foreign });
  expect(signature.reason).toContain("only the token itself says");
  expect(checks[0]).toMatchObject({ check: "signature", outcome: "noted" });
  expect(seen).toEqual([]);
  expect((await readThere({ jwt, ask: true })).signature.verdict).toBe("valid");
  expect(seen).toEqual(["/.well-known/openid-configuration", "/keys"]);
  const again = (await readThere({ jwt })).signature;
  expect([again.verdict, again.unasked]).toEqual(["valid", undefined]);
});

test.each([
  ["whose discovery document was read from here", "/calls/discovery", { issuer: foreign }],
  [
    "that was called from here",
    "/calls",
    { issuer: foreign, tokenUrl: `${foreign}/token`, clientId: "app", proof: { method: "none" } },
  ],
])("an issuer %s is asked for keys at once", async (_what, path, body) => {
  await using fresh = await aServer({ realm: aRealm() });
  await aWindow(fresh).call("POST", path, body);
  const { answer } = await aWindow(fresh).call<AnswerOf<typeof readToken>>("POST", "/tokens/read", {
    jwt: await aForeignToken(),
  });
  expect(answer.signature.verdict).toBe("valid");
});

test("a token that says it is of a realm here is judged by this server, under each of its names", async () => {
  const claims = { iss: `http://localhost:${server.port}/realms/test`, iat: NOW, exp: NOW + 60 };
  const forged = await new SignJWT(claims)
    .setProtectedHeader({ alg: "RS256", kid: testKey("rsa-b").kid ?? "" })
    .sign(await importJWK({ ...testKey("rsa-b"), alg: "RS256" }, "RS256"));
  const { signature } = (await read(forged, {})).answer;
  expect([signature.verdict, signature.unasked]).toEqual(["invalid", undefined]);
});

test("where no key would help nobody is offered to be asked", async () => {
  seen.length = 0;
  const unsigned = `${encoded({ alg: "none" })}.${encoded({ iss: foreign })}.`;
  expect((await read(unsigned, { ask: true })).answer.signature.unasked).toBeUndefined();
  expect(seen).toEqual([]);
});

test("offline nobody is asked", async () => {
  expect((await read(await aForeignToken(), { offline: true })).answer.signature).toMatchObject({
    verdict: "unverified",
    reason: "Nobody was asked for keys",
  });
});

test.each([
  ["an opaque token", "2YotnFZFEjr1zCsicMWpAA", /has 1 part instead of 3. An opaque token/],
  ["an encrypted one", "a.b.c.d.e", /encrypted \(JWE/],
  ["one cut short in its claims", `${encoded({ alg: "RS256" })}.eyJpc3Mi.x`, /second part, the claims, is no JSON/],
  ["a text with two dots", "a.b.c", /header is no JSON/],
])("%s is refused with the reason", async (_what, text, reason) => {
  const { status, refusal } = await read(text);
  expect([status, refusal.error]).toEqual([422, expect.stringMatching(reason)]);
});

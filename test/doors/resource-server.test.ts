import { createHash, createHmac } from "node:crypto";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { listEvents, readClient, readResourceServer, saveEdits } from "../../src/contract/index.ts";
import { aProof, publicHalf, testKey } from "../support/assertions.ts";
import { sendText } from "../support/raw-http.ts";
import { aPeer, closePeers, http } from "./a-peer.ts";
import { aResourceServer, bearer } from "./a-resource-server.ts";

const server = await aResourceServer();
afterAll(() => server.stop());
afterEach(closePeers);
beforeEach(async () => void (await server.set()));

const { set, ask, tokenOf, lastCall } = server;
const failedIn = async () => (await lastCall()).trace.filter(({ outcome }) => outcome === "failed");

test("a good token opens the resource, which says whose it is", async () => {
  const token = await tokenOf();
  const { status, json, challenge } = await ask(bearer(token));
  expect([status, challenge]).toEqual([200, null]);
  expect(json).toMatchObject({ path: "/orders/7", method: "GET", token: { azp: "orders", aud: "api" } });
  const call = await lastCall();
  expect(call).toMatchObject({ status: 200, clientId: "orders", error: null });
  expect(call.trace.map(({ outcome }) => outcome)).not.toContain("failed");
});

test("without a token nothing is said of an error (RFC 6750 §3.1)", async () => {
  const { status, challenge, json } = await ask();
  expect([status, challenge]).toEqual([401, 'Bearer realm="test"']);
  expect(json).not.toHaveProperty("error");
  expect(await ask({ authorization: "Basic eDp5" })).toMatchObject({ status: 401, challenge: 'Bearer realm="test"' });
});

const encode = (value: object | string) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

/** What an attacker sends; each comes to 401 invalid_token (RFC 6750 §3.1). */
const forged: readonly (readonly [string, (token: string) => string])[] = [
  ["garbage", () => "garbage"],
  ["three dots of nothing", () => "a.b.c"],
  [
    "a changed claim",
    (token) => [token.split(".")[0], encode({ ...claimsOf(token), azp: "admin" }), token.split(".")[2]].join("."),
  ],
  ["alg none", (token) => `${encode({ alg: "none", typ: "JWT" })}.${token.split(".")[1]}.`],
  ["no signature at all", (token) => token.split(".").slice(0, 2).join(".")],
  [
    "the public key as the secret of an HMAC",
    (token) => {
      const { kid } = JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString());
      const input = `${encode({ alg: "HS256", typ: "JWT", kid })}.${token.split(".")[1]}`;
      const key = JSON.stringify(publicHalf(testKey("rsa-a")));
      return `${input}.${createHmac("sha256", key).update(input).digest("base64url")}`;
    },
  ],
  ["nested without end", () => `${encode({ alg: "RS256" })}.${encode("[".repeat(6000))}.x`],
];

test.each(forged)("%s is no token", async (_what, forge) => {
  const { status, challenge, json } = await ask(bearer(forge(await tokenOf())));
  expect(status).toBe(401);
  expect(challenge).toMatch(/^Bearer realm="test", error="invalid_token", error_description="[^"\\]+"$/);
  expect(json).toMatchObject({ error: "invalid_token" });
  expect((await failedIn()).map(({ rule }) => rule)).toEqual(["the signature is the issuer's"]);
});

test("an ID token is no access token, however well it is signed", async () => {
  const form = { grant_type: "client_credentials", client_id: "orders", client_secret: "s3cret", scope: "openid" };
  const answer = await fetch(server.tokenUrlOf("test"), { method: "POST", body: new URLSearchParams(form) });
  const { id_token: idToken } = (await answer.json()) as { id_token: string };
  expect(await ask(bearer(idToken))).toMatchObject({ status: 401, json: { error: "invalid_token" } });
  expect((await failedIn()).map(({ rule }) => rule)).toContain("it is an access token");
});

test("an expired token is refused, and the page says since when", async () => {
  const token = await tokenOf();
  server.wait(301);
  const { status, challenge } = await ask(bearer(token));
  expect([status, challenge]).toEqual([401, expect.stringContaining('error="invalid_token"')]);
  expect(await failedIn()).toMatchObject([
    { rule: "the token has not expired", actual: expect.stringContaining("ago") },
  ]);
});

test("a token of another issuer is refused: one server by two names is two issuers", async () => {
  const token = await tokenOf();
  const answer = await fetch(`http://localhost:${server.port}/resource/test`, { headers: bearer(token) });
  expect(answer.status).toBe(401);
  expect(await failedIn()).toMatchObject([
    { rule: "the issuer is the trusted one", expected: `http://localhost:${server.port}/realms/test` },
  ]);
});

test("a token for somebody else is refused; the button adds the mapper that names the audience", async () => {
  await set({ audience: "api" });
  expect((await ask(bearer(await tokenOf()))).status).toBe(200);
  const { status, challenge } = await ask(bearer(await tokenOf("lonely")));
  expect([status, challenge]).toEqual([401, expect.stringContaining("It is not meant for api")]);
  const [step] = await failedIn();
  expect(step?.actual).toContain("no mapper of type Audience adds api to tokens of lonely");
  const { answer } = await server.call(readClient, { realm: "test", client: "client:lonely" });
  const saved = await server.call(saveEdits, {
    realm: "test",
    baseRevision: answer.revision,
    edits: [...(step?.mend?.edits ?? [])],
  });
  expect(saved.status).toBe(200);
  expect((await ask(bearer(await tokenOf("lonely")))).status).toBe(200);
});

test("a missing scope is 403 and names those that are needed (RFC 6750 §3)", async () => {
  await set({ scopes: ["orders.read", "email"] });
  const { status, challenge, json } = await ask(bearer(await tokenOf()));
  expect([status, json.error]).toEqual([403, "insufficient_scope"]);
  expect(challenge).toBe(
    'Bearer realm="test", error="insufficient_scope", error_description="The token lacks the scope orders.read", scope="orders.read email"',
  );
  expect(await failedIn()).toMatchObject([
    { actual: expect.stringContaining("ask for the token with scope=orders.read") },
  ]);
  expect((await ask(bearer(await tokenOf("orders", { scope: "orders.read" })))).status).toBe(200);
  await set({ scopes: ["orders.write"] });
  expect((await ask(bearer(await tokenOf()))).status).toBe(403);
  expect(await failedIn()).toMatchObject([{ mend: { label: "Assign orders.write as default" } }]);
});

test("missing roles are 403, of the realm and of clients, each with what would bring it in", async () => {
  await set({ realmRoles: ["reader", "writer"], clientRoles: { api: ["keeper"] } });
  expect(await ask(bearer(await tokenOf()))).toMatchObject({ status: 403, json: { error: "insufficient_scope" } });
  expect(await failedIn()).toMatchObject([{ subject: { role: "writer" }, mend: { label: "Assign role writer" } }]);
  await ask(bearer(await tokenOf("lonely")));
  expect((await failedIn()).map(({ subject }) => subject)).toEqual([
    { role: "reader" },
    { role: "writer" },
    { role: "keeper", client: "api" },
  ]);
  await set({ realmRoles: ["reader"], clientRoles: { api: ["keeper"] } });
  expect((await ask(bearer(await tokenOf()))).status).toBe(200);
});

test("two tokens in one request are 400, and one in the address is not taken (RFC 6750 §2)", async () => {
  const token = await tokenOf();
  const form = { method: "POST", body: new URLSearchParams({ access_token: token }) };
  expect((await ask({}, "/test", form)).status).toBe(200);
  expect(await ask(bearer(token), "/test", form)).toMatchObject({ status: 400, json: { error: "invalid_request" } });
  expect(await ask(bearer(token), `/test?access_token=${token}`)).toMatchObject({ status: 400 });
  const inAddress = await ask({}, `/test?access_token=${token}`);
  expect([inAddress.status, inAddress.challenge]).toEqual([400, expect.stringContaining('error="invalid_request"')]);
  expect(await rawCall([`Authorization: Bearer ${token}`, `Authorization: Bearer ${token}`])).toMatch(
    /^HTTP\/1.1 400 /,
  );
  expect(await ask({ authorization: "Bearer " })).toMatchObject({ status: 400 });
});

/** A request line and headers just as they are. */
function rawCall(headers: readonly string[], target = "/resource/test"): Promise<string> {
  const usual = [`Host: 127.0.0.1:${server.port}`, "Connection: close"];
  return sendText(server.port, [`GET ${target} HTTP/1.1`, ...usual, ...headers, "", ""].join("\r\n"));
}

test("a DPoP-bound token comes with a proof of its key, and as DPoP (RFC 9449 §7.1)", async () => {
  const key = testKey("ec-a");
  const proof = (method: string, url: string, claims = {}) =>
    aProof({ method, url, nowSeconds: server.now(), key, claims });
  const token = await tokenOf("bound", {}, { dpop: await proof("POST", server.tokenUrlOf("test")) });
  const ath = createHash("sha256").update(token).digest("base64url");
  const url = `${server.baseUrl}/resource/test/orders/7`;
  const authorization = `DPoP ${token}`;
  expect(await ask({ authorization, dpop: await proof("GET", url, { ath }) })).toMatchObject({ status: 200 });

  const asBearer = await ask(bearer(token));
  expect([asBearer.status, asBearer.challenge]).toEqual([
    401,
    expect.stringMatching(/^DPoP realm="test", error="invalid_token".*algs="/),
  ]);
  const unproven = await ask({ authorization });
  expect([unproven.status, unproven.challenge]).toEqual([401, expect.stringContaining('error="invalid_dpop_proof"')]);
  const elsewhere = await ask({ authorization, dpop: await proof("GET", `${server.baseUrl}/other`, { ath }) });
  expect(elsewhere.challenge).toContain("DPoP HTTP URL mismatch");
  const otherKey = await aProof({
    method: "GET",
    url,
    nowSeconds: server.now(),
    key: testKey("rsa-a"),
    alg: "RS256",
    claims: { ath },
  });
  expect(await ask({ authorization, dpop: otherKey })).toMatchObject({ status: 401, json: { error: "invalid_token" } });
  const unbound = await ask({ authorization: `DPoP ${await tokenOf()}` });
  expect([unbound.status, unbound.challenge]).toEqual([
    401,
    expect.stringMatching(/^Bearer realm="test", error="invalid_token"/),
  ]);
});

test("by introspection a revoked token is refused, and its call stands among those received", async () => {
  await set({ verification: "introspection", introspectAs: "api" });
  const token = await tokenOf();
  expect((await ask(bearer(token))).status).toBe(200);
  const request = "POST /realms/test/protocol/openid-connect/token/introspect";
  const asked = { host: `127.0.0.1:${server.port}`, request, answer: "200 active", refused: false };
  expect((await lastCall()).trace.flatMap((step) => step.asked ?? [])).toMatchObject([asked]);
  await fetch(`${server.baseUrl}/realms/test/protocol/openid-connect/revoke`, {
    method: "POST",
    body: new URLSearchParams({ token, client_id: "orders", client_secret: "s3cret" }),
  });
  const { status, json } = await ask(bearer(token));
  expect([status, json.error]).toEqual([401, "invalid_token"]);
  const [step] = await failedIn();
  expect(step).toMatchObject({
    rule: "the issuer says that the token is active",
    expected: "active: true",
    subject: { as: "api" },
    asked: { answer: "200 inactive", refused: false },
  });
  expect(step?.actual).toMatch(/^active: false: .+/);
  const { answer } = await server.call(listEvents, { realm: "test", clientId: "api" });
  expect(answer.events.filter((event) => event.kind === "call" && event.endpoint === "introspection")).toHaveLength(2);
});

test("by introspection an audience of others is not told more: the caller must be in aud", async () => {
  await set({ verification: "introspection", introspectAs: "api" });
  await ask(
    bearer(
      await tokenOf(
        "bound",
        {},
        { dpop: await aProof({ method: "POST", url: server.tokenUrlOf("test"), nowSeconds: server.now() }) },
      ),
    ),
  );
  expect(await failedIn()).toMatchObject([
    { actual: expect.stringContaining("the caller is in the token's audience") },
  ]);
});

test.each([
  ["a refresh token", { token_use: "refresh" }],
  ["an ID token", { nonce: "n-0S6_WzA2Mj" }],
])("%s that another issuer calls active is no access token", async (_what, said) => {
  const asked = await aPeer(http("200 OK", JSON.stringify({ active: true, ...said })));
  const issuer = await aPeer(http("200 OK", JSON.stringify({ introspection_endpoint: asked })));
  await set({ issuer, verification: "introspection", introspectAs: "api" });
  expect(await ask(bearer("opaque"))).toMatchObject({ status: 401, json: { error: "invalid_token" } });
  expect((await failedIn()).map(({ rule }) => rule)).toEqual(["it is an access token"]);
});

test("what an issuer that is asked leaves out it has vouched for (RFC 7662 §2.2)", async () => {
  const asked = await aPeer(http("200 OK", JSON.stringify({ active: true })));
  const issuer = await aPeer(http("200 OK", JSON.stringify({ introspection_endpoint: asked })));
  await set({ issuer, verification: "introspection", introspectAs: "api" });
  expect((await ask(bearer("opaque"))).status).toBe(200);
});

test("when the issuer cannot be asked the token is not called bad: 503", async () => {
  for (const verification of ["signature", "introspection"])
    await expect(
      set({ issuer: "http://127.0.0.1:9/realms/gone", verification, introspectAs: "api" }).then(async () =>
        ask(bearer(await tokenOf())),
      ),
    ).resolves.toMatchObject({ status: 503, challenge: null, json: { error: "temporarily_unavailable" } });
});

test("another issuer's tokens are judged by the keys that it publishes", async () => {
  await set({ issuer: `http://localhost:${server.port}/realms/test` });
  const form = { grant_type: "client_credentials", client_id: "orders", client_secret: "s3cret" };
  const answer = await fetch(`http://localhost:${server.port}/realms/test/protocol/openid-connect/token`, {
    method: "POST",
    body: new URLSearchParams(form),
  });
  const { access_token: theirs } = (await answer.json()) as { access_token: string };
  expect((await ask(bearer(theirs))).status).toBe(200);
  expect((await lastCall()).trace).toContainEqual(
    expect.objectContaining({ actual: expect.stringContaining("of the issuer's JWKS") }),
  );
  for (const [, forge] of forged) expect((await ask(bearer(forge(theirs)))).status).toBe(401);
  expect((await ask(bearer(await tokenOf()))).status).toBe(401);
});

test("off, or of no realm, it is 404 and says how to switch it on", async () => {
  await set({ enabled: false });
  expect(await ask(bearer(await tokenOf()))).toMatchObject({
    status: 404,
    json: {
      error: "not_found",
      error_description: expect.stringContaining("POST /workbench/realms/test/resource-server"),
    },
  });
  expect(await ask({}, "/nowhere/x")).toMatchObject({
    status: 404,
    json: { error_description: expect.stringContaining("no realm nowhere") },
  });
  expect(await ask({}, "/__proto__")).toMatchObject({ status: 404 });
});

test("no page of another origin may read it: there is no CORS", async () => {
  const answer = await ask({ ...bearer(await tokenOf()), origin: "https://evil.example" });
  expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  expect(
    (await ask({ origin: "https://evil.example" }, "/test", { method: "OPTIONS" })).headers.has(
      "access-control-allow-origin",
    ),
  ).toBe(false);
});

test("settings that cannot work are refused with the reason, and change nothing", async () => {
  await set({ audience: "api" });
  for (const [settings, error] of [
    [{ introspectAs: "nobody" }, "The realm has no client nobody"],
    [{ introspectAs: "off" }, "off is disabled"],
    [{ introspectAs: "page" }, "page is a public client"],
    [{ verification: "introspection" }, "Pick the client"],
    [{ realmRoles: ["ghost"] }, "The realm has no role ghost"],
    [{ clientRoles: { api: ["ghost"] } }, "The client api has no role ghost"],
    [{ scopes: ["two words"] }, "A scope is one word"],
    [{ issuer: "https://orders:typed@sso.example/realms/shop" }, "The address holds a password or secret"],
    [{ issuer: "ftp://x" }, "An address of http or https"],
    [{ unknown: 1 }, "unknown"],
  ] as const) {
    const { status, refusal } = await set(settings);
    expect([status >= 400 && status < 500, refusal.error]).toEqual([true, expect.stringContaining(error)]);
  }
  const { answer } = await server.call(readResourceServer, { realm: "test" });
  expect(answer.settings.audience).toBe("api");
  expect(answer.url).toBe(`${server.baseUrl}/resource/test`);
  expect(answer.choices.clients).toEqual(expect.arrayContaining(["orders", "api"]));
  expect(answer.choices.clients).not.toEqual(expect.arrayContaining(["page"]));
  expect(answer.choices.audiences).toContain("api");
});

test("settings changed by many at once are each whole; the last stands in the file", async () => {
  const token = await tokenOf();
  const changes = Array.from({ length: 12 }, (_, i) => set({ audience: `api-${i}`, scopes: [`s-${i}`] }));
  const calls = Array.from({ length: 30 }, () => ask(bearer(token)));
  expect(new Set((await Promise.all(changes)).map(({ status }) => status))).toEqual(new Set([200]));
  for (const { status } of await Promise.all(calls)) expect([200, 401]).toContain(status);
  await ask(bearer(token));
  expect((await lastCall()).trace).toContainEqual(expect.objectContaining({ expected: "api-11" }));
});

test("a header of a megabyte is refused and ends nothing", async () => {
  const answer = await rawCall([`Authorization: Bearer ${"x".repeat(1_000_000)}`]).catch(() => "reset");
  expect(answer).toMatch(/^(HTTP\/1.1 431 |reset)/);
  expect((await ask(bearer(await tokenOf()))).status).toBe(200);
});

test("what a token says cannot break out of the header", async () => {
  await set({ audience: 'a"\\\r\nSet-Cookie: x=1 ü' });
  const { status, challenge, headers } = await ask(bearer(await tokenOf()));
  expect([status, headers.get("set-cookie")]).toEqual([401, null]);
  expect(challenge).toMatch(/^[\x20-\x7e]+$/);
});

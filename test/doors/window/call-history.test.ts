import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type {
  AnswerOf,
  CallExchange,
  cancelCall,
  clearCallHistory,
  listCallHistory,
  readCallHistory,
} from "../../../src/contract/index.ts";
import type { StartOptions } from "../../../src/index.ts";
import { aFolder, aServer } from "../../protocol/a-server.ts";
import { aSessionRealm } from "../../protocol/a-session-realm.ts";
import { idOf, SECRET } from "../../support/builders.ts";
import { cpuMsOf } from "../../support/cpu-time.ts";
import { aWindow } from "../../workbench/a-window.ts";
import { aPeer, closePeers, http } from "../a-peer.ts";

const HISTORY = "state/console-history.jsonl";
const CHAIN = "11111111-1111-4111-8111-111111111111";
const basic = { method: "client_secret_basic", secret: SECRET };
const stored = { client: { realm: "test", id: idOf("client", "app") }, proof: { method: "client_secret_basic" } };

/** Servers one after the other on one workspace and port, each with its window's calls. */
async function aPlace() {
  const folder = await aFolder();
  const workspace = join(folder.path, "workspace");
  let port = 0;
  let server: Awaited<ReturnType<typeof aServer>> | undefined;
  const start = async (options: StartOptions = {}) => {
    await server?.stop();
    server = await aServer({ workspace, port, realm: port === 0 ? aSessionRealm() : [], ...options });
    port = server.port;
    const { call } = aWindow(server);
    const app = { issuer: `${server.baseUrl}/realms/test`, clientId: "app", proof: basic };
    return {
      base: server.baseUrl,
      send: async (more: object = {}) => (await call<CallExchange>("POST", "/calls", { ...app, ...more })).answer,
      sendRaw: async (more: object) => (await call<CallExchange>("POST", "/calls/raw", more)).answer,
      go: async (what: object, more: object = {}) =>
        (await call<CallExchange>("POST", "/calls/follow-up", { ...app, ...more, what })).answer,
      list: (query = "") => call<AnswerOf<typeof listCallHistory>>("GET", `/history/calls${query}`),
      entries: async (query = "") =>
        (await call<AnswerOf<typeof listCallHistory>>("GET", `/history/calls${query}`)).answer.entries,
      read: (id: string) => call<AnswerOf<typeof readCallHistory>>("GET", `/history/calls/${id}`),
      clear: () => call<AnswerOf<typeof clearCallHistory>>("POST", "/history/calls/clear", {}),
      cancel: (id: string) => call<AnswerOf<typeof cancelCall>>("POST", `/calls/${id}/cancel`, {}),
      replay: (asked: object, path = "/calls") => call<CallExchange>("POST", path, asked),
      rename: (from: string, realm: string) => call("POST", `/realms/${from}/rename`, { realm }),
    };
  };
  return {
    start,
    file: join(workspace, HISTORY),
    [Symbol.asyncDispose]: async () => {
      await server?.stop();
      await folder[Symbol.asyncDispose]();
    },
  };
}

afterEach(closePeers);

test("what was called is remembered over a restart, the newest first, each with its story", async () => {
  await using place = await aPlace();
  const first = await place.start();
  const sent = await first.send({ chain: CHAIN, scope: "openid" });
  const token = String(sent.answer?.["access_token"]);
  const asked = await first.go({ kind: "introspect", token }, { chain: CHAIN });
  const refused = await first.send({ proof: { ...basic, secret: "wrong" } });
  const second = await place.start();
  expect(await second.entries()).toEqual([
    expect.objectContaining({ id: refused.id, what: "token", chain: null, status: 401, error: "unauthorized_client" }),
    expect.objectContaining({ id: asked.id, what: "introspect", chain: CHAIN, status: 200, error: null }),
    expect.objectContaining({ id: sent.id, what: "token", chain: CHAIN, clientId: "app", status: 200 }),
  ]);
  const { answer } = await second.read(sent.id);
  expect(answer.entry.tokens.map(({ kind }) => kind)).toEqual(["access_token", "refresh_token", "id_token"]);
  expect(answer.exchange).toMatchObject({ status: 200, explanation: sent.explanation, trace: sent.trace });
  expect(answer.exchange?.tokens[0]).toMatchObject({ claims: sent.tokens[0]?.claims, signature: { verdict: "valid" } });
});

test("a call of the stored client is sent again from the history as it was", async () => {
  await using place = await aPlace();
  const { send } = await place.start();
  const sent = await send({ ...stored, scope: "openid", headers: [["X-Request-Id", "42"]] });
  const { read, replay } = await place.start();
  const { call } = (await read(sent.id)).answer;
  const again = await replay(call ?? {});
  expect([again.answer.status, again.answer.requestText]).toEqual([200, sent.requestText]);
});

test("a secret that was typed is not kept: who sends it again is asked for it", async () => {
  await using place = await aPlace();
  const { send, read, replay } = await place.start();
  const parameters = [
    ["resource", "https://api.example/"],
    ["api_secret", "another-secret"],
  ];
  const headers = [
    ["X-Request-Id", "42"],
    ["Cookie", "a=another-secret"],
  ];
  const sent = await send({ parameters, headers });
  const { call } = (await read(sent.id)).answer;
  expect(call).toMatchObject({
    proof: { method: "client_secret_basic" },
    parameters: [parameters[0]],
    headers: [headers[0]],
  });
  expect((await replay(call ?? {})).refusal.error).toBe("A client secret is needed for this method");
});

test("a raw request comes back with a mask for each secret, also where no answer came, and goes out again once these are typed", async () => {
  await using place = await aPlace();
  const { sendRaw, entries } = await place.start();
  const body = "grant_type=client_credentials&client_id=app&client_secret=";
  const text = (secret: string) =>
    `POST /realms/test/protocol/openid-connect/token HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length + secret.length}\r\n\r\n${body}${secret}`;
  const [peer, nobody] = [await aPeer(http("200 OK", "{}")), "http://127.0.0.1:9/?api_key=key-of-an-address"];
  const pair = { certificate: "PEM of a certificate", privateKey: "PEM of a key" };
  await sendRaw({ url: nobody, text: text(SECRET), chain: CHAIN, trust: { "127.0.0.1:9": { unverified: true } } });
  await sendRaw({ url: peer, bytes: Buffer.from(text("{{secret}}")).toString("base64"), certificate: pair });
  await sendRaw({ url: peer, bytes: Buffer.from([0xff, 0xfe]).toString("base64") });
  const { read, replay } = await place.start();
  const kept = await Promise.all((await entries()).map(async ({ id }) => (await read(id)).answer));
  expect(kept.map(({ raw }) => raw).reverse()).toEqual([
    {
      url: "http://127.0.0.1:9/?api_key=••••••••",
      text: text(SECRET).replace(SECRET, "••••••••"),
      trust: { "127.0.0.1:9": { unverified: true } },
    },
    { url: peer, text: text("{{secret}}"), certificate: { ...pair, privateKey: "" } },
    null, // no text
  ]);
  const typed = kept[2]?.raw?.text?.replace("••••••••", SECRET);
  const own = { url: (await place.start()).base, text: typed };
  expect((await replay(own, "/calls/raw")).answer.status).toBe(200);
});

test("what goes on from a token is kept without it, and comes with the request for another one of its story", async () => {
  await using place = await aPlace();
  const { send, go, read } = await place.start();
  const asked = await send({ ...stored, scope: "openid", chain: CHAIN });
  const token = String(asked.answer?.["access_token"]);
  const url = `${await aPeer(http("200 OK", "{}"))}/orders?api_key=key-of-an-address`;
  const resource = await go({ kind: "resource", accessToken: token, url, method: "POST" }, { ...stored, chain: CHAIN });
  const alone = await go({ kind: "introspect", token: "{{token}}" });
  const introspected = await go({ kind: "introspect", token }, { chain: crypto.randomUUID() });
  expect(alone).toMatchObject({ error: expect.stringContaining("The variable token has no value") });
  const { answer } = await read(resource.id);
  expect(answer.followUp).toMatchObject({
    ...stored,
    clientId: "app",
    what: { kind: "resource", accessToken: "", url: url.replace("key-of-an-address", ""), method: "POST" },
  });
  const again = await (await place.start()).replay(answer.call ?? {});
  expect([again.answer.status, again.answer.requestText]).toEqual([200, asked.requestText]);
  const { followUp, call } = (await read(introspected.id)).answer;
  expect(followUp?.what).toEqual({ kind: "introspect", token: "" });
  expect(call).toEqual({ issuer: followUp?.issuer, clientId: "app", proof: { method: "client_secret_basic" } });
  expect(await readFile(place.file, "utf8")).not.toContain(token.split(".")[2]);
});

test("a call of a realm that was renamed since goes to its new name; what was sent then stays as it was", async () => {
  await using place = await aPlace();
  const { send, go, rename } = await place.start();
  const sent = await send({ ...stored, scope: "openid", chain: CHAIN });
  const accessToken = String(sent.answer?.["access_token"]);
  const url = `${sent.url.replace(/\/realms\/.*/, "")}/resource/test/orders`;
  const called = await go({ kind: "resource", accessToken, url }, { ...stored, chain: CHAIN });
  const foreign = await send();
  await rename("test", "new shop");
  const restarted = await place.start();
  const { answer } = await restarted.read(sent.id);
  expect(answer.exchange?.url).toBe(sent.url);
  expect(answer.entry.issuer).toMatch(/\/realms\/test$/);
  expect(answer.call).toMatchObject({
    issuer: expect.stringMatching(/\/realms\/new%20shop$/),
    client: { realm: "new shop" },
  });
  const again = await restarted.replay(answer.call ?? {});
  expect([again.answer.status, again.answer.url]).toEqual([
    200,
    sent.url.replace("/realms/test/", "/realms/new%20shop/"),
  ]);
  const { followUp } = (await restarted.read(called.id)).answer;
  expect(followUp).toMatchObject({
    client: { realm: "new shop" },
    what: { url: url.replace("/test/", "/new%20shop/") },
  });
  expect((await restarted.read(foreign.id)).answer.call?.issuer).toMatch(/\/realms\/test$/); // typed by hand, it may be anybody's
});

test("nothing that is kept can be used: neither secrets nor tokens", async () => {
  await using place = await aPlace();
  const { send, sendRaw, go } = await place.start();
  const { answer } = await send({ scope: "openid" });
  const tokens = ["access_token", "refresh_token", "id_token"].map((name) => String(answer?.[name]));
  await go({ kind: "introspect", token: tokens[0] });
  await go({ kind: "refresh", refreshToken: tokens[1] });
  const opaque = JSON.stringify({ access_token: "opaque-to-all-but-its-issuer", expires_in: 60 });
  const peer = await aPeer(http("200 OK", opaque, "Set-Cookie: session=cookie-of-a-session\r\n"));
  const body = "grant_type=client_credentials&client_secret=typed-raw-secret";
  const raw = await sendRaw({
    url: `${peer}/token?access_token=token-of-an-address`,
    text: `POST /token HTTP/1.1\r\nHost: x\r\nAuthorization: Basic dHlwZWQ6cmF3\r\nContent-Length: 9\r\n\r\n${body}`,
  });
  await sendRaw({
    url: peer,
    text: 'POST /?%63lient%5fsecret=typed-encoded-name HTTP/1.1\r\nContent-Length: 9\r\n\r\n{"client_secret": "typed-json-secret", "client\\u005Fs\\u0065cret": "typed-escaped-name"}',
  });
  expect(raw.responseText).toContain("opaque-to-all-but-its-issuer");
  const restarted = await place.start();
  const file = await readFile(place.file, "utf8");
  const kept = await Promise.all((await restarted.entries()).map(async ({ id }) => (await restarted.read(id)).answer));
  expect(kept).toHaveLength(5);
  const secrets = [
    SECRET,
    ...tokens.map((token) => token.split(".")[2] ?? ""),
    "opaque-to-all",
    "cookie-of-a-session",
    "typed-raw-secret",
    "typed-json-secret",
    "typed-encoded-name",
    "typed-escaped-name",
    "dHlwZWQ6cmF3",
    "token-of-an-address",
  ];
  const base64 = kept.map(({ exchange }) => Buffer.from(exchange?.responseBytes ?? "", "base64").toString());
  for (const secret of secrets) expect(file + JSON.stringify(kept) + base64.join()).not.toContain(secret);
  expect((await stat(place.file)).mode & 0o777).toBe(0o600);
});

test("a masked part or a variable leaves nothing open beside it", async () => {
  await using place = await aPlace();
  const { send, sendRaw, read } = await place.start();
  const token = String((await send()).answer?.["access_token"]);
  const cookie = `Cookie: KEYCLOAK_IDENTITY=${token}; session=cookie-of-a-session`;
  const answer = http(
    "200 OK",
    '{"api_secret": "{{x}} secret-of-an-answer"}',
    `Set-Cookie: {{x}}; b=cookie-of-an-answer\r\n`,
  );
  const url = await aPeer(answer);
  const sent = await sendRaw({
    url,
    text: `GET / HTTP/1.1\r\n${cookie}\r\nDPoP: ${token} proof-beside-it\r\nX-Api-Key: key-of-an-api\r\n\r\n`,
  });
  const kept = JSON.stringify((await read(sent.id)).answer);
  for (const open of [
    "cookie-of-a-session",
    "cookie-of-an-answer",
    "secret-of-an-answer",
    "proof-beside-it",
    "key-of-an-api",
  ])
    expect(kept).not.toContain(open);
});

test("a secret in the address of an issuer or a token endpoint is kept nowhere, and left out where the call is sent again", async () => {
  await using place = await aPlace();
  const { send, read, entries } = await place.start();
  const url = await aPeer(http("200 OK", "{}"));
  const host = url.slice("http://".length);
  const sent = await send({
    issuer:
      "https://orders:password-of-an-address@sso.example/a?client_secret=secret-of-an-issuer&client%5Fs%65cret=secret-of-an-encoded-name&tenant=b",
    tokenUrl: `http://token-before-a-host@${host}/it's?api_key=key-of-an-address&tenant=b`,
  });
  expect([sent.status, (await entries("?search=orders%3A%E2%80%A2")).length]).toEqual([200, 1]);
  const { answer } = await read(sent.id);
  expect(answer.call).toMatchObject({
    issuer: "https://orders:@sso.example/a?client_secret=&client%5Fs%65cret=&tenant=b",
    tokenUrl: `http://@${host}/it's?api_key=&tenant=b`,
  });
  const restarted = await place.start();
  const kept = JSON.stringify((await restarted.read(sent.id)).answer) + (await readFile(place.file, "utf8"));
  for (const open of ["password-of-an", "secret-of-an", "token-before-a-host", "key-of-an"])
    expect(kept).not.toContain(open);
});

test("a secret in the address of a resource is kept nowhere, in its curl line neither", async () => {
  await using place = await aPlace();
  const { go, read } = await place.start();
  const url = `${await aPeer(http("200 OK", "{}"))}/orders?page=2&api_key=key-of-an-address`;
  const sent = await go({ kind: "resource", accessToken: "opaque", url });
  expect(sent.curl).toContain("key-of-an-address");
  const { answer } = await read(sent.id);
  expect(JSON.stringify(answer)).not.toContain("key-of-an-address");
  expect(answer.exchange?.curl).toMatch(/\/orders\?page=2&api_key=•+'$/);
});

test("an answer that is made to be slow to read holds nobody up", async () => {
  await using place = await aPlace();
  const { sendRaw, read } = await place.start();
  const cpuMs = await cpuMsOf(async () => {
    for (const part of ["eyJ-", "eyJ.", '"token" ', "token-"]) {
      const { id } = await sendRaw({
        url: await aPeer(http("200 OK", part.repeat(500_000 / part.length))),
        text: "GET / HTTP/1.1\r\n\r\n",
      });
      expect((await read(id)).answer.entry.status).toBe(200);
    }
  });
  expect(cpuMs).toBeLessThan(5000);
});

const hangingUp = () => aPeer("nothing that is HTTP");

test.each([
  ["where nothing listens", async () => "http://127.0.0.1:9/realms/a", "nothing listens at 127.0.0.1:9", "127.0.0.1:9"],
  [
    "under a name that nobody knows",
    async () => "http://nowhere.invalid/a",
    "The request could not be sent",
    "nowhere.invalid",
  ],
  [
    "whose server speaks no TLS",
    async () => (await hangingUp()).replace("http:", "https:"),
    "could not be sent",
    "127.0.0.1:",
  ],
  ["that answers with something else than HTTP", hangingUp, "does not answer with HTTP", "127.0.0.1:"],
])(
  "a call of an issuer %s is in the history with the reason, and can be sent again",
  async (_what, find, reason, host) => {
    await using place = await aPlace();
    const { send, entries, read } = await place.start();
    const issuer = await find();
    const proof = { method: "client_secret_basic", secret: "a-typed-secret" };
    await send({ issuer, chain: CHAIN, proof });
    const failed = { what: "token", chain: CHAIN, clientId: "app", status: 0, error: null, issuer };
    const [entry] = await entries("?search=no+answer");
    expect(entry).toMatchObject({
      ...failed,
      failure: expect.stringContaining(reason),
      host: expect.stringContaining(host),
    });
    const restarted = await place.start();
    expect(await restarted.entries()).toEqual([entry]);
    expect((await read(entry?.id ?? "")).answer).toEqual({
      entry,
      exchange: null,
      call: { issuer, clientId: "app", proof: { method: "client_secret_basic" } },
      raw: null,
      followUp: null,
    });
    expect(await readFile(place.file, "utf8")).not.toContain("a-typed-secret");
  },
);

test("a call that was cancelled, or goes on from a token, or is raw, is in the history too when no answer came", async () => {
  await using place = await aPlace();
  const { send, go, sendRaw, entries, cancel } = await place.start();
  const silent = await aPeer("");
  const id = crypto.randomUUID();
  const waiting = send({ id, issuer: silent });
  await expect.poll(async () => (await cancel(id)).answer.cancelled).toBe(true);
  await waiting;
  await go({ kind: "resource", accessToken: "opaque", url: "http://127.0.0.1:9/orders?api_key=key-of-an-address" });
  await sendRaw({ url: "http://127.0.0.1:9/", text: "GET / HTTP/1.1\r\n\r\n" });
  const unreachable = expect.stringContaining("nothing listens at 127.0.0.1:9");
  expect(await entries()).toEqual([
    expect.objectContaining({ what: "raw", host: "127.0.0.1:9", failure: unreachable }),
    expect.objectContaining({ what: "resource", host: "127.0.0.1:9", failure: unreachable }),
    expect.objectContaining({ id, what: "token", failure: "The call was cancelled" }),
  ]);
});

test("why no answer came tells neither a secret of the address nor a variable's value", async () => {
  await using place = await aPlace();
  const { send, entries } = await place.start({ environment: { TOKENBENCH_VAR_TENANT: "value-of-a-variable" } });
  const peer = await aPeer(http("404 Not Found", "{}"));
  const refusal = await send({ issuer: `${peer}/a?tenant={{tenant}}&client_secret=key-of-an-address&x=` });
  const kept = JSON.stringify(await entries());
  expect(kept).toContain("answered 404");
  for (const open of ["key-of-an-address", "value-of-a-variable"]) expect(kept).not.toContain(open);
  expect(JSON.stringify(refusal)).not.toContain("value-of-a-variable");
});

test("the history is searched by words, and read page by page", async () => {
  await using place = await aPlace();
  const { send, list, entries } = await place.start();
  const plain = await send({ clientId: "plain" });
  const refused = await send({ proof: { ...basic, secret: "wrong" } });
  const scoped = await send({ scope: "openid" });
  const found = async (search: string) => (await entries(`?search=${search}`)).map(({ id }) => id);
  expect(await found("PLAIN+token")).toEqual([plain.id]);
  expect(await found("unauthorized")).toEqual([refused.id]);
  expect(await found("401+app")).toContain(refused.id); // a port may hold 401 as well
  expect(await found("openid")).toEqual([scoped.id]);
  expect(await found("nothing")).toEqual([]);
  const page = (await list("?limit=2")).answer;
  expect([page.entries.map(({ id }) => id), page.more]).toEqual([[scoped.id, refused.id], true]);
  const rest = (await list(`?limit=2&before=${refused.id}`)).answer;
  expect([rest.entries.map(({ id }) => id), rest.more]).toEqual([[plain.id], false]);
});

test.each([
  ["?before=gone", 404],
  ["?limit=0", 400],
  ["?limit=1000", 400],
  ["?what=token", 400],
])("a question %s is refused with %i", async (query, status) => {
  await using place = await aPlace();
  const { list } = await place.start();
  expect((await list(query)).status).toBe(status);
});

test("a cleared history is empty, on the disk too", async () => {
  await using place = await aPlace();
  const { send, clear, entries, read } = await place.start();
  const { id } = await send({ clientId: "plain" });
  await send();
  await expect.poll(() => readFile(place.file, "utf8").catch(() => "")).toContain(id);
  expect((await clear()).answer).toEqual({ cleared: 2 });
  expect(await entries()).toEqual([]);
  expect((await read(id)).status).toBe(404);
  const restarted = await place.start();
  expect(await restarted.entries()).toEqual([]);
  expect(await readFile(place.file, "utf8")).not.toContain("plain");
});

test("the history keeps 200 calls, the newest", async () => {
  await using place = await aPlace();
  const { sendRaw } = await place.start();
  const url = await aPeer(http("204 No Content", ""));
  const ids: string[] = [];
  for (let i = 0; i < 203; i++) ids.push((await sendRaw({ url, text: `GET /${i} HTTP/1.1\r\n\r\n` })).id);
  const { entries } = await place.start();
  expect((await entries("?limit=200")).map(({ id }) => id)).toEqual(ids.slice(3).reverse());
});

test("the history keeps 8 MB at most, and of a huge answer the beginning", async () => {
  await using place = await aPlace();
  const { sendRaw, entries, read } = await place.start();
  const url = await aPeer(http("200 OK", JSON.stringify({ text: "x".repeat(300_000) })));
  const ids: string[] = [];
  for (let i = 0; i < 40; i++) ids.push((await sendRaw({ url, text: "GET / HTTP/1.1\r\n\r\n" })).id);
  const kept = await entries("?limit=200");
  expect(kept.length).toBeGreaterThan(5);
  expect(kept.length).toBeLessThan(40);
  expect(kept.map(({ id }) => id)).toEqual(ids.slice(-kept.length).reverse());
  const { exchange } = (await read(kept[0]?.id ?? "")).answer;
  expect(exchange?.responseText.length).toBeLessThan(270_000);
  await place.start();
  expect((await stat(place.file)).size).toBeLessThan(17 * 1024 * 1024);
});

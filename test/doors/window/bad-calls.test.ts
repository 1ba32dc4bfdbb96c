import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { AnswerOf, CallExchange, listCallHistory } from "../../../src/contract/index.ts";
import { aFolder, aServer } from "../../protocol/a-server.ts";
import { aClient, aRealm, SECRET } from "../../support/builders.ts";
import { cpuMsOf } from "../../support/cpu-time.ts";
import { READ_ONLY } from "../../support/small-disk.ts";
import { aWindow } from "../../workbench/a-window.ts";
import { aServedDisk } from "../a-served-disk.ts";
import { cannotBeTried, expectStillServing } from "../bad-input.ts";

/** Most is sent from a server that leaves nothing behind: what comes back would fill the small disk of the other. */
const server = await aServer({ realm: aRealm({ clients: [aClient("orders")] }) });
const { server: onDisk, realms, onReadOnly, stop } = await aServedDisk();
const peers: Server[] = [];
afterAll(async () => {
  for (const peer of peers) peer.close();
  await Promise.all([server.stop(), stop()]);
});
const workspace = dirname(realms);
const post = (path: string, body: object, from: typeof server = server) =>
  aWindow(from).call<CallExchange>("POST", path, body);

const issuer = `${server.baseUrl}/realms/test`;
const call = { issuer, clientId: "orders", proof: { method: "client_secret_basic", secret: SECRET } };
const stored = { ...call, proof: { method: "client_secret_basic" } };
const goOn = (what: object) => ({ ...call, what });
const settings = { enabled: true, scopes: [], realmRoles: [], clientRoles: {}, verification: "signature" };
const nested = (levels: number) => JSON.parse(`${"[".repeat(levels)}${"]".repeat(levels)}`);
const megabytes = (count: number) => "x".repeat(count * 1024 * 1024);
const jws = (claims: string) =>
  [JSON.stringify({ alg: "RS256" }), claims, "x"].map((part) => Buffer.from(part).toString("base64url")).join(".");

/** Answered at once, with a sentence that says what is wrong. */
const refusals: readonly (readonly [
  what: string,
  path: string,
  body: object,
  status: number,
  words: string | RegExp,
])[] = [
  ["a call without anything", "/calls", {}, 400, /expected string/],
  ["a client of the wrong type", "/calls", { ...call, clientId: 5 }, 400, /expected string/],
  ["an empty client", "/calls", { ...call, clientId: "" }, 400, "Too small"],
  ["a field that nobody knows", "/calls", { ...call, password: "x" }, 400, 'Unrecognized key: "password"'],
  ["an issuer that is a file", "/calls", { ...call, issuer: "file:///etc/passwd" }, 400, "An address of http or https"],
  [
    "an issuer that is a script",
    "/calls/discovery",
    { issuer: "javascript:alert(1)" },
    400,
    "An address of http or https",
  ],
  [
    "a port that there is not",
    "/calls",
    { ...call, tokenUrl: "http://127.0.0.1:99999/" },
    400,
    "An address of http or https",
  ],
  ["a variable that nobody set", "/calls", { ...call, scope: "{{nobody}}" }, 422, "TOKENBENCH_VAR_NOBODY"],
  ["a variable named __proto__", "/calls", { ...call, issuer: "{{__proto__}}" }, 422, "is no address of http"],
  ["a scope of 4 MB", "/calls", { ...call, scope: megabytes(4) }, 413, "larger than 4194304 bytes"],
  ["a scope of 3 MB", "/calls", { ...call, scope: megabytes(3) }, 400, "Too big"],
  [
    "a line break in a header's name",
    "/calls",
    { ...call, headers: [["A\r\nB", "x"]] },
    422,
    "would break the head in two",
  ],
  [
    "a line break in a header's value",
    "/calls",
    { ...call, headers: [["A", "x\r\nB: y"]] },
    422,
    "would break the head in two",
  ],
  [
    "a line feed in a header's value",
    "/calls/follow-up",
    { ...goOn({ kind: "introspect", token: "x" }), headers: [["A", "x\nB"]] },
    422,
    "would break the head in two",
  ],
  [
    "a line break in a bearer",
    "/calls/follow-up",
    goOn({ kind: "resource", accessToken: "a\r\nB: c", url: issuer }),
    422,
    /head|line/,
  ],
  [
    "a line break in a method",
    "/calls/follow-up",
    goOn({ kind: "resource", accessToken: "a", url: issuer, method: "GET /\r\n" }),
    400,
    "A method is written in capitals",
  ],
  ["a step that there is not", "/calls/follow-up", goOn({ kind: "steal" }), 400, "Expected 'refresh'"],
  ["a step without its token", "/calls/follow-up", goOn({ kind: "introspect", token: "" }), 400, "A token is needed"],
  [
    "claims that nest without end",
    "/calls",
    { ...call, proof: { ...call.proof, claims: { a: nested(1500) } } },
    400,
    "nested too deeply",
  ],
  [
    "an answer that nests without end",
    "/tokens/compare",
    { first: { jwt: "x" }, second: { status: 200, answer: { a: nested(1500) } } },
    400,
    "nested too deeply",
  ],
  [
    "a token that nests without end",
    "/tokens/read",
    { jwt: jws(`{"a":${"[".repeat(5000)}${"]".repeat(5000)}}`) },
    422,
    "This is no JWT that can be read",
  ],
  ["a token of 4 MB", "/tokens/read", { jwt: megabytes(3) }, 400, "Too big"],
  ["nothing pasted", "/understand", { text: "" }, 400, "There is nothing to understand"],
  ["control characters pasted", "/understand", { text: "\u0000\u0007\u001b[31m" }, 422, /./],
  ["a quotation mark without its end", "/understand", { text: "curl 'x" }, 422, /quot|end/i],
  ["another format", "/calls/copy", { call, as: "cobol" }, 400, "Invalid option"],
  ["bytes that are no base64", "/calls/raw", { url: issuer, bytes: "%%%" }, 400, "Invalid base64"],
  [
    "a certificate that is none",
    "/calls",
    {
      ...call,
      proof: { method: "tls_client_auth", certificate: "x", privateKey: "y" },
      tokenUrl: "https://127.0.0.1:1/",
    },
    502,
    /could not be sent/,
  ],
  [
    "a name of control characters",
    "/calls/saved",
    { name: "a\u0000b", call: stored },
    400,
    "must not hold control characters",
  ],
  ["a typed secret in a saved call", "/calls/saved", { name: "a", call }, 422, "variable"],
  ["a saved call that is not there", "/calls/saved/remove", { name: "__proto__" }, 404, "There is no call __proto__"],
  [
    "a variable with a line break in its name",
    "/variables",
    { name: "a\nb", value: "x" },
    400,
    "A variable's name is a letter",
  ],
  ["a variable of 4 MB", "/variables", { name: "a", value: megabytes(3) }, 400, "Too big"],
  [
    "a variable that is not there",
    "/variables/remove",
    { name: "constructor" },
    404,
    "There is no variable constructor",
  ],
  [
    "a resource server of the wrong type",
    "/realms/test/resource-server",
    { settings: { ...settings, enabled: "yes" } },
    400,
    "expected boolean",
  ],
  [
    "a scope with a line break",
    "/realms/test/resource-server",
    { settings: { ...settings, scopes: ["a\r\nb"] } },
    400,
    "one word of printable ASCII",
  ],
  [
    "a role named __proto__",
    "/realms/test/resource-server",
    { settings: { ...settings, realmRoles: ["__proto__"] } },
    422,
    "The realm has no role __proto__",
  ],
  ["a history from elsewhere", "/history/calls/clear", { all: true }, 400, 'Unrecognized key: "all"'],
];

test.for(refusals)("%s is refused with the reason", async ([, path, body, status, words]) => {
  const { status: answered, refusal } = await post(path, body);
  expect([answered, refusal.error]).toEqual([
    status,
    words instanceof RegExp ? expect.stringMatching(words) : expect.stringContaining(words),
  ]);
});

test("what people write in other scripts goes out as it is, and breaks nothing", async () => {
  for (const odd of ["zoë", "注文 😀", "\u202e", "a\u0000b", "\ud800"]) {
    const { status, answer } = await post("/calls", {
      ...call,
      clientId: odd,
      scope: odd,
      parameters: [["p\r\n", `${odd}\r\n`]],
    });
    expect([status, answer.status]).toEqual([200, 401]);
    expect(answer.requestText.split("\r\n\r\n")).toHaveLength(2);
  }
});

type Answering = (socket: Socket) => void;
async function aTarget(answer: Answering): Promise<string> {
  const peer = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => answer(socket));
  });
  peers.push(peer);
  await new Promise<void>((listening) => peer.listen(0, "127.0.0.1", listening));
  return `http://127.0.0.1:${(peer.address() as { readonly port: number }).port}/token`;
}

const says =
  (text: string): Answering =>
  (socket) =>
    socket.end(text);
const json = (body: string, more = "") =>
  says(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n${more}Content-Length: ${body.length}\r\n\r\n${body}`);
const withoutEnd = (head: string, chunk: string): Answering => {
  const bytes = Buffer.from(chunk);
  return (socket) => {
    const go = (failed?: Error | null) => void (failed || socket.destroyed || socket.write(bytes, go));
    socket.write(head);
    go();
  };
};
const deep = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;

/** What a target does, and what a person reads of it: why nothing came back, or what is wrong with what did. */
const targets: readonly (readonly [what: string, answer: Answering, words: string | RegExp])[] = [
  ["closes at once", says(""), "The server closed without a word"],
  ["speaks something else", says("220 mail.example ESMTP\r\n"), 'does not answer with HTTP: "220 mail.example'],
  ["sends bytes without a meaning", says("\u0000\u0001\u0002\r\n\r\n"), "does not answer with HTTP"],
  ["closes in its head", says("HTTP/1.1 200 OK\r\nContent-Ty"), "The head of the answer has no end"],
  ["closes in its body", says('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"a'), "announces 99 bytes, and 3 came"],
  ["sends 100 MB", withoutEnd("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(1_000_000)), "The answer is larger than 4 MB"],
  [
    "sends a head without end",
    withoutEnd("HTTP/1.1 200 OK\r\nX: ", "x".repeat(10_000)),
    "The head of the answer is larger than 64 KB",
  ],
  [
    "sends elsewhere",
    says("HTTP/1.1 302 Found\r\nLocation: http://evil.example/\r\nContent-Length: 0\r\n\r\n"),
    /evil\.example\/\. That is not followed, since the credentials would go there/,
  ],
  ["nests without end", json(deep), "instead of the JSON of a token endpoint"],
  ["sends a token that nests without end", json(JSON.stringify({ error: "odd", access_token: jws(deep) })), "odd"],
  [
    "sends a page",
    says("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>"),
    "With it came a web page",
  ],
  [
    "has a challenge made to be slow",
    says(`HTTP/1.1 401 No\r\nWWW-Authenticate: Bearer ${"a".repeat(60_000)}\r\nContent-Length: 0\r\n\r\n`),
    "401 No",
  ],
  ["has a text made to be slow", json("-eyJ".repeat(900_000)), "instead of the JSON of a token endpoint"],
  ["pretends to be an object", json('{"__proto__":{"a":1},"error":"x","toString":1}'), "x"],
];

test.for(targets)("a target that %s is told of in words, and holds nobody up", async ([, answer, words]) => {
  const url = await aTarget(answer);
  const cpuMs = await cpuMsOf(async () => {
    for (const [path, body] of [
      ["/calls", { ...call, tokenUrl: url }],
      ["/calls/raw", { url, text: "GET / HTTP/1.1\r\nHost: x\r\n\r\n" }],
      ["/calls/follow-up", goOn({ kind: "resource", accessToken: "x", url })],
      ["/calls/discovery", { issuer: url }],
    ] as const) {
      const { status, answer: exchange, refusal } = await post(path, body);
      expect([200, 502]).toContain(status);
      if (path === "/calls") expect(refusal.error ?? Object.values(exchange.refused ?? {}).join(" ")).toMatch(words);
      else if (status === 502) expect(refusal.error).toMatch(/answer|closed/);
    }
  });
  expect(cpuMs).toBeLessThan(8000);
});

test("100 calls at the same time are cancelled one by one, and nothing of them stays", async () => {
  let open = 0;
  const url = await aTarget((socket) => {
    open++;
    socket.on("close", () => open--);
  });
  const ids = Array.from({ length: 100 }, () => crypto.randomUUID());
  const sent = ids.map((id) => post("/calls", { ...call, id, tokenUrl: url }));
  await expect.poll(() => open).toBe(100);
  await expectStillServing(server.tokenUrl);
  const cancel = (id: string) => aWindow(server).call<{ cancelled: boolean }>("POST", `/calls/${id}/cancel`, {});
  const cancelled = await Promise.all(ids.map(cancel));
  expect(cancelled.every(({ answer }) => answer.cancelled)).toBe(true);
  const answers = await Promise.all(sent);
  expect(new Set(answers.map(({ status, refusal }) => `${status} ${refusal.error}`))).toEqual(
    new Set(["502 The call was cancelled"]),
  );
  expect((await cancel(ids[0] ?? "")).answer.cancelled).toBe(false);
  await expect.poll(() => open).toBe(0);
});

const disk: readonly (readonly [what: string, path: string, body: object])[] = [
  ["a saved call", "/calls/saved", { name: "a", call: stored }],
  ["a variable", "/variables", { name: "a", value: "x" }],
  ["a resource server", "/realms/test/resource-server", { settings }],
];

test.for(disk)("%s that the disk does not take is refused with what to do", async ([, path, body], { skip }) => {
  skip(...cannotBeTried("folder read-only"));
  const { status, refusal } = await onReadOnly(() => post(path, body, onDisk))();
  expect([status, refusal.error]).toEqual([503, expect.stringMatching(READ_ONLY)]);
  expect((await post(path, body, onDisk)).status).toBe(200);
});

test("variables that cannot be read stop a call with the file to look at, and a call without them too", async () => {
  const file = join(workspace, "state", "variables.env");
  await rm(file, { force: true });
  await mkdir(file);
  for (const scope of ["{{a}}", "email"]) {
    const { status, refusal } = await post("/calls", { ...call, scope }, onDisk);
    expect([status, refusal.error]).toEqual([503, expect.stringContaining("variables.env")]);
  }
  await rm(file, { recursive: true });
  expect((await post("/calls", call, onDisk)).answer.status).toBe(200);
});

type History = AnswerOf<typeof listCallHistory>;

test.each([
  ["cut in its last line", (text: string) => text.slice(0, -40), 1],
  ["with a line of somebody else", (text: string) => text.replace("\n", '\n{"a":1}\n'), 0],
  ["of another program", () => "\u0000\u0001", 0],
  ["empty", () => "", 0],
])("a history %s is no reason not to start", async (_what, spoil, left) => {
  await using folder = await aFolder();
  const realm = aRealm({ clients: [aClient("orders")] });
  const first = await aServer({ workspace: folder.path, realm });
  for (let sent = 0; sent < 2; sent++)
    await aWindow(first).call("POST", "/calls", { ...call, issuer: `${first.baseUrl}/realms/test` });
  await first.stop();
  const file = join(folder.path, "state", "console-history.jsonl");
  await writeFile(file, spoil(await readFile(file, "utf8")));
  const second = await aServer({ workspace: folder.path, realm });
  try {
    const history = await aWindow(second).call<History>("GET", "/history/calls");
    expect([history.status, history.answer.entries.length]).toEqual([200, left]);
    const again = { ...call, issuer: `${second.baseUrl}/realms/test` };
    expect((await aWindow(second).call<CallExchange>("POST", "/calls", again)).answer.status).toBe(200);
  } finally {
    await second.stop();
  }
});

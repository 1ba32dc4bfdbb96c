import { afterAll, expect, test } from "vitest";
import { SECRET } from "../support/builders.ts";
import { sendText } from "../support/raw-http.ts";
import { FULL, mayMount, READ_ONLY } from "../support/small-disk.ts";
import { aRoleEdit, aServedDisk } from "./a-served-disk.ts";
import { type BadInput, cannotBeTried, expectEveryInput, expectStillServing } from "./bad-input.ts";

const { server, bearer, onReadOnly, onFull, onBrokenFile, stop } = await aServedDisk();
afterAll(stop);

const sendBytes = (text: string) => sendText(server.port, text);

type Headers = Readonly<Record<string, string>>;
type Ask = () => Promise<string>;

const TOKEN = "/realms/test/protocol/openid-connect/token";
const GOOD = `grant_type=client_credentials&client_id=orders&client_secret=${SECRET}`;
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const JSON_TYPE = { "Content-Type": "application/json" };
const many = (count: number) => Array.from({ length: count }, (_, i) => `p${i}=x`).join("&");

const NESTED = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;

const ask =
  (method: string, path: string, headers: Headers = {}, body = ""): Ask =>
  () => {
    const length = String(Buffer.byteLength(body));
    const all = { Host: `127.0.0.1:${server.port}`, Connection: "close", "Content-Length": length, ...headers };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
    return sendBytes(`${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
  };
const token = (body: string, headers: Headers = {}, path = TOKEN) => ask("POST", path, { ...FORM, ...headers }, body);
const tokenOf = (realm: string) => token(GOOD, {}, `/realms/${realm}/protocol/openid-connect/token`);
const ES256 = token(GOOD.replace("orders", "es256"));

/** With the token of an administrator of `master`. */
const admin = (method: string, path: string, body = "", headers: Headers = {}) =>
  ask(method, path, { ...JSON_TYPE, Authorization: `Bearer ${bearer}`, ...headers }, body);
const create = (body: string) => admin("POST", "/admin/realms", body);
const remove = (realm: string) => admin("DELETE", `/admin/realms/${realm}`);
const workbench = (path: string, body: unknown) => admin("POST", `/workbench${path}`, JSON.stringify(body));

const revision = async () => {
  const answer = await server.handleInProcess(new Request("app://ui/workbench/realms/test/history"));
  return ((await answer.json()) as { revision: number }).revision;
};
const save: Ask = async () =>
  workbench("/realms/test/edits", { baseRevision: await revision(), edits: [aRoleEdit()] })();

type Row = readonly [input: BadInput, what: string, ask: Ask, status: number, words: string | RegExp];

// Statuses and words of /realms and /admin are those of Keycloak 26.7, where it has the case.
const rows: readonly Row[] = [
  ["folder read-only", "a new realm", onReadOnly(create('{"realm":"new"}')), 503, READ_ONLY],
  ["folder read-only", "the end of a realm", onReadOnly(remove("demo")), 503, READ_ONLY],
  ["folder read-only", "a saved edit", onReadOnly(save), 503, READ_ONLY],
  ["folder read-only", "a token that needs a new key", onReadOnly(ES256), 503, READ_ONLY],
  ["disk full", "a new realm", onFull(create('{"realm":"new"}')), 503, FULL],
  ["disk full", "a new realm for which master has no room", onFull(create('{"realm":"new"}'), 30), 503, FULL],
  ["disk full", "a saved edit", onFull(save), 503, FULL],
  ["disk full", "a token that needs a new key", onFull(ES256), 503, FULL],
  ["realm file broken", "a realm that is no JSON", create("{"), 400, "unable to read contents from stream"],
  ["realm file broken", "a realm that is a list", create("[]"), 400, "unable to read contents from stream"],
  ["realm file broken", "a realm without a name", create("{}"), 400, "Realm name cannot be empty"],
  ["realm file broken", "an edit on top of it", onBrokenFile(save), 503, "line 3, column 14: this is not JSON"],
  ["realm twice", "by its name", create('{"realm":"test"}'), 409, "Realm test already exists"],
  [
    "realm twice",
    "a client twice",
    create('{"realm":"twice","clients":[{"clientId":"a"},{"clientId":"a"}]}'),
    409,
    "Duplicate resource error",
  ],
  ["wrong JSON type in a field", "at the top", create('{"realm":"a","enabled":"yes"}'), 400, "unable to read contents"],
  ["wrong JSON type in a field", "deep inside", create('{"realm":"a","clients":{}}'), 400, "unable to read contents"],
  [
    "wrong JSON type in a field",
    "of an edit",
    workbench("/realms/test/edits", { baseRevision: "1", edits: [aRoleEdit()] }),
    400,
    '"field":"baseRevision"',
  ],
  ["unknown realm", "asked for a token", tokenOf("nowhere"), 404, "Realm does not exist"],
  ["unknown realm", "to be removed", remove("nowhere"), 404, "Realm not found."],
  [
    "unknown realm",
    "under the Workbench API",
    admin("GET", "/workbench/realms/nowhere/clients"),
    404,
    "no realm nowhere",
  ],
  [
    "oversized body",
    "of a token request",
    token(`grant_type=${"x".repeat(1_100_000)}`),
    413,
    "larger than 1048576 bytes",
  ],
  [
    "oversized body",
    "announced to the Admin API",
    admin("POST", "/admin/realms", "{}", { "Content-Length": "67108865" }),
    413,
    "larger than 67108864 bytes",
  ],
  [
    "oversized body",
    "for the Workbench API",
    admin("POST", "/workbench/realms/test/edits", "{}", { "Content-Length": "4194305" }),
    413,
    "larger than 4194304 bytes",
  ],
  ["oversized body", "nested without end", create(`{"realm":"a","more":${NESTED}}`), 400, "unable to read contents"],
  ["header with a NUL", "in the middle", token(GOOD, { Authorization: "Basic \u0000" }), 400, "Bad Request"],
  ["header with a NUL", "two lengths", token(GOOD, { "content-length": "3" }), 400, "Bad Request"],
  ["header with a NUL", "no request line", () => sendBytes("HELLO\r\n\r\n"), 400, "Bad Request"],
  ["header with a NUL", "endless", ask("GET", "/realms/test", { "X-Long": "x".repeat(100_000) }), 431, "Too Large"],
  ["10,000 parameters", "beside a doubled one", token(`x=1&x=2&${GOOD}&${many(10_000)}`), 400, "duplicated parameter"],
  ["10,000 parameters", "in the address", ask("GET", `/realms/test?${many(10_000)}`), 431, "Too Large"],
  ["wrong method", "of the token endpoint", ask("PUT", TOKEN, FORM, GOOD), 405, "HTTP 405 Method Not Allowed"],
  ["wrong method", "of the Admin API", admin("PATCH", "/admin/realms"), 405, "HTTP 405 Method Not Allowed"],
  ["wrong method", "of the Workbench API", admin("PUT", "/workbench/server"), 404, "no such Workbench endpoint"],
  [
    "wrong method",
    "for a path of nobody",
    ask("GET", "/nothing"),
    404,
    "Unable to find matching target resource method",
  ],
  ["wrong method", "as a content type", token(GOOD, { "Content-Type": "text/plain" }), 400, "Missing form parameter"],
  ["wrong method", "of escaping", token("grant_type=client_credentials&client_id=%zz"), 401, "invalid_client"],
  ["names like __proto__ and ../x", "of a realm", tokenOf("__proto__"), 404, "Realm does not exist"],
  ["names like __proto__ and ../x", "of a page", ask("GET", "/realms/constructor"), 404, "Realm does not exist"],
  ["names like __proto__ and ../x", "climbing", ask("GET", "/realms/../realms/test"), 400, "missingNormalization"],
  ["names like __proto__ and ../x", "escaped", ask("GET", "/realms/%2e%2e/x"), 400, "missingNormalization"],
  ["names like __proto__ and ../x", "of a new realm", create('{"realm":"../x"}'), 400, "Character '/' not allowed."],
  [
    "names like __proto__ and ../x",
    "of a client",
    token(GOOD.replace("orders", "__proto__")),
    401,
    "Invalid client or Invalid client credentials",
  ],
  ["names like __proto__ and ../x", "of a scope", token(`${GOOD}&scope=__proto__`), 400, "Invalid scopes: __proto__"],
  [
    "foreign Host",
    "of a token request",
    token(GOOD, { Host: "evil.example" }),
    421,
    "does not answer to the host evil.example",
  ],
  [
    "foreign Host",
    "for the Admin API",
    admin("GET", "/admin/realms", "", { Host: "evil.example" }),
    421,
    "evil.example",
  ],
  [
    "foreign Host",
    "as a page's origin",
    admin("GET", "/workbench/server", "", { Origin: "https://evil.example" }),
    403,
    "may not call the Workbench API",
  ],
  ["foreign Host", "'s caller without a token", ask("GET", "/admin/realms"), 401, "HTTP 401 Unauthorized"],
  ["foreign Host", "'s token", admin("GET", "/admin/realms", "", { Authorization: "Bearer a.b.c" }), 401, "HTTP 401"],
  ["foreign Host", "'s caller of the Workbench API", ask("GET", "/workbench/server"), 401, "Sign in first"],
];

const realmNames = async () => {
  const answer = await server.handleInProcess(new Request("app://ui/workbench/server"));
  return ((await answer.json()) as { realms: { name: string }[] }).realms.map(({ name }) => name);
};

test.for(rows)("over HTTP, %s (%s) gets a clear error, and the server goes on", async (row, { skip }) => {
  const [input, , act, status, words] = row;
  skip(...cannotBeTried(input));
  const before = await realmNames();
  const answer = await act();
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  const said = /^HTTP\/1\.1 (400 Bad|431)/.test(head) && body === "" ? head : body;
  if (words instanceof RegExp) expect(JSON.parse(said).error_description ?? JSON.parse(said).error).toMatch(words);
  else expect(said).toContain(words);
  expect(said).not.toMatch(/^\s+at /m);
  expect(await realmNames()).toEqual(before);
  await expectStillServing(server.tokenUrl);
});

test("the table over HTTP has every bad input", () => {
  expectEveryInput(rows, { "port taken": "whoever asks over HTTP has reached the port" });
});

const statusOf = async (act: Ask) => Number((await act()).split(" ")[1]);

test("what a disk refused over HTTP works as soon as it lets it", async () => {
  expect(await statusOf(save)).toBe(200);
  expect(await statusOf(ES256)).toBe(200);
  expect(await statusOf(create('{"realm":"new"}'))).toBe(201);
  expect(await statusOf(remove("new"))).toBe(204);
});

test.runIf(mayMount)("with whatever room is left, a new realm is there whole or not at all", async () => {
  const before = await realmNames();
  const statuses: number[] = [];
  for (let freeBlocks = 0; statuses.at(-1) !== 201; freeBlocks += 12) {
    const status = await statusOf(onFull(create('{"realm":"tight"}'), freeBlocks));
    statuses.push(status);
    expect(await realmNames()).toEqual(status === 201 ? [...before, "tight"].sort() : before);
    expect(await statusOf(admin("GET", "/admin/realms/tight"))).toBe(status === 201 ? 200 : 404);
  }
  expect([...new Set(statuses)]).toEqual([503, 201]);
});

test.runIf(mayMount)("a realm can be removed from a full disk, and made again when there is room", async () => {
  await create('{"realm":"gone"}')();
  expect(await statusOf(onFull(remove("gone")))).toBe(204);
  expect(await statusOf(admin("GET", "/admin/realms/gone"))).toBe(404);
  expect(await statusOf(create('{"realm":"gone"}'))).toBe(201);
  expect(await statusOf(remove("gone"))).toBe(204);
});

test("10,000 parameters that nobody knows do no harm", async () => {
  expect(await statusOf(token(`${GOOD}&${many(10_000)}`))).toBe(200);
});

test("a realm may be named __proto__, as in Keycloak", async () => {
  expect(await statusOf(create('{"realm":"__proto__","enabled":true}'))).toBe(201);
  expect(await (await fetch(`${server.baseUrl}/realms/__proto__`)).json()).toMatchObject({ realm: "__proto__" });
  expect(await statusOf(remove("__proto__"))).toBe(204);
});

import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningServer, startServer } from "../../src/index.ts";

let server: RunningServer;
let bearer = "";

beforeAll(async () => {
  const clients = [{ clientId: "orders", secret: "s3cret", serviceAccountsEnabled: true }];
  server = await startServer({
    realm: { realm: "test", clients } as never,
    admin: { username: "admin", password: "admin-password" },
  });
  const form = new URLSearchParams({
    grant_type: "password",
    client_id: "admin-cli",
    username: "admin",
    password: "admin-password",
  });
  const answer = await fetch(server.tokenUrlOf("master"), { method: "POST", body: form });
  bearer = ((await answer.json()) as { access_token: string }).access_token;
}, 30_000);

afterAll(() => server.stop());

/** Sends bytes as they are and gives back the whole answer. */
function sendBytes(text: string): Promise<string> {
  return new Promise((done, failed) => {
    const socket = connect(server.port, "127.0.0.1", () => socket.write(text));
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("error", failed);
    socket.on("close", () => done(answer));
  });
}

const TOKEN = "/realms/test/protocol/openid-connect/token";

function request(
  method: string,
  path: string,
  { headers = {}, body = "" }: { headers?: Record<string, string>; body?: string } = {},
): string {
  const all = { Host: "127.0.0.1", Connection: "close", "Content-Length": String(Buffer.byteLength(body)), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`;
}

const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const GOOD = "grant_type=client_credentials&client_id=orders&client_secret=s3cret";
const many = (count: number) => Array.from({ length: count }, (_, i) => `p${i}=x`).join("&");

async function expectStillServing(): Promise<void> {
  const answer = await sendBytes(request("POST", TOKEN, { headers: FORM, body: GOOD }));
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
}

test.each([
  [
    "an unknown realm",
    "POST",
    "/realms/nowhere/protocol/openid-connect/token",
    { headers: FORM, body: GOOD },
    404,
    "Realm does not exist",
  ],
  [
    "a realm named __proto__",
    "POST",
    "/realms/__proto__/protocol/openid-connect/token",
    { headers: FORM, body: GOOD },
    404,
    "Realm does not exist",
  ],
  ["a realm named constructor", "GET", "/realms/constructor", {}, 404, "Realm does not exist"],
  ["a path that climbs", "GET", "/realms/../realms/test", {}, 400, "missingNormalization"],
  ["a path that climbs, escaped", "GET", "/realms/%2e%2e/x", {}, 400, "missingNormalization"],
  ["a path of nobody", "GET", "/nothing/here", {}, 404, "Unable to find matching target resource method"],
  ["a wrong method", "PUT", TOKEN, { headers: FORM, body: GOOD }, 405, "HTTP 405 Method Not Allowed"],
  [
    "a foreign Host",
    "POST",
    TOKEN,
    { headers: { ...FORM, Host: "evil.example" }, body: GOOD },
    421,
    "does not answer to the host evil.example",
  ],
  [
    "a client named __proto__",
    "POST",
    TOKEN,
    { headers: FORM, body: "grant_type=client_credentials&client_id=__proto__&client_secret=x" },
    401,
    "Invalid client or Invalid client credentials",
  ],
  [
    "a scope named __proto__",
    "POST",
    TOKEN,
    { headers: FORM, body: `${GOOD}&scope=__proto__` },
    400,
    "Invalid scopes: __proto__",
  ],
  [
    "a wrong content type",
    "POST",
    TOKEN,
    { headers: { "Content-Type": "text/plain" }, body: GOOD },
    400,
    "Missing form parameter: grant_type",
  ],
  [
    "10,000 parameters beside good ones",
    "POST",
    TOKEN,
    { headers: FORM, body: `${GOOD}&x=1&x=2&${many(10_000)}` },
    400,
    "duplicated parameter",
  ],
  [
    "an oversized body",
    "POST",
    TOKEN,
    { headers: FORM, body: `grant_type=${"x".repeat(1_100_000)}` },
    413,
    "larger than 1048576 bytes",
  ],
  [
    "broken percent escapes",
    "POST",
    TOKEN,
    { headers: FORM, body: "grant_type=client_credentials&client_id=%zz&client_secret=%" },
    401,
    "invalid_client",
  ],
  ["the Admin API without a token", "GET", "/admin/realms", {}, 401, "HTTP 401 Unauthorized"],
  [
    "the Admin API with rubbish for a token",
    "GET",
    "/admin/realms",
    { headers: { Authorization: "Bearer a.b.c" } },
    401,
    "HTTP 401 Unauthorized",
  ],
  ["the Workbench API without signing in", "GET", "/workbench/server", {}, 401, "Sign in first"],
  [
    "the Workbench API from a foreign page",
    "GET",
    "/workbench/server",
    { headers: { Origin: "https://evil.example" } },
    403,
    "may not call the Workbench API",
  ],
] as const)("over HTTP, %s gets a clear error", async (_what, method, path, more, status, words) => {
  const answer = await sendBytes(request(method, path, more));
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(answer).toContain(words);
  await expectStillServing();
});

test.each([
  ["a header with a NUL", request("POST", TOKEN, { headers: { ...FORM, Authorization: "Basic \u0000" }, body: GOOD })],
  ["a request line that is none", "HELLO\r\n\r\n"],
  ["endless headers", request("GET", "/realms/test", { headers: { "X-Long": "x".repeat(100_000) } })],
  ["two lengths", request("POST", TOKEN, { headers: { ...FORM, "content-length": "3" }, body: GOOD })],
])("over HTTP, %s is refused before anything looks at it", async (_what, bytes) => {
  expect(await sendBytes(bytes)).toMatch(/^HTTP\/1\.1 4\d\d /);
  await expectStillServing();
});

test("10,000 parameters that nobody knows do no harm", async () => {
  const body = `${GOOD}&${many(10_000)}`;
  expect(await sendBytes(request("POST", TOKEN, { headers: FORM, body }))).toMatch(/^HTTP\/1\.1 200 /);
});

const create = (body: string) =>
  fetch(`${server.baseUrl}/admin/realms`, {
    method: "POST",
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    body,
  });

// Status and words as Keycloak 26.7 answers them.
test.each([
  ["no JSON", "{", 400, "unable to read contents from stream"],
  ["a list", "[]", 400, "unable to read contents from stream"],
  ["a wrong type in a field", '{"realm":"a","enabled":"yes"}', 400, "unable to read contents from stream"],
  ["a wrong type deep inside", '{"realm":"a","clients":{}}', 400, "unable to read contents from stream"],
  ["no name", "{}", 400, "Realm name cannot be empty"],
  ["a name that is a path", '{"realm":"../x"}', 400, "Character '/' not allowed."],
  ["a realm twice", '{"realm":"test"}', 409, "Realm test already exists"],
  [
    "two clients of one name",
    '{"realm":"twice","clients":[{"clientId":"a"},{"clientId":"a"}]}',
    409,
    "Client a already exists",
  ],
])("a realm that is %s is refused and changes nothing", async (_what, body, status, words) => {
  const before = server.realmNames;
  const answer = await create(body);
  expect(answer.status).toBe(status);
  expect(await answer.text()).toContain(words);
  const list = await fetch(`${server.baseUrl}/admin/realms?briefRepresentation=true`, {
    headers: { authorization: `Bearer ${bearer}` },
  });
  expect(((await list.json()) as { realm: string }[]).map(({ realm }) => realm)).toEqual(before);
});

test("a realm may be named __proto__, as in Keycloak", async () => {
  expect((await create('{"realm":"__proto__","enabled":true}')).status).toBe(201);
  expect(await (await fetch(`${server.baseUrl}/realms/__proto__`)).json()).toMatchObject({ realm: "__proto__" });
  const gone = await fetch(`${server.baseUrl}/admin/realms/__proto__`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${bearer}` },
  });
  expect(gone.status).toBe(204);
});

const workbench = (path: string, body: unknown) =>
  server.handleInProcess(new Request(`app://ui/workbench${path}`, { method: "POST", body: JSON.stringify(body) }));

// What the window sends goes the same way as these.
test.each([
  [
    "an unknown realm",
    "/realms/nowhere/edits",
    { baseRevision: 1, edits: [{ type: "removeClient", client: "x" }] },
    404,
    "There is no realm nowhere",
  ],
  ["no edits", "/realms/test/edits", { baseRevision: 1, edits: [] }, 400, "Nothing to save"],
  ["an edit of no kind", "/realms/test/edits", { baseRevision: 1, edits: [{ type: "explode" }] }, 400, ""],
  [
    "a wrong type in a field",
    "/realms/test/edits",
    { baseRevision: 1, edits: [{ type: "createClient", id: "x", settings: { clientId: 5 } }] },
    400,
    "",
  ],
  [
    "control characters in a name",
    "/realms/test/edits",
    { baseRevision: 1, edits: [{ type: "createRole", id: "x", name: "a\u0000b" }] },
    400,
    "must not hold control characters",
  ],
  ["a client that is not there", "/realms/test/preview", { client: "gone", edits: [] }, 404, "no longer there"],
  [
    "a stale revision",
    "/realms/test/edits",
    { baseRevision: 0, edits: [{ type: "createRole", id: "x", name: "a" }] },
    409,
    "changed meanwhile",
  ],
  ["a body that is a list", "/realms/test/edits", [], 400, "no JSON object"],
])("through the window's API, %s gets a clear error", async (_what, path, body, status, words) => {
  const answer = await workbench(path, body);
  expect(answer.status).toBe(status);
  expect(((await answer.json()) as { error: string }).error).toContain(words);
});

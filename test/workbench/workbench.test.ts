import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { ChangeNotice, Edit } from "../../src/contract/index.ts";
import { ADMIN, aServer, post } from "../protocol/a-server.ts";
import { aClient, aClientScope, aRealm, aRole, idOf, NOW, type RealmDraft, SECRET } from "../support/builders.ts";
import { aWindow } from "./a-window.ts";

const PRIVATE = "a-private-attribute";
const draft: RealmDraft = {
  displayName: "Test",
  roles: [
    aRole("reader", { description: "May read" }),
    aRole("editor", { composites: ["reader"] }),
    aRole("view", { ownerClientId: "orders" }),
  ],
  clients: [
    aClient("app", {
      name: "The app",
      serviceAccountRoles: ["editor"],
      scopeMappings: ["view"],
      attributes: {
        "client.secret.creation.time": "1600000000",
        "client.secret.rotated": PRIVATE,
        "jwt.credential.private.key": PRIVATE,
        team: "blue",
      },
    }),
    aClient("orders", { serviceAccountsEnabled: false }),
    aClient("page", { publicClient: true, serviceAccountsEnabled: false }),
    aClient("saml", { protocol: "saml", serviceAccountsEnabled: false }),
  ],
  clientScopes: [aClientScope("extra", { scopeMappings: ["reader"] })],
};

const APP = idOf("client", "app");
const update = (settings: object, client = APP): Edit => ({ type: "updateClient", client, settings });
const start = () => aServer({ realm: aRealm(draft) });
const shared = await start();
afterAll(() => shared.stop());
const window = aWindow(shared);
const fileOf = (server: { readonly workspacePath: string }) =>
  readFile(join(server.workspacePath, "realms/test.json"), "utf8");

test("the window's frame sees the server and its realms", async () => {
  const { answer } = await window.server();
  expect(answer).toMatchObject({ baseUrl: shared.baseUrl, workspacePath: shared.workspacePath });
  expect(answer.realms.map(({ name }) => name)).toEqual(["master", "test"]);
  expect(answer.realms[1]).toMatchObject({
    displayName: "Test",
    enabled: true,
    issuer: `${shared.baseUrl}/realms/test`,
    tokenUrl: shared.tokenUrl,
  });
});

test("the client list has the clients for OpenID Connect, Keycloak's own marked", async () => {
  const { clients } = (await window.clients()).answer;
  const builtIn = clients.filter((client) => client.builtIn).map(({ clientId }) => clientId);
  expect(builtIn).toEqual([
    "account",
    "account-console",
    "admin-cli",
    "broker",
    "realm-management",
    "security-admin-console",
  ]);
  expect(
    clients
      .filter((client) => !client.builtIn)
      .map(({ clientId, confidential, serviceAccountsEnabled }) => [clientId, confidential, serviceAccountsEnabled]),
  ).toEqual([
    ["app", true, true],
    ["orders", true, false],
    ["page", false, false],
  ]);
});

test("a client's page has all that it shows, in one read", async () => {
  const { answer } = await window.page(APP);
  expect(answer.client).toMatchObject({
    clientId: "app",
    name: "The app",
    publicClient: false,
    hasSecret: true,
    secretCreatedAtSeconds: 1_600_000_000,
    attributes: { team: "blue" },
  });
  expect(answer.serviceAccount).toMatchObject({
    username: "service-account-app",
    assignedRoles: [idOf("role", "editor")],
  });
  expect(answer.scopeMappings).toEqual([idOf("role", "orders:view")]);
  const role = (name: string) => answer.roles.find((each) => each.name === name);
  expect(role("editor")).toMatchObject({ includes: [idOf("role", "reader")], builtIn: false });
  expect(role("reader")).toMatchObject({ description: "May read" });
  expect(role("view")?.owner).toEqual({ id: idOf("client", "orders"), clientId: "orders" });
  expect(role("offline_access")).toMatchObject({ builtIn: true, description: "" });
  const scope = (name: string) => answer.clientScopes.find((each) => each.name === name);
  expect([scope("email")?.assignment, scope("phone")?.assignment, scope("extra")?.assignment]).toEqual([
    "default",
    "optional",
    "none",
  ]);
  expect(scope("extra")?.scopeMappings).toEqual([idOf("role", "reader")]);
});

test("a client without a service account has none on its page", async () => {
  expect((await window.page(idOf("client", "page"))).answer).toMatchObject({
    serviceAccount: null,
    client: { hasSecret: false },
  });
});

test("no answer but the one that was asked for it holds a secret", async () => {
  const { clients } = (await window.clients()).answer;
  const answers = [
    await window.server(),
    await window.clients(),
    await window.history(),
    await window.show("app"),
    await window.send("app"),
    await window.send("app", { method: "client_secret_post", secret: "a-typed-secret" }),
    ...(await Promise.all(clients.map(({ id }) => window.page(id)))),
  ];
  const text = JSON.stringify(answers);
  for (const secret of [SECRET, PRIVATE, "a-typed-secret", ADMIN.password]) expect(text).not.toContain(secret);
  expect(text).not.toContain(Buffer.from(`app:${SECRET}`).toString("base64"));
  expect((await window.reveal(APP)).answer).toEqual({ secret: SECRET });
  expect((await window.reveal(idOf("client", "page"))).answer).toEqual({ secret: null });
});

test.each<[string, "GET" | "POST", string, object | undefined, number, string | undefined]>([
  ["a realm that is not there", "GET", "/realms/nowhere/clients", undefined, 404, undefined],
  ["a realm named __proto__", "GET", "/realms/__proto__/clients", undefined, 404, undefined],
  ["a client that is gone", "GET", "/realms/test/clients/gone", undefined, 404, undefined],
  ["the secret of a client that is gone", "POST", "/realms/test/clients/gone/secret", {}, 404, undefined],
  ["a path that is not there", "GET", "/nothing", undefined, 404, undefined],
  ["no edits", "POST", "/realms/test/edits", { baseRevision: 1, edits: [] }, 400, "edits"],
  [
    "an unknown edit",
    "POST",
    "/realms/test/edits",
    { baseRevision: 1, edits: [{ type: "magic" }] },
    400,
    "edits.0.type",
  ],
  [
    "a setting that cannot be changed",
    "POST",
    "/realms/test/edits",
    { baseRevision: 1, edits: [update({ secret: "x" })] },
    400,
    "edits.0.settings",
  ],
  [
    "an empty clientId",
    "POST",
    "/realms/test/edits",
    { baseRevision: 1, edits: [update({ clientId: "" })] },
    400,
    "edits.0.settings.clientId",
  ],
  [
    "a clientId with a control character",
    "POST",
    "/realms/test/edits",
    { baseRevision: 1, edits: [update({ clientId: "a\u0000b" })] },
    400,
    "edits.0.settings.clientId",
  ],
  [
    "a clientId that is too long",
    "POST",
    "/realms/test/edits",
    { baseRevision: 1, edits: [update({ clientId: "x".repeat(256) })] },
    400,
    "edits.0.settings.clientId",
  ],
  [
    "a field of another type",
    "POST",
    "/realms/test/edits",
    { baseRevision: "1", edits: [update({})] },
    400,
    "baseRevision",
  ],
  ["an unknown field", "POST", "/realms/test/edits", { baseRevision: 1, edits: [update({})], more: 1 }, 400, ""],
  [
    "an unknown method of authentication",
    "POST",
    "/calls",
    { issuer: "http://127.0.0.1", clientId: "app", proof: { method: "magic" } },
    400,
    "proof.method",
  ],
])("%s is refused with the field", async (_what, method, path, body, status, field) => {
  const { status: answered, refusal } = await window.call(method, path, body);
  expect([answered, refusal.field]).toEqual([status, field]);
  expect(refusal.error.length).toBeGreaterThan(5);
});

test("a body that is no JSON object is refused", async () => {
  for (const body of ["{", "[]", "5", '"x"', "null"]) {
    const response = await shared.handleInProcess(new Request("app://ui/workbench/calls", { method: "POST", body }));
    expect([response.status, await response.json()]).toEqual([400, { error: "The body is no JSON object" }]);
  }
});

test("one Save makes all edits as one change, and the file has them", async () => {
  await using server = await start();
  const { save, page, history } = aWindow(server);
  const { revision } = (await page(APP)).answer;
  const saved = await save(revision, update({ name: "Shop" }), {
    type: "assignRole",
    client: APP,
    role: idOf("role", "reader"),
  });
  expect(saved.answer).toMatchObject({ revision: revision + 1 });
  const now = (await page(APP)).answer;
  expect(now).toMatchObject({ revision: revision + 1, client: { name: "Shop" } });
  expect(now.serviceAccount?.assignedRoles).toContain(idOf("role", "reader"));
  expect(JSON.parse(await fileOf(server)).clients.find((client: { id: string }) => client.id === APP).name).toBe(
    "Shop",
  );
  expect((await history()).answer.entries[0]).toEqual({
    revision: revision + 1,
    atSeconds: NOW,
    by: "window",
    summary: ['app: Name "Shop"', "app: role reader assigned"],
    restorable: false, // it is what is there
  });
});

test("when one of several edits cannot be made, none is, and the field is named", async () => {
  await using server = await start();
  const { save, page } = aWindow(server);
  const { revision } = (await page(APP)).answer;
  const before = await fileOf(server);
  const { status, refusal } = await save(revision, update({ name: "Shop" }), update({ clientId: "orders" }));
  expect([status, refusal]).toEqual([
    422,
    { error: "Client orders already exists", field: "edits.1.settings.clientId" },
  ]);
  expect((await page(APP)).answer).toMatchObject({ revision, client: { name: "The app" } });
  expect(await fileOf(server)).toBe(before);
});

test("a Save over a change that one has not seen is refused, and says whose it was", async () => {
  await using server = await start();
  const { save, page } = aWindow(server);
  const { revision } = (await page(APP)).answer;
  await save(revision, update({ name: "first" }));
  const { status, refusal } = await save(revision, update({ name: "second" }));
  expect(status).toBe(409);
  expect(refusal).toEqual({
    error: 'The realm was changed meanwhile by window: app: Name "first"',
    revision: revision + 1,
  });
  expect((await page(APP)).answer.client.name).toBe("first");
});

test("of two Saves at once one is made", async () => {
  await using server = await start();
  const { save, page } = aWindow(server);
  const { revision } = (await page(APP)).answer;
  const both = await Promise.all([save(revision, update({ name: "one" })), save(revision, update({ name: "two" }))]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test("undo takes the newest change back, as a change of its own", async () => {
  await using server = await start();
  const { save, undo, page, history } = aWindow(server);
  const { revision } = (await page(APP)).answer;
  const before = JSON.parse(await fileOf(server));
  await save(revision, { type: "removeClient", client: APP });
  expect((await page(APP)).status).toBe(404);
  expect((await undo(revision + 1)).answer).toMatchObject({ revision: revision + 2 });
  expect(JSON.parse(await fileOf(server))).toEqual(before);
  expect((await history()).answer.entries.map((entry) => entry.revision).slice(0, 2)).toEqual([
    revision + 2,
    revision + 1,
  ]);
});

test("a change that is not the newest is not undone", async () => {
  await using server = await start();
  const { save, undo, page } = aWindow(server);
  const { revision } = (await page(APP)).answer;
  await save(revision, update({ name: "one" }));
  await save(revision + 1, update({ name: "two" }));
  expect(await undo(revision + 1)).toMatchObject({ status: 409, refusal: { revision: revision + 2 } });
});

test("a regenerated secret works at once, and the old one no more", async () => {
  await using server = await start();
  const { save, reveal, clients } = aWindow(server);
  const { revision } = (await clients()).answer;
  await save(revision, { type: "regenerateClientSecret", client: APP });
  const { secret } = (await reveal(APP)).answer;
  expect(secret).toMatch(/^[A-Za-z0-9]{86}$/);
  const ask = (client_secret: string) =>
    post(server.tokenUrl, { grant_type: "client_credentials", client_id: "app", client_secret });
  expect((await ask(SECRET)).status).toBe(401);
  expect((await ask(secret ?? "")).status).toBe(200);
});

test("a request is shown as it will be sent, its secret masked", async () => {
  const { requestText, curl, url, requestParts } = (await window.show("app", { scope: "openid extra" })).answer;
  expect(url).toBe(shared.tokenUrl);
  const [requestLine, ...lines] = requestText.split("\r\n");
  expect(requestLine).toBe("POST /realms/test/protocol/openid-connect/token HTTP/1.1");
  expect(lines).toContain("Authorization: Basic ••••••••");
  expect(lines.at(-1)).toBe("grant_type=client_credentials&scope=openid+extra");
  expect(lines).toContain(`Content-Length: ${Buffer.byteLength(lines.at(-1) ?? "")}`);
  expect(curl).toContain('"$CLIENT_SECRET"');
  expect(requestParts.map(({ reference }) => reference)).toContain("RFC 6749 §4.4");
});

test("an exchange goes over a socket, and tells the token, its signature and its reasons", async () => {
  const { answer } = await window.send("app", { scope: "openid" });
  expect(answer).toMatchObject({ status: 200, atSeconds: NOW, refused: null, answer: { token_type: "Bearer" } });
  expect(answer.requestText).toContain("Authorization: Basic ••••••••");
  expect(answer.responseText).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(answer.tokens.map(({ kind, signature }) => [kind, signature.verdict])).toEqual([
    ["access_token", "valid"],
    ["id_token", "valid"],
  ]);
  const [access] = answer.tokens;
  expect(access?.signature.reason).toBe("Signed with RS256 by the key of that kid in the realm's JWKS");
  expect(answer.trace.map(({ outcome }) => outcome)).not.toContain("failed");
  expect(answer.trace.map(({ rule }) => rule)).toEqual(expect.arrayContaining(["client secret", "a token is issued"]));
  const claims = new Set(answer.explanation?.claims.map(({ path }) => path[0]));
  expect(claims).toEqual(new Set(Object.keys(access?.claims ?? {})));
  const jti = answer.explanation?.claims.find(({ path }) => path[0] === "jti");
  expect(jti?.value).toBe(access?.claims["jti"]);
});

test("a refresh token's signature is the realm's alone to verify", async () => {
  await using server = await aServer({
    realm: aRealm({ clients: [aClient("app", { attributes: { "client_credentials.use_refresh_token": "true" } })] }),
  });
  const { tokens } = (await aWindow(server).send("app")).answer;
  expect(tokens.find(({ kind }) => kind === "refresh_token")?.signature).toMatchObject({
    verdict: "valid",
    reason: expect.stringContaining("only the realm itself can verify it"),
  });
});

test.each([
  [
    "a wrong secret",
    { secret: "a-typed-secret" },
    "unauthorized_client",
    { rule: "client secret", actual: "another secret" },
  ],
  [
    "the right secret with a space",
    { secret: `${SECRET} ` },
    "unauthorized_client",
    { rule: "client secret", actual: "the right secret with white space around it" },
  ],
  [
    "a scope that is not assigned",
    { scope: "extra" },
    "invalid_scope",
    { rule: "every requested scope is assigned to the client", mend: { label: "Assign extra as optional" } },
  ],
])("a refused exchange tells the true reason: %s", async (_what, more, error, step) => {
  for (const method of ["client_secret_basic", "client_secret_post"]) {
    const { answer } = await window.send("app", { ...more, method });
    expect(answer).toMatchObject({
      refused: { error, meaning: expect.stringContaining("RFC 6749") },
      tokens: [],
      explanation: null,
    });
    expect(answer.trace.find(({ outcome }) => outcome === "failed")).toMatchObject(step);
    expect(JSON.stringify(answer)).not.toContain("a-typed-secret");
    expect(JSON.stringify(answer)).not.toContain(SECRET);
  }
});

test("an exchange of a name and a secret of odd characters works by both methods", async () => {
  await using server = await aServer({
    realm: aRealm({ clients: [aClient("Spécial/Client +%", { secret: "p@ss:w ö+rd%&=" })] }),
  });
  for (const method of ["client_secret_basic", "client_secret_post"])
    expect((await aWindow(server).send("Spécial/Client +%", { method })).answer.status).toBe(200);
});

/** The Workbench API over HTTP, as a browser calls it. */
const browse = (server: { readonly baseUrl: string }, path: string, init: RequestInit = {}) =>
  fetch(`${server.baseUrl}/workbench${path}`, init);
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const codeOf = (url: string) => new URL(url).hash.replace("#code=", "");
const signIn = (server: { readonly baseUrl: string }, code: string, headers: Record<string, string> = {}) =>
  browse(server, "/sign-in", { method: "POST", body: JSON.stringify({ code }), headers });

test("a browser signs in by the code in the address's fragment, once", async () => {
  const url = shared.createSignInUrl();
  expect(url.startsWith(`${shared.baseUrl}/#code=`)).toBe(true);
  const first = await signIn(shared, codeOf(url));
  const { bearer: token } = await first.json();
  expect((await browse(shared, "/server", bearer(token))).status).toBe(200);
  const second = await signIn(shared, codeOf(url));
  expect(second.status).toBe(401);
  expect((await second.json()).error).toContain("was used already");
  expect((await browse(shared, "/server", bearer(token))).status).toBe(200);
});

test.each([
  ["60 s after it was made a code is good", 60, 200],
  ["61 s after it was made a code is too old", 61, 401],
])("%s", async (_sentence, seconds, status) => {
  await using server = await start();
  const code = codeOf(server.createSignInUrl());
  server.wait(seconds);
  expect((await signIn(server, code)).status).toBe(status);
});

test("a code that was made up signs nobody in", async () => {
  for (const code of ["guess", "__proto__", "x".repeat(200)]) expect((await signIn(shared, code)).status).toBe(401);
  for (const code of ["", "x".repeat(201)]) expect((await signIn(shared, code)).status).toBe(400);
});

test.each<[string, RequestInit]>([
  ["without a sign-in", {}],
  ["with a bearer that was made up", bearer("guess")],
  ["with a Basic header", { headers: { authorization: "Basic YTpi" } }],
])("over HTTP the Workbench API is closed %s", async (_how, init) => {
  for (const path of ["/server", "/realms/test/clients", "/changes"])
    expect((await browse(shared, path, init)).status).toBe(401);
});

test("an administrator of master may call with a token of master, a service account of a realm may not", async () => {
  const admin = await post(shared.tokenUrlOf("master"), { grant_type: "password", client_id: "admin-cli", ...ADMIN });
  expect((await browse(shared, "/server", bearer(admin.json.access_token))).status).toBe(200);
  const app = await post(shared.tokenUrl, {
    grant_type: "client_credentials",
    client_id: "app",
    client_secret: SECRET,
  });
  expect((await browse(shared, "/server", bearer(app.json.access_token))).status).toBe(401);
});

test("pages of another origin are refused whatever they know, the server's own are not", async () => {
  const { bearer: token } = await (await signIn(shared, codeOf(shared.createSignInUrl()))).json();
  const from = (origin: string) => browse(shared, "/server", { headers: { authorization: `Bearer ${token}`, origin } });
  expect((await from(shared.baseUrl)).status).toBe(200);
  for (const origin of [
    "https://evil.example",
    "null",
    shared.baseUrl.replace("http:", "https:"),
    `${shared.baseUrl}1`,
  ]) {
    const refused = await from(origin);
    expect([origin, refused.status]).toEqual([origin, 403]);
    expect(refused.headers.get("access-control-allow-origin")).toBeNull();
  }
  const code = codeOf(shared.createSignInUrl());
  expect((await signIn(shared, code, { origin: "https://evil.example" })).status).toBe(403);
  expect((await signIn(shared, code)).status).toBe(200);
});

/** Reads the stream of changes until a notice comes. */
async function nextNotice(body: ReadableStream<Uint8Array> | null): Promise<ChangeNotice> {
  let text = "";
  const reader = body?.getReader();
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { done: true };
    if (done) throw new Error(`the stream ended: ${text}`);
    text += new TextDecoder().decode(value);
    const [, data] = /^data: (.*)$/m.exec(text) ?? [];
    if (data === undefined) continue;
    await reader?.cancel();
    return JSON.parse(data);
  }
}

test("every open window is told of a change, whoever made it", async () => {
  await using server = await start();
  const { save, clients } = aWindow(server);
  const { bearer: token } = await (await signIn(server, codeOf(server.createSignInUrl()))).json();
  const { revision } = (await clients()).answer;
  const inProcess = await server.handleInProcess(new Request("app://ui/workbench/changes"));
  const overHttp = await browse(server, "/changes", bearer(token));
  expect(overHttp.headers.get("content-type")).toBe("text/event-stream");
  const notices = Promise.all([nextNotice(inProcess.body), nextNotice(overHttp.body)]);
  await save(revision, update({ name: "Shop" }));
  const told = { realm: "test", revision: revision + 1, by: "window", summary: ['app: Name "Shop"'] };
  expect(await notices).toEqual([told, told]);
});

test("a browser's change bears its name in the history", async () => {
  await using server = await start();
  const { clients, history } = aWindow(server);
  const { revision } = (await clients()).answer;
  const { bearer: token } = await (await signIn(server, codeOf(server.createSignInUrl()))).json();
  const body = JSON.stringify({ baseRevision: revision, edits: [update({ name: "Shop" })] });
  expect((await browse(server, "/realms/test/edits", { method: "POST", body, ...bearer(token) })).status).toBe(200);
  expect((await history()).answer.entries[0]?.by).toBe("browser");
});

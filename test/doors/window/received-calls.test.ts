import { afterAll, expect, test } from "vitest";
import {
  type CallDetails,
  type CallEvent,
  type InputOf,
  listCauses,
  listEvents,
  listReceivedCalls,
  readCall,
  readClient,
  saveEdits,
} from "../../../src/contract/index.ts";
import { anAssertion } from "../../support/assertions.ts";
import { aClient, aClientScope, aRealm, SECRET } from "../../support/builders.ts";
import { cpuMsOf } from "../../support/cpu-time.ts";
import { sendText } from "../../support/raw-http.ts";
import { anEditor } from "./an-editor.ts";

const server = await anEditor(
  aRealm({
    clientScopes: [aClientScope("orders.read")],
    clients: [aClient("orders"), aClient("stock"), aClient("signed", { clientAuthenticatorType: "client-jwt" })],
  }),
);
afterAll(() => server.stop());

const TOKEN = "/realms/test/protocol/openid-connect/token";

/** Sends a request just as it is written. */
function sendRaw(lines: readonly string[], body = "", target = TOKEN): Promise<string> {
  const head = [
    `POST ${target} HTTP/1.1`,
    `Host: 127.0.0.1:${server.port}`,
    "Connection: close",
    "Content-Type: application/x-www-form-urlencoded",
    ...lines,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return sendText(server.port, `${head.join("\r\n")}\r\n\r\n${body}`);
}

const calls = async (wanted: Partial<InputOf<typeof listEvents>> = {}): Promise<CallEvent[]> => {
  const { answer } = await server.call(listEvents, { realm: "test", ...wanted });
  return answer.events.flatMap((event) => (event.kind === "call" ? [event] : []));
};
const newest = async (): Promise<CallDetails> => {
  const [call] = await calls();
  return (await server.call(readCall, { realm: "test", call: call?.call ?? -1 })).answer;
};
const save = async (...edits: object[]) => {
  const { answer } = await server.call(readClient, { realm: "test", client: "client:orders" });
  expect((await server.call(saveEdits, { realm: "test", baseRevision: answer.revision, edits })).status).toBe(200);
};
const basic = (id: string, secret: string) =>
  `Authorization: Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;

test("a request is shown as it came, its headers in their order and spelling, each part with its meaning", async () => {
  await sendRaw([basic("orders", SECRET), "uSer-AGENT: curl/8.5.0"], "grant_type=client_credentials&scope=email&x=1");
  const { request, status, answerParts, setting } = await newest();
  expect(request?.text).toBe(
    [
      `POST ${TOKEN}`,
      `Host: 127.0.0.1:${server.port}`,
      "Connection: close",
      "Content-Type: application/x-www-form-urlencoded",
      "Authorization: Basic ••••••••",
      "uSer-AGENT: curl/8.5.0",
      "Content-Length: 45",
      "",
      "grant_type=client_credentials",
      "&scope=email",
      "&x=1",
    ].join("\n"),
  );
  expect(request?.parts.map(({ part }) => part)).toEqual([
    "POST",
    "Content-Type",
    "uSer-AGENT",
    "Authorization: Basic",
    "grant_type=client_credentials",
    "scope=email",
  ]);
  expect(
    request?.parts.every(({ meaning, reference }) => meaning !== "" && /RFC|OpenID|Keycloak/.test(reference)),
  ).toBe(true);
  expect([status, answerParts[0]?.part, setting]).toEqual([200, "200", null]);
});

test("a query that is made to be slow to read holds nobody up", async () => {
  const cpuMs = await cpuMsOf(async () => {
    for (const part of ["?key", "&key", "?", "key"])
      expect(await sendRaw([], "", `${TOKEN}?${part.repeat(12_000 / part.length)}`)).toMatch(/^HTTP\/1.1 4/);
  });
  expect(cpuMs).toBeLessThan(2000);
});

test.each([
  ["a secret in the form", [], "client_id=orders&client_secret=hunter2-form"],
  ["a secret in a header", [basic("orders", "hunter2-basic")], ""],
  ["a secret in the address", [], "client_id=orders", `${TOKEN}?client_secret=hunter2-query&access_token=hunter2`],
  ["a secret under an encoded name", [], "client_id=orders", `${TOKEN}?client%5Fs%65cret=hunter2-query`],
  ["a token to refresh with", [], "refresh_token=hunter2-refresh&grant_type=refresh_token"],
  ["a subject token", [], "subject_token=hunter2-subject&password=hunter2-pass"],
  ["an assertion", [], "client_assertion=hunter2.assertion.sig"],
  ["a bearer", ["Authorization: Bearer hunter2.bearer"], ""],
  ["an Authorization without a scheme", ["Authorization: hunter2-alone"], ""],
  ["a cookie, a DPoP proof, a key of one's own", ["Cookie: a=hunter2", "DPoP: hunter2", "X-Api-Key: hunter2"], ""],
])("%s is shown nowhere", async (_what, headers, body, target = TOKEN) => {
  await sendRaw(headers, body, target);
  const told = await newest();
  expect(told.request?.text).toContain("••••••••");
  expect(JSON.stringify(told)).not.toContain("hunter2");
});

test("what is long is cut, and what is much is counted", async () => {
  const many = Array.from({ length: 60 }, (_, i) => `X-Header-${i}: ${"v".repeat(150)}`);
  await sendRaw([`X-Long: ${"x".repeat(5000)}`, ...many], "grant_type=client_credentials");
  const { request } = await newest();
  expect(request?.text).toContain(`${"x".repeat(300)}… (4,700 more characters)`);
  expect(request?.text).toMatch(/\(\d+ more are not kept\)/);
  expect(request?.text.length).toBeLessThan(6000);
});

test("a client that signs is shown with its assertion masked, and as what it is", async () => {
  const issuer = `${server.baseUrl}/realms/test`;
  const form = await anAssertion({ clientId: "signed", audience: issuer, nowSeconds: server.now() });
  await sendRaw([], new URLSearchParams({ grant_type: "client_credentials", ...form }).toString());
  const { request } = await newest();
  expect(request?.text).not.toContain(form.client_assertion.slice(0, 20));
  expect(request?.parts.map(({ part }) => part)).toContain("client_assertion");
});

test("calls are found by their cause, and the causes are counted", async () => {
  for (const scope of ["a", "b"])
    await sendRaw([basic("stock", SECRET)], `grant_type=client_credentials&scope=${scope}`);
  const { answer } = await server.call(listCauses, { realm: "test" });
  const cause = "every requested scope is assigned to the client";
  expect(answer.causes).toContainEqual({ cause, calls: 2 });
  expect((await calls({ cause })).map(({ error }) => error)).toEqual(["invalid_scope", "invalid_scope"]);
  const received = await server.call(listReceivedCalls, { cause });
  expect(received.answer.calls).toHaveLength(2);
  expect(await calls({ cause: "nothing like it" })).toEqual([]);
});

test("a wrong secret leads to Credentials, and to the edit that made it wrong", async () => {
  server.wait(100);
  await save({ type: "regenerateClientSecret", client: "client:orders" });
  server.wait(12);
  await sendRaw([basic("orders", SECRET)], "grant_type=client_credentials");
  const at = (await newest()).atSeconds;
  expect((await newest()).setting).toEqual({
    page: "client",
    section: "credentials",
    client: "client:orders",
    before: { revision: expect.any(Number), atSeconds: at - 12, summary: "orders: Client Secret regenerated" },
    after: null,
  });
  server.wait(5);
  await save({ type: "regenerateClientSecret", client: "client:orders" });
  expect((await newest()).setting?.after).toMatchObject({ atSeconds: at + 5 });
});

test("an edit of another client, or of another setting, is not told of", async () => {
  await save({ type: "updateClient", client: "client:stock", settings: { name: "secret stock" } });
  await sendRaw([basic("stock", "wrong")], "grant_type=client_credentials");
  expect((await newest()).setting).toMatchObject({ section: "credentials", client: "client:stock", before: null });
});

test("a client scope that was taken away leads to Client scopes", async () => {
  await save({
    type: "assignClientScope",
    client: "client:stock",
    clientScope: "client-scope:orders.read",
    as: "optional",
  });
  await save({
    type: "assignClientScope",
    client: "client:stock",
    clientScope: "client-scope:orders.read",
    as: "none",
  });
  server.wait(3);
  await sendRaw([basic("stock", SECRET)], "grant_type=client_credentials&scope=orders.read");
  expect((await newest()).setting).toMatchObject({
    page: "client",
    section: "client-scopes",
    before: { summary: "stock: client scope orders.read removed" },
  });
});

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type {
  AnswerOf,
  CallExchange,
  listSavedCalls,
  removeSavedCall,
  saveCall,
  TokenCall,
} from "../../../src/contract/index.ts";
import { aFolder, aServer } from "../../protocol/a-server.ts";
import { aSessionRealm } from "../../protocol/a-session-realm.ts";
import { idOf, SECRET } from "../../support/builders.ts";
import { aWindow } from "../../workbench/a-window.ts";

async function aPlace(settings?: object) {
  const folder = await aFolder();
  const file = join(folder.path, "workbench.json");
  if (settings) await writeFile(file, JSON.stringify(settings));
  const start = () =>
    aServer({ workspace: folder.path, realm: aSessionRealm(), environment: { TOKENBENCH_VAR_SECRET: SECRET } });
  let server = await start();
  const call = <Answer>(method: "GET" | "POST", path: string, body?: object) =>
    aWindow(server).call<Answer>(method, path, body);
  return {
    file,
    call,
    issuer: () => `${server.baseUrl}/realms/test`,
    restart: async () => {
      await server.stop();
      server = await start();
    },
    list: async () => (await call<AnswerOf<typeof listSavedCalls>>("GET", "/calls/saved")).answer,
    save: (name: string, asked: object, more: object = {}) =>
      call<AnswerOf<typeof saveCall>>("POST", "/calls/saved", { name, call: asked, ...more }),
    remove: (name: string) => call<AnswerOf<typeof removeSavedCall>>("POST", "/calls/saved/remove", { name }),
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const ISSUER = "https://sso.example/realms/shop";
const variable = { method: "client_secret_basic", secret: "{{secret}}" } as const;
const orders: TokenCall = { issuer: ISSUER, clientId: "orders", proof: variable, scope: "read" };

test("a call is saved under a name, in the file that can be in git, and is there after a restart", async () => {
  await using place = await aPlace({ port: 0, ours: "kept" });
  const ids = { id: crypto.randomUUID(), chain: crypto.randomUUID() };
  expect((await place.save("orders at night", { ...orders, ...ids })).answer).toEqual({
    saved: { name: "orders at night", call: orders },
    replaced: null,
  });
  await place.save("billing", orders);
  await place.restart();
  expect((await place.list()).calls.map(({ name }) => name)).toEqual(["billing", "orders at night"]);
  expect(JSON.parse(await readFile(place.file, "utf8"))).toEqual({
    port: 0,
    ours: "kept",
    savedCalls: [
      { name: "billing", call: orders },
      { name: "orders at night", call: orders },
    ],
  });
});

test("a saved call is sent as it is, its secret a variable's or the stored client's", async () => {
  await using place = await aPlace();
  const issuer = place.issuer();
  await place.save("variable", { issuer, clientId: "app", proof: variable });
  const client = { realm: "test", id: idOf("client", "app") };
  await place.save("stored", { issuer, clientId: "app", client, proof: { method: "client_secret_post" } });
  const { calls } = await place.list();
  const answers = await Promise.all(calls.map(({ call }) => place.call<CallExchange>("POST", "/calls", call)));
  expect(answers.map(({ answer }) => answer.status)).toEqual([200, 200]);
});

test("a name that is taken is replaced only when that is said, and the former call is given back", async () => {
  await using place = await aPlace();
  await place.save("orders", orders);
  const other = { ...orders, clientId: "other" };
  const refused = await place.save("orders", other);
  expect([refused.status, refused.refusal]).toEqual([409, { error: "There is a call orders already", field: "name" }]);
  const replaced = await place.save("orders", other, { replace: true });
  expect(replaced.answer).toEqual({
    saved: { name: "orders", call: other },
    replaced: { name: "orders", call: orders },
  });
  expect((await place.list()).calls).toEqual([{ name: "orders", call: other }]);
});

test("what is removed is given back, and can be saved again", async () => {
  await using place = await aPlace();
  await place.save("orders", orders);
  const { removed } = (await place.remove("orders")).answer;
  expect((await place.list()).calls).toEqual([]);
  await place.save(removed.name, removed.call);
  expect((await place.list()).calls).toEqual([{ name: "orders", call: orders }]);
  expect((await place.remove("nobody")).status).toBe(404);
});

test.each([
  ["secret", { proof: { method: "client_secret_basic", secret: "typed" } }, "call.proof.secret"],
  [
    "secret with a variable in it",
    { proof: { method: "client_secret_post", secret: "typed{{secret}}" } },
    "call.proof.secret",
  ],
  ["private key", { proof: { method: "private_key_jwt", key: "{}" } }, "call.proof.key"],
  [
    "certificate's key",
    { proof: { method: "tls_client_auth", certificate: "c", privateKey: "k" } },
    "call.proof.privateKey",
  ],
  ["secret parameter", { parameters: [["client_secret", "typed"]] }, "call.parameters.client_secret"],
  ["secret header", { headers: [["authorization", "Basic abc"]] }, "call.headers.authorization"],
  ["key in a header", { headers: [["X-Api-Key", "typed"]] }, "call.headers.X-Api-Key"],
  ["password in the issuer's address", { issuer: "https://orders:typed@sso.example/realms/shop" }, "call.issuer"],
  ["token before the issuer's host", { issuer: "https://typed@sso.example/realms/shop" }, "call.issuer"],
  ["secret in the issuer's query", { issuer: `${ISSUER}?tenant=a&client_secret=typed` }, "call.issuer"],
  ["secret under an encoded name", { issuer: `${ISSUER}?tenant=a&client%5Fs%65cret=typed` }, "call.issuer"],
  ["key in the token endpoint's query", { tokenUrl: "https://sso.example/token?api-key=typed" }, "call.tokenUrl"],
  ["password in an address with a variable elsewhere", { tokenUrl: "https://u:typed@{{host}}/token" }, "call.tokenUrl"],
  ["secret behind a #", { issuer: `${ISSUER}#access_token=typed` }, "call.issuer"],
  ["key in a parameter", { parameters: [["api_key", "typed"]] }, "call.parameters.api_key"],
])("a typed %s is not saved, and the person is told where to put it", async (_what, more, field) => {
  await using place = await aPlace();
  const { status, refusal } = await place.save("orders", { ...orders, ...more });
  expect([status, refusal]).toEqual([422, { error: expect.stringContaining("put it in a variable"), field }]);
  expect(await readFile(place.file, "utf8").catch(() => "")).not.toContain("typed");
});

test("what is no secret, or a variable, may be saved anywhere", async () => {
  await using place = await aPlace();
  const headers = [
    ["Authorization", "Bearer {{secret}}"],
    ["X-Request-Id", "42"],
  ];
  const parameters = [["api_secret", "{{ secret }}"]];
  const { status } = await place.save("orders", { ...orders, headers, parameters });
  expect(status).toBe(200);
  const issuer = "https://orders:{{secret}}@sso.example/realms/shop?key={{ secret }}&tenant=a";
  expect((await place.save("variables", { ...orders, issuer })).answer.saved.call.issuer).toBe(issuer);
});

test.each([
  ["no name", { call: orders }],
  ["an empty name", { name: "", call: orders }],
  ["a name with a line break", { name: "a\nb", call: orders }],
  ["a name as long as a book", { name: "x".repeat(256), call: orders }],
  ["no call", { name: "orders" }],
  ["a call that is none", { name: "orders", call: { issuer: "ftp://x" } }],
])("%s is refused", async (_what, body) => {
  await using place = await aPlace();
  expect((await place.call("POST", "/calls/saved", body)).status).toBe(400);
});

test("an entry that somebody wrote wrongly into the file is told, and the others can be used", async () => {
  await using place = await aPlace({
    savedCalls: [
      { name: "broken", call: { issuer: ISSUER, proof: variable } },
      { name: "empty" },
      { name: "orders", call: orders },
    ],
  });
  const { calls, unfit } = await place.list();
  expect(calls).toEqual([{ name: "orders", call: orders }]);
  expect(unfit).toEqual([
    { name: "broken", problem: expect.stringContaining("clientId") },
    { name: "empty", problem: expect.stringContaining("call") },
  ]);
  await place.save("more", orders);
  expect(JSON.parse(await readFile(place.file, "utf8")).savedCalls).toHaveLength(4);
});

test("a file that is broken meanwhile is not overwritten", async () => {
  await using place = await aPlace();
  await writeFile(place.file, "{ broken");
  const { status, refusal } = await place.save("orders", orders);
  expect([status, refusal.error]).toEqual([503, expect.stringContaining("workbench.json cannot be read")]);
  expect(await readFile(place.file, "utf8")).toBe("{ broken");
});

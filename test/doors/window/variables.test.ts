import { createPrivateKey, type JsonWebKey } from "node:crypto";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import type { AnswerOf, CallExchange, Discovery, listVariables, ShownCall } from "../../../src/contract/index.ts";
import { aFolder, aServer } from "../../protocol/a-server.ts";
import { aSessionRealm } from "../../protocol/a-session-realm.ts";
import { testKey } from "../../support/assertions.ts";
import { SECRET } from "../../support/builders.ts";
import { aWindow } from "../../workbench/a-window.ts";
import { aPeer, closePeers, http } from "../a-peer.ts";

afterEach(closePeers);
afterAll(() => shared[Symbol.asyncDispose]());

async function aPlace(environment: Record<string, string> = {}) {
  const folder = await aFolder();
  const workspace = join(folder.path, "workspace");
  const lines: string[] = [];
  const note = (line: string) => void lines.push(line);
  const log = { info: note, warn: note, error: note };
  const server = await aServer({ workspace, realm: aSessionRealm(), environment, log });
  const { call } = aWindow(server);
  const issuer = `${server.baseUrl}/realms/test`;
  const app = { issuer, clientId: "app", proof: { method: "client_secret_basic", secret: "{{secret}}" } };
  return {
    issuer,
    file: join(workspace, "state/variables.env"),
    lines,
    stop: () => server.stop(),
    call,
    list: async () => (await call<AnswerOf<typeof listVariables>>("GET", "/variables")).answer.variables,
    set: (name: string, value: string) => call("POST", "/variables", { name, value }),
    remove: (name: string) => call("POST", "/variables/remove", { name }),
    send: (more: object = {}) => call<CallExchange>("POST", "/calls", { ...app, ...more }),
    show: (more: object = {}) => call<ShownCall>("POST", "/calls/show", { ...app, ...more }),
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** For what leaves nothing behind that matters. */
const shared = await aPlace();

test("a secret can come from the environment", async () => {
  await using place = await aPlace({ TOKENBENCH_VAR_SECRET: SECRET, OTHER: "x" });
  expect((await place.send()).answer).toMatchObject({ status: 200, refused: null });
  expect(await place.list()).toEqual([{ name: "secret", from: ["environment"] }]);
});

test("a secret can come from the side file, which only its owner can read", async () => {
  await using place = await aPlace();
  expect((await place.set("Secret", SECRET)).answer).toEqual({ name: "secret", from: ["file"] });
  expect((await place.send()).answer.status).toBe(200);
  expect((await place.send({ proof: { method: "client_secret_post", secret: "{{ SECRET }}" } })).answer.status).toBe(
    200,
  );
  expect([await readFile(place.file, "utf8"), (await stat(place.file)).mode & 0o777]).toEqual([
    "secret=s3cret\n",
    0o600,
  ]);
});

test("the environment comes before the side file", async () => {
  await using place = await aPlace({ TOKENBENCH_VAR_SECRET: SECRET });
  await place.set("secret", "another");
  expect(await place.list()).toEqual([{ name: "secret", from: ["environment", "file"] }]);
  expect((await place.send()).answer.status).toBe(200);
});

test("a variable without a value is named, with both places where it can get one", async () => {
  await using place = await aPlace();
  const { status, refusal } = await place.send();
  expect([status, refusal.error]).toEqual([
    422,
    "The variable secret has no value: set TOKENBENCH_VAR_SECRET in the environment, or secret in state/variables.env",
  ]);
});

test("what a person writes into the side file counts at once, and stays", async () => {
  await using place = await aPlace();
  const text = '\ufeff# of the team\r\nexport SECRET = s3cret\r\nnot a variable\r\nquoted="a\\nb"\r\n';
  await writeFile(place.file, text, { mode: 0o644 });
  expect((await place.send()).answer.status).toBe(200);
  await place.set("more", "line\nline");
  await place.set("quoted", "plain");
  expect(await readFile(place.file, "utf8")).toBe(
    '# of the team\nexport SECRET = s3cret\nnot a variable\nquoted=plain\nmore="line\\nline"\n',
  );
  expect((await stat(place.file)).mode & 0o777).toBe(0o600);
  expect((await place.remove("secret")).answer).toEqual({ removed: "secret" });
  expect((await place.list()).map(({ name }) => name)).toEqual(["more", "quoted"]);
});

test.each([
  ["a line break", "a\nb"],
  ["spaces at its ends", " a "],
  ["quotes", '"a"'],
  ["nothing in it", ""],
  ["a #", "a # b"],
  ["an =", "a=b="],
  ["what no ASCII has", "pässwörd ☂"],
])("a value with %s is sent as it is", async (_what, value) => {
  const place = shared;
  const seen: string[] = [];
  const tokenUrl = await aPeer(http("200 OK", "{}"), seen);
  await place.set("it", value);
  await place.send({ tokenUrl, proof: { method: "client_secret_post", secret: "{{it}}" } });
  expect(new URLSearchParams(seen[0]?.split("\r\n\r\n")[1]).get("client_secret")).toBe(value);
});

test("variables stand in any text of a call", async () => {
  await using place = await aPlace({
    TOKENBENCH_VAR_SECRET: SECRET,
    TOKENBENCH_VAR_CLIENT: "app",
    TOKENBENCH_VAR_WORD: "openid",
    TOKENBENCH_VAR_KIND: "api",
  });
  await place.set("issuer", place.issuer);
  const { answer } = await place.send({
    issuer: "{{issuer}}",
    clientId: "{{client}}",
    scope: "{{word}} basic",
    parameters: [["resource", "https://{{kind}}.example/"]],
    headers: [["X-Kind", "{{kind}}"]],
  });
  expect([answer.status, answer.tokens.length]).toEqual([200, 3]);
  expect(answer.requestText).toContain("scope={{word}} basic");
  expect(answer.requestText).toContain("X-Kind: {{kind}}");
  const found = await place.call<Discovery>("POST", "/calls/discovery", { issuer: "{{issuer}}" });
  expect(found.answer.issuer).toBe(place.issuer);
});

test("a private key can be a variable, line breaks and all", async () => {
  await using place = await aPlace();
  const pem = createPrivateKey({ key: testKey("rsa-a") as JsonWebKey, format: "jwk" }).export({
    type: "pkcs8",
    format: "pem",
  });
  await place.set("key", String(pem));
  const { answer } = await place.show({
    proof: { method: "private_key_jwt", key: "{{key}}", claims: { team: "{{key}}" } },
  });
  expect(answer.requestText).toContain("client_assertion=••••••••");
});

test("values of variables are masked in all that is shown, logged and kept", async () => {
  const value = 'va&lue "of" ünusual+kind';
  await using place = await aPlace({ TOKENBENCH_VAR_SECRET: value });
  const echo = JSON.stringify({ error: "invalid_client", error_description: `no ${value}`, twice: [value] });
  const peer = await aPeer(`HTTP/1.1 400 Bad\r\nX-Echo: ${encodeURIComponent(value)}\r\n\r\n${echo}`);
  const more = {
    tokenUrl: `${peer}/token?key={{secret}}`,
    parameters: [["note", "the {{secret}}"]],
    headers: [["X-Key", "{{secret}}"]],
  };
  const answers = [
    await place.send(more),
    await place.show(more),
    await place.call("POST", "/calls/raw", { url: peer, text: "GET /?{{secret}} HTTP/1.1\r\n\r\n" }),
    await place.call("POST", "/calls/follow-up", {
      issuer: place.issuer,
      clientId: "app",
      proof: { method: "none" },
      what: { kind: "resource", accessToken: "opaque", url: `${peer}/?q={{secret}}` },
    }),
    await place.call("POST", "/calls/copy", {
      as: "python",
      call: {
        issuer: place.issuer,
        clientId: "app",
        proof: { method: "client_secret_basic", secret: "{{secret}}" },
        ...more,
      },
    }),
    await place.call("GET", "/variables"),
  ];
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  const [sent] = answers as unknown as [{ answer: CallExchange }];
  expect(sent.answer.refused?.description).toBe("no {{secret}}");
  expect(sent.answer.requestText).toContain("note=the {{secret}}");
  const history = await place.call<{ entries: { id: string }[] }>("GET", "/history/calls");
  const kept = await Promise.all(
    history.answer.entries.map(({ id }) => place.call<{ exchange: CallExchange }>("GET", `/history/calls/${id}`)),
  );
  expect(kept).toHaveLength(3);
  await place.stop();
  const bytes = [sent.answer, ...kept.map(({ answer }) => answer.exchange)].map(({ responseBytes }) =>
    Buffer.from(responseBytes, "base64").toString(),
  );
  const all = [JSON.stringify([answers, kept]), ...bytes, ...place.lines].join("\n");
  const spellings = [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value), "va%26lue", "ünusual"];
  for (const spelling of spellings) expect(all).not.toContain(spelling);
});

test("a value that begins with another one is masked whole", async () => {
  await using place = await aPlace({ TOKENBENCH_VAR_SHORT: "abcd", TOKENBENCH_VAR_LONG: "abcdefgh" });
  const tokenUrl = await aPeer(http("400 Bad", '{"error":"no abcd or abcdefgh"}'));
  const parameters = [
    ["one", "{{short}}"],
    ["two", "{{long}}"],
  ];
  const { answer } = await place.send({ tokenUrl, proof: { method: "none" }, parameters });
  expect(answer.refused?.error).toBe("no {{short}} or {{long}}");
});

test.each([
  ["a name with a space", { name: "a b", value: "x" }, 400],
  ["a name that begins with a digit", { name: "1a", value: "x" }, 400],
  ["a name that ends the line", { name: "a\nb=c", value: "x" }, 400],
  ["no value", { name: "a" }, 400],
  ["a value that is no text", { name: "a", value: 1 }, 400],
])("%s is refused", async (_what, body, status) => {
  expect((await shared.call("POST", "/variables", body)).status).toBe(status);
});

test("a variable that is not in the side file cannot be taken out of it", async () => {
  await using place = await aPlace({ TOKENBENCH_VAR_OUTSIDE: "x" });
  expect((await place.remove("nobody")).status).toBe(404);
  const { status, refusal } = await place.remove("outside");
  expect([status, refusal.error]).toEqual([409, expect.stringContaining("TOKENBENCH_VAR_OUTSIDE")]);
});

test("an issuer that is no address once it is filled in is refused with the reason", async () => {
  await using place = await aPlace({ TOKENBENCH_VAR_ISSUER: "localhost" });
  const { status, refusal } = await place.send({ issuer: "{{issuer}}/realms/test" });
  expect([status, refusal]).toEqual([
    422,
    {
      error: "{{issuer}}/realms/test is no address of http or https once its variables are filled in",
      field: "issuer",
    },
  ]);
});

test("a side file that cannot be read is told, and nothing is sent", async () => {
  await using place = await aPlace();
  await mkdir(place.file);
  const { status, refusal } = await place.send();
  expect([status, refusal.error]).toEqual([
    503,
    expect.stringContaining("variables.env is a folder where a file is needed"),
  ]);
});

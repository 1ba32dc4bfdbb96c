import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publicHalf, testKey } from "../support/assertions.ts";
import { cli, type Ended, type Served, serve, tokenbench } from "./a-command.ts";

const SECRET = "s3cret of the shop";
const signs = {
  clientId: "signs",
  serviceAccountsEnabled: true,
  clientAuthenticatorType: "client-jwt",
  attributes: { "use.jwks.string": "true", "jwks.string": JSON.stringify({ keys: [publicHalf(testKey("rsa-a"))] }) },
};
const shop = {
  realm: "shop",
  enabled: true,
  clients: [{ clientId: "orders", secret: SECRET, serviceAccountsEnabled: true }, signs],
};
let folder = "";
let server: Served;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tokens-"));
  await writeFile(at("shop.json"), JSON.stringify(shop));
  await writeFile(at("key.jwk"), JSON.stringify(testKey("rsa-a")));
  server = await serve(["--workspace", at("workspace"), "--realm", at("shop.json")]);
});

afterAll(async () => {
  await server.end("SIGTERM");
  await rm(folder, { recursive: true, force: true });
});

const env = { TOKENBENCH_SECRET: SECRET };
const here = () => ["--workspace", at("workspace")];
const issuer = () => `${server.baseUrl}/realms/shop`;
const token = (more: readonly string[] = [], given: Record<string, string> = env): Promise<Ended> =>
  tokenbench(["token", "--issuer", issuer(), "--client", "orders", ...more, ...here()], { env: given });

test("token prints the access token alone, for a script to use", async () => {
  const { code, stdout, stderr } = await token();
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
});

test("a secret on the command line counts before that of the environment", async () => {
  expect((await token(["--secret", "wrong"])).code).toBe(3);
  expect((await token(["--secret", SECRET], { TOKENBENCH_SECRET: "wrong" })).code).toBe(0);
});

test("a client signs its assertion with a key file", async () => {
  const words = ["token", "--issuer", issuer(), "--client", "signs", "--key", at("key.jwk"), ...here()];
  expect(await tokenbench(words)).toMatchObject({ code: 0, stderr: "" });
});

test("a refusal ends with 3, and says why when the server is this one", async () => {
  const { code, stdout, stderr } = await token(["--secret", "wrong"]);
  expect([code, stdout]).toEqual([3, ""]);
  expect(stderr).toContain("unauthorized_client: Invalid client or Invalid client credentials\n");
  expect(stderr).toContain("This check failed: client secret");
});

test("the same server, called without its workspace, is any other issuer", async () => {
  const words = ["token", "--issuer", issuer(), "--client", "orders", "--secret", "wrong", "--workspace", at("none")];
  const { code, stderr } = await tokenbench(words);
  expect([code, stderr]).toEqual([3, expect.not.stringContaining("This check failed")]);
});

test("--decode takes the token apart, with times in words and the signature judged", async () => {
  const { stdout } = await token(["--decode"]);
  expect(stdout).toMatch(/ {2}exp +\d+ \(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, in (5 minutes|4 minutes 5\d seconds)\)/);
  expect(stdout).toMatch(/signature ✓ valid: Signed with RS256/);
});

test("--explain tells the whole exchange", async () => {
  const { stdout } = await token(["--explain"]);
  for (const part of ["request", "answer", "how the server judged it", "checks of a resource server", "roles"])
    expect(stdout).toContain(`${part}\n`);
  expect(stdout).not.toContain(SECRET);
});

test("--curl prints a line that holds no secret and sends nothing", async () => {
  const { code, stdout } = await token(["--curl"]);
  expect([code, stdout]).toEqual([0, expect.stringContaining(`--user 'orders:'"$CLIENT_SECRET"`)]);
  expect(stdout).not.toContain(SECRET);
});

test("--json is for programs", async () => {
  const { answer, tokens } = JSON.parse((await token(["--json"])).stdout);
  expect([answer.token_type, tokens[0].signature.verdict]).toEqual(["Bearer", "valid"]);
  const refused = await token(["--json", "--secret", "wrong"]);
  expect([refused.code, JSON.parse(refused.stdout).refused.error]).toEqual([3, "unauthorized_client"]);
});

test.each([
  ["without a client", ["token", "--issuer", "http://localhost:1"], 2, "required option '--client"],
  ["with an issuer that is none", ["token", "--issuer", "nonsense", "--client", "a"], 1, "An address of http or https"],
  [
    "with a server that is not there",
    ["token", "--issuer", "http://127.0.0.1:9", "--client", "a"],
    1,
    "nothing listens",
  ],
  [
    "with two wishes at once",
    ["token", "--decode", "--explain", "--issuer", "a", "--client", "a"],
    2,
    "cannot be used with",
  ],
  ["with a key that is not there", ["token", "--issuer", "http://a", "--client", "a", "--key", "none"], 1, "ENOENT"],
  ["with a token that is none", ["explain", "abc"], 1, "This is no JWT"],
  ["with a realm that is not there", ["preview", "--realm", "none", "--client", "a"], 1, "There is no realm none"],
  ["with a client that is not there", ["preview", "--realm", "shop", "--client", "a"], 1, "Realm shop has no client a"],
])("a command %s says so", async (_how, words, code, said) => {
  const ended = await tokenbench([...words, ...here()], { env });
  expect([ended.code, ended.stdout]).toEqual([code, ""]);
  expect(ended.stderr).toContain(said);
});

test("a secret that nobody gives is named when nobody can be asked", async () => {
  const words = ["token", "--issuer", issuer(), "--client", "orders", ...here()];
  expect((await tokenbench(words)).stderr).toContain("set TOKENBENCH_SECRET, or give --secret");
});

test("explain tells of a token of a realm here how it came to be, and of one on the standard input", async () => {
  const jwt = (await token()).stdout.trim();
  const { code, stdout } = await tokenbench(["explain", jwt, "--audience", "account", ...here()]);
  expect(code).toBe(0);
  expect(stdout).toContain("✓ aud: The resource server is one of those");
  expect(stdout).toContain("how the server judged it");
  const child = spawn(process.execPath, [cli, "explain", "-", "--json", ...here()]);
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  child.stdin.end(`Bearer ${jwt}\n`);
  await once(child, "close");
  expect(JSON.parse(said)).toMatchObject({ signature: { verdict: "valid" } });
});

test("explain asks an issuer that only the token names when --issuer says so, and else nobody and tells how", async () => {
  const seen: string[] = [];
  const elsewhere = createServer((request, response) => {
    seen.push(request.url ?? "");
    response.end("{}");
  });
  await new Promise<void>((listening) => elsewhere.listen(0, "127.0.0.1", listening));
  const foreign = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const jwt = `${encoded({ alg: "RS256" })}.${encoded({ iss: foreign })}.AAAA`;
  const untold = await tokenbench(["explain", jwt, ...here()]);
  expect([untold.code, untold.stdout]).toEqual([0, expect.stringContaining(`  --issuer ${foreign} asks it\n`)]);
  expect(seen).toEqual([]);
  const told = await tokenbench(["explain", jwt, "--issuer", foreign, ...here()]);
  elsewhere.close();
  expect([told.code, told.stdout]).toEqual([0, expect.not.stringContaining("asks it")]);
  expect(seen).toEqual(["/.well-known/openid-configuration"]);
});

test("explain --with compares two tokens in meaning, and ends with 3 when they differ", async () => {
  const [first, second] = [(await token()).stdout.trim(), (await token()).stdout.trim()];
  const wider = (await token(["--scope", "openid microprofile-jwt"])).stdout.trim();
  const same = await tokenbench(["explain", first, "--with", second]);
  expect([same.code, same.stdout]).toEqual([
    0,
    expect.stringMatching(/^No differences in meaning\.\nSet aside: .*jti\n$/),
  ]);
  const differs = await tokenbench(["explain", first, "--with", wider]);
  expect([differs.code, differs.stdout]).toEqual([3, expect.stringContaining("+ scope (scope): microprofile-jwt\n")]);
  expect((await tokenbench(["explain", first, "--with", "abc"])).code).toBe(1);
});

test("colours are for terminals, and NO_COLOR switches them off", async () => {
  const jwt = (await token()).stdout.trim();
  const explained = async (given: Record<string, string>) =>
    (await tokenbench(["explain", jwt, ...here()], { env: given })).stdout;
  expect(await explained({})).not.toContain("\u001b[");
  expect(await explained({ FORCE_COLOR: "1", NO_COLOR: "" })).toContain("\u001b[32m✓");
  expect(await explained({ FORCE_COLOR: "1", NO_COLOR: "1" })).not.toContain("\u001b[");
});

test("a claim cannot write on the terminal", async () => {
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const jwt = `${encoded({ alg: "none" })}.${encoded({ iss: "\u001b[2J", "\u001b]0;x": "\u0007" })}.`;
  expect((await tokenbench(["explain", jwt, "--offline"])).stdout).toMatch(/^[\P{Cc}\n]*$/u);
});

test("preview tells the token without asking for one, also where no server runs", async () => {
  const words = ["preview", "--realm", "shop", "--client", "orders", "--json"];
  const running = await tokenbench([...words, ...here()]);
  expect(JSON.parse(running.stdout)).toMatchObject({ refused: null, claims: { azp: "orders", iss: issuer() } });
  await tokenbench(["import", at("shop.json"), "--workspace", at("resting")]);
  const resting = await tokenbench([...words, "--workspace", at("resting")]);
  expect(JSON.parse(resting.stdout).claims).toMatchObject({
    azp: "orders",
    preferred_username: "service-account-orders",
  });
});

test("a preview of a token that would not be issued ends with 3 and says why", async () => {
  const words = ["preview", "--realm", "shop", "--client", "orders", "--scope", "nonsense", ...here()];
  const { code, stdout } = await tokenbench(words);
  expect([code, stdout]).toEqual([3, expect.stringContaining("400 invalid_scope")]);
  expect(stdout).toContain("✗ every requested scope is assigned to the client");
});

test("log tells what the server was asked by anybody, and why it refused", async () => {
  await token(["--secret", "wrong"]);
  const all = await tokenbench(["log", ...here()]);
  expect(all.stdout).toMatch(/shop +token +orders +200\n/);
  const refused = await tokenbench(["log", "--refused", "--client", "orders", "--json", ...here()]);
  const calls = refused.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(calls.every((call) => call.status >= 400 && call.clientId === "orders" && call.realm === "shop")).toBe(true);
  expect(calls.at(-1).meaning).toContain("client secret");
});

test("log --follow tells each call once, as it comes", async () => {
  const child = spawn(process.execPath, [cli, "log", "--follow", "--client", "signs", "--json", ...here()]);
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  const lines = () => said.split("\n").length - 1;
  await expect.poll(lines).toBeGreaterThanOrEqual(1);
  const before = lines();
  const words = ["token", "--issuer", issuer(), "--client", "signs", "--key", at("key.jwk"), ...here()];
  await tokenbench(words);
  await tokenbench(words);
  await expect.poll(lines).toBe(before + 2);
  child.kill();
  await once(child, "close");
  const ids = said
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).call);
  expect(new Set(ids).size).toBe(ids.length);
});

test("log without a server says how to start one", async () => {
  const ended = await tokenbench(["log", "--workspace", at("resting")]);
  expect([ended.code, ended.stderr]).toEqual([1, expect.stringContaining("start the app or tokenbench serve")]);
});

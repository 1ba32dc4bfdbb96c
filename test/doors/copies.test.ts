import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import type { Understood } from "../../src/contract/index.ts";
import { aServer } from "../protocol/a-server.ts";
import { aClient, aRealm } from "../support/builders.ts";
import { aWindow } from "../workbench/a-window.ts";

const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), "copies-"));
const secret = `a "b' $c %d&e+ü`;
const server = await aServer({ realm: aRealm({ clients: [aClient("app & co", { secret }), aClient("plain")] }) });
const issuer = `${server.baseUrl}/realms/test`;
const window = aWindow(server);
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const post = { issuer, clientId: "app & co", proof: { method: "client_secret_post", secret }, scope: "openid email" };
const basic = {
  issuer,
  clientId: "plain",
  proof: { method: "client_secret_basic", secret: "s3cret" },
  scope: "openid",
};
const copy = (call: object, as: string) =>
  window.call<{ text: string; variables: string[] }>("POST", "/calls/copy", { call, as });

/** How each is run, and the file it is run from. */
const programs: [format: string, program: string, file: string, args: (path: string) => string[]][] = [
  ["curl", "curl", "call.sh", (path) => [path]],
  ["httpie", "http", "call.sh", (path) => [path]],
  ["fetch", "node", "call.mjs", (path) => [path]],
  ["python", "python3", "call.py", (path) => [path]],
  ["go", "go", "call.go", (path) => ["run", path]],
  ["java", "java", "Token.java", (path) => [path]],
];
const isThere = (program: string) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;

test.each(programs)(
  "a call copied as %s gets the token when %s runs it",
  async (format, program, file, args) => {
    for (const call of [post, basic]) {
      const { text, variables } = (await copy(call, format)).answer;
      expect([variables, text]).toEqual([["CLIENT_SECRET"], expect.not.stringContaining(call.proof.secret)]);
      if (!isThere(program)) continue;
      const path = join(folder, file);
      await writeFile(path, text);
      const env = { ...process.env, CLIENT_SECRET: call.proof.secret, GOFLAGS: "-mod=mod", GO111MODULE: "off" };
      const { stdout } = await run(file.endsWith(".sh") ? "sh" : program, args(path), { env });
      expect(JSON.parse(stdout)).toMatchObject({ token_type: "Bearer", id_token: expect.any(String) });
    }
  },
  60_000,
);

test("a call copied as a file of requests is understood again as the same call", async () => {
  const { text } = (await copy(post, "http")).answer;
  const filled = text.replace("{{CLIENT_SECRET}}", encodeURIComponent(secret));
  const { answer } = await window.call<Understood>("POST", "/understand", { text: filled });
  expect(answer).toMatchObject({ what: "request", call: post });
});

test("Spring's settings name client, secret by its variable, scopes and token endpoint", async () => {
  const { text } = (await copy(basic, "spring")).answer;
  for (const line of [
    "authorization-grant-type: client_credentials",
    "client-authentication-method: client_secret_basic",
    'client-id: "plain"',
    `client-secret: \${CLIENT_SECRET}`,
    'scope: "openid"',
    `token-uri: "${issuer}/protocol/openid-connect/token"`,
  ])
    expect(text).toContain(`${line}\n`);
});

test("what a format cannot say is refused with the reason", async () => {
  const certificate = { ...basic, proof: { method: "tls_client_auth", certificate: "a", privateKey: "b" } };
  expect((await copy(certificate, "python")).refusal.error).toContain("copied as curl or HTTPie");
  expect((await copy({ ...basic, proof: { method: "none" } }, "spring")).refusal.error).toContain("client secret");
});

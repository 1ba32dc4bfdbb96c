import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { serve, tokenbench } from "./a-command.ts";

const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), "certificates-"));
const at = (name: string) => join(folder, "tls", name);
afterAll(() => rm(folder, { recursive: true }));

test("certificates made here serve https and prove a client, as the command says", async () => {
  const made = await tokenbench(["certificates", at("."), "--client", "payments"]);
  expect([made.code, made.stderr]).toEqual([0, ""]);
  expect(made.stdout).toContain("Subject DN CN=payments");
  expect((await stat(at("ca-key.pem"))).mode & 0o777).toBe(0o600);
  const realm = join(folder, "realm.json");
  const client = {
    clientId: "payments",
    clientAuthenticatorType: "client-x509",
    serviceAccountsEnabled: true,
    attributes: { "x509.subjectdn": "CN=payments" },
  };
  await writeFile(realm, JSON.stringify({ realm: "test", clients: [client] }));
  const tls = ["--https-certificate-file", at("server.pem"), "--https-certificate-key-file", at("server-key.pem")];
  const ask = ["--https-client-auth", "request", "--https-port", "0"];
  await using server = await serve(["--workspace", join(folder, "workspace"), "--realm", realm, ...tls, ...ask]);
  const [, httpsUrl = ""] = /and at (https:\S+)/.exec(server.said()) ?? [];
  const form = ["-d", "grant_type=client_credentials", "-d", "client_id=payments"];
  const pair = ["--cert", at("payments.pem"), "--key", at("payments-key.pem")];
  const url = `${httpsUrl}/realms/test/protocol/openid-connect/token`;
  const { stdout } = await run("curl", ["-sS", "--cacert", at("ca.pem"), ...pair, ...form, url]);
  expect(JSON.parse(stdout)).toMatchObject({ token_type: "Bearer" });
});

test("what is there stays; half of a pair is told, and nothing made", async () => {
  const before = await readFile(at("ca.pem"), "utf8");
  const again = await tokenbench(["certificates", at("."), "--client", "orders"]);
  expect(again.stdout).toContain("ca.pem is there already, and stays");
  expect(await readFile(at("ca.pem"), "utf8")).toBe(before);
  await rm(at("orders-key.pem"));
  const half = await tokenbench(["certificates", at("."), "--client", "orders"]);
  expect([half.code, half.stderr]).toEqual([1, expect.stringContaining("only one is there")]);
});

test("a certificate without its key is refused before anything is served", async () => {
  const half = await tokenbench([
    "serve",
    "--workspace",
    join(folder, "other"),
    "--https-certificate-file",
    at("ca.pem"),
  ]);
  expect([half.code, half.stdout]).toEqual([1, ""]);
  expect(half.stderr).toContain("--https-certificate-file and --https-certificate-key-file go together");
});

test("an authenticator of one's own is loaded from a file, and a file without one is told", async () => {
  const example = join(import.meta.dirname, "../../examples/api-key-authenticator.mjs");
  const realm = join(folder, "keyed.json");
  const client = {
    clientId: "reports",
    clientAuthenticatorType: "client-api-key",
    serviceAccountsEnabled: true,
    attributes: { "api.key": "k-123" },
  };
  await writeFile(realm, JSON.stringify({ realm: "keyed", clients: [client] }));
  const workspace = ["--workspace", join(folder, "keyed")];
  await using server = await serve([...workspace, "--realm", realm, "--authenticator", example]);
  const answer = await fetch(`${server.baseUrl}/realms/keyed/protocol/openid-connect/token`, {
    method: "POST",
    headers: { "x-api-key": "k-123" },
    body: new URLSearchParams({ grant_type: "client_credentials", client_id: "reports" }),
  });
  expect(answer.status).toBe(200);
  const none = await tokenbench(["serve", "--workspace", join(folder, "none"), "--authenticator", at("ca.pem")]);
  expect(none.code).toBe(1);
  expect(none.stderr).toMatch(/^tokenbench: .*ca\.pem cannot be loaded/);
});

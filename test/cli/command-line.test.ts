import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const cli = join(root, "dist/cli/tokenbench.mjs");
const run = promisify(execFile);
let folder = "";
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "command-line-"));
  await writeFile(file("broken.json"), '{\n  "realm": "broken",\n  "enabled": tru\n}\n');
  await writeFile(file("wrong-type.json"), '{\n  "realm": "wrong",\n  "clients": {}\n}\n');
  await writeFile(file("nameless.json"), "{}\n");
  await writeFile(
    file("good.json"),
    '{"realm":"good","clients":[{"clientId":"app","secret":"s3cret","serviceAccountsEnabled":true}]}',
  );
  await writeFile(file("climbing.json"), '{"realm":"../climbing"}');
  await writeFile(file("a-file"), "not a folder");
}, 60_000);

afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function tokenbench(...args: string[]): Promise<Ended> {
  const env = { ...process.env, TOKENBENCH_USER_DATA: file("user-data") };
  try {
    const { stdout, stderr } = await run(process.execPath, [cli, ...args], { env, timeout: 20_000 });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended;
    return { code, stdout, stderr };
  }
}

/** Starts `serve` and waits until it says where it answers. */
async function serve(...args: string[]): Promise<{ child: ChildProcess; baseUrl: string; said: () => string }> {
  const child = spawn(process.execPath, [cli, "serve", "--port", "0", ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const baseUrl = await new Promise<string>((found, failed) => {
    const listen = (chunk: Buffer) => {
      said += String(chunk);
      const url = /answers at (\S+)/.exec(said)?.[1];
      if (url) found(url);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("exit", () => failed(new Error(said)));
  });
  return { child, baseUrl, said: () => said };
}

test("--help lists commands and options and ends with 0", async () => {
  const { code, stdout } = await tokenbench("serve", "--help");
  expect(code).toBe(0);
  for (const option of ["--port", "--host", "--workspace", "--realm", "--replace", "--http-relative-path"])
    expect(stdout).toContain(option);
});

test.each([
  ["an unknown command", ["dance"], 2, "unknown command"],
  ["an unknown option", ["serve", "--colour"], 2, "unknown option"],
  ["a port that is no number", ["serve", "--port", "http"], 2, "A port is a whole number from 0 to 65535"],
  ["a port beyond the last", ["serve", "--port", "65536"], 2, "A port is a whole number from 0 to 65535"],
  ["a relative path without a slash", ["serve", "--http-relative-path", "auth"], 2, 'begins with "/"'],
] as const)("%s is wrong usage: exit code 2 and a word of help", async (_what, args, code, words) => {
  const ended = await tokenbench(...args);
  expect(ended.code).toBe(code);
  expect(ended.stderr).toContain(words);
  expect(ended.stderr).not.toMatch(/^\s+at /m);
});

test.each([
  ["a realm file that is not there", "missing.json", "cannot be read (ENOENT)"],
  ["a realm file that is no JSON", "broken.json", "line 3"],
  ["a wrong type in a field", "wrong-type.json", "line 3, column 14: clients: expected a list, found an object"],
  ["a realm without a name", "nameless.json", "realm is missing"],
])("%s ends with 1 and one line that says where", async (_what, name, words) => {
  const ended = await tokenbench("serve", "--port", "0", "--workspace", file("unused"), "--realm", file(name));
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain(words);
  expect(ended.stderr.trim().split("\n")).toHaveLength(1);
});

test("a workspace that is a file is refused with the way out", async () => {
  const ended = await tokenbench("serve", "--port", "0", "--workspace", file("a-file"));
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain("move that file away or choose another folder with --workspace");
});

test("a taken port is said, with who to ask and which option to use", async () => {
  const blocker = createServer().listen(0, "127.0.0.1");
  await once(blocker, "listening");
  const { port } = blocker.address() as { port: number };
  const ended = await tokenbench("serve", "--port", String(port), "--workspace", file("ports"));
  blocker.close();
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain(`Port ${port} of 127.0.0.1 is taken`);
  expect(ended.stderr).toContain("--port");
  expect(ended.stderr).toContain(`lsof -i :${port}`);
});

test("serve prints the realms, the token URL and a curl line that works as it stands; SIGTERM ends it with 0 within a second", async () => {
  const { child, said } = await serve("--workspace", file("served"));
  const line = /^ {2}(curl .*)$/m.exec(said())?.[1] ?? "";
  const { stdout } = await run("sh", ["-c", line]);
  expect(JSON.parse(stdout)).toMatchObject({ token_type: "bearer", expires_in: 60 });
  expect(said()).toMatch(/^ {2}master +http/m);
  const began = performance.now();
  child.kill("SIGTERM");
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
  expect(performance.now() - began).toBeLessThan(1000);
});

test("a second server on the same workspace names the one that holds it", async () => {
  const { child, baseUrl } = await serve("--workspace", file("held"));
  const ended = await tokenbench("serve", "--port", "0", "--workspace", file("held"));
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain(String(child.pid));
  expect(ended.stderr).toContain(baseUrl);
  child.kill();
  await once(child, "exit");
});

test("--realm brings a realm in once, says so, and replaces it only when told", async () => {
  const workspace = file("twice");
  for (const [args, words] of [
    [[], "was taken in from"],
    [[], "is in the workspace already and stays as it is"],
    [["--replace"], "was replaced by"],
  ] as const) {
    const { child, said } = await serve("--workspace", workspace, "--realm", file("good.json"), ...args);
    await expect.poll(said).toContain(`Realm good ${words}`);
    child.kill();
    await once(child, "exit");
  }
});

test("a realm named like a path stays inside the workspace", async () => {
  const workspace = file("climbing");
  const { child, baseUrl } = await serve("--workspace", workspace, "--realm", file("climbing.json"));
  expect(await (await fetch(`${baseUrl}/realms/..%2Fclimbing`)).text()).not.toBe("");
  child.kill();
  await once(child, "exit");
  await expect(readFile(join(folder, "climbing.json"), "utf8")).resolves.toBe('{"realm":"../climbing"}');
});

test("--http-relative-path moves everything under it", async () => {
  const { child, baseUrl } = await serve("--workspace", file("relative"), "--http-relative-path", "/auth");
  const discovery = await (await fetch(`${baseUrl}/realms/demo/.well-known/openid-configuration`)).json();
  expect(discovery).toMatchObject({ issuer: `${baseUrl}/realms/demo` });
  expect(baseUrl).toMatch(/\/auth$/);
  expect((await fetch(`${baseUrl.replace(/\/auth$/, "")}/realms/demo`)).status).toBe(404);
  child.kill();
  await once(child, "exit");
});

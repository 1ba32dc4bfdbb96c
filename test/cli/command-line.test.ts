import { execFile } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { aFolder } from "../protocol/a-server.ts";
import { serve, tokenbench } from "./a-command.ts";

const run = promisify(execFile);
const folder = await aFolder();
afterAll(() => folder[Symbol.asyncDispose]());
const file = (name: string) => join(folder.path, name);

test("--help lists commands and options and ends with 0", async () => {
  const { code, stdout } = await tokenbench(["serve", "--help"]);
  expect(code).toBe(0);
  for (const option of ["--port", "--host", "--workspace", "--realm", "--replace", "--http-relative-path"])
    expect(stdout).toContain(option);
});

test("serve prints the realms, the token URL and a curl line that works as it stands; SIGTERM ends it with 0, open connections or not", async () => {
  await using served = await serve(["--workspace", file("served")]);
  await expect.poll(served.said).toMatch(/^ {2}curl .*\n/m);
  const line = /^ {2}(curl .*)$/m.exec(served.said())?.[1] ?? "";
  const { stdout } = await run("sh", ["-c", line]);
  expect(JSON.parse(stdout)).toMatchObject({ token_type: "bearer", expires_in: 60 });
  expect(served.said()).toMatch(/^ {2}master +http/m);
  const waiting = connect(Number(new URL(served.baseUrl).port), "127.0.0.1");
  waiting.on("error", () => undefined).write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n");
  await once(waiting, "connect");
  expect(await served.end("SIGTERM")).toBe(0);
});

test("--realm brings a realm in once, says so, and replaces it only when told", async () => {
  await writeFile(file("good.json"), '{"realm":"good","clients":[{"clientId":"app"}]}');
  for (const [args, words] of [
    [[], "was taken in from"],
    [[], "is in the workspace already and stays as it is"],
    [["--replace"], "was replaced by"],
  ] as const) {
    await using served = await serve(["--workspace", file("twice"), "--realm", file("good.json"), ...args]);
    await expect.poll(served.said).toContain(`Realm good ${words}`);
    await served.end("SIGTERM");
  }
});

test("--http-relative-path moves everything under it", async () => {
  await using served = await serve(["--workspace", file("relative"), "--http-relative-path", "/auth"]);
  const { baseUrl } = served;
  const discovery = await (await fetch(`${baseUrl}/realms/demo/.well-known/openid-configuration`)).json();
  expect(discovery).toMatchObject({ issuer: `${baseUrl}/realms/demo` });
  expect(baseUrl).toMatch(/\/auth$/);
  expect((await fetch(`${baseUrl.replace(/\/auth$/, "")}/realms/demo`)).status).toBe(404);
});

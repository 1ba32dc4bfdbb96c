import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createUiFiles } from "../../src/http/ui-files.ts";

const PAGE = '<meta name="csp-nonce" content="__CSP_NONCE__"><script type="module" src="./assets/index-1.js"></script>';
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tokenbench-ui-"));
  await mkdir(join(folder, "ui/assets"), { recursive: true });
  await writeFile(join(folder, "ui/index.html"), PAGE);
  await writeFile(join(folder, "ui/assets/index-1.js"), "export {};");
  await writeFile(join(folder, "ui/assets/index-1.js.map"), "{}");
  await writeFile(join(folder, "secret.html"), "not of the page");
  await mkdir(join(folder, "ui-beside"));
  await writeFile(join(folder, "ui-beside/index.html"), "not of the page");
});
afterAll(() => rm(folder, { recursive: true }));

const ask = (path: string, method = "GET") =>
  createUiFiles(join(folder, "ui"))(new Request(`http://localhost${path}`, { method }));

const nonceIn = (text: string) => /content="([^"]+)"/.exec(text)?.[1] ?? "";

test("the page carries a nonce that its policy names", async () => {
  const response = await ask("/");
  const nonce = nonceIn((await response?.text()) ?? "");
  expect(nonce).toMatch(/^[A-Za-z0-9+/]{24}$/);
  expect(response?.headers.get("content-security-policy")).toContain(`style-src 'self' 'nonce-${nonce}'`);
  expect(response?.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response?.headers.get("cache-control")).toBe("no-store");
});

test("each load of the page has a nonce of its own", async () => {
  const [first, second] = await Promise.all([ask("/index.html"), ask("/index.html")]);
  expect(nonceIn((await first?.text()) ?? "")).not.toBe(nonceIn((await second?.text()) ?? ""));
});

test.each(["/", "/index.html", "/assets/index-1.js"])("%s has the headers that keep a page safe", async (path) => {
  const headers = (await ask(path))?.headers;
  expect(headers?.get("x-content-type-options")).toBe("nosniff");
  expect(headers?.get("referrer-policy")).toBe("no-referrer");
  const policy = headers?.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'; script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe");
});

test("a file with a hash in its name may be kept by the browser", async () => {
  const response = await ask("/assets/index-1.js");
  expect(response?.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(await response?.text()).toBe("export {};");
});

test("HEAD has the headers and no body", async () => {
  const response = await ask("/", "HEAD");
  expect(response?.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await response?.text()).toBe("");
});

test.each([
  ["a file that is not there", "/other.html"],
  ["a folder", "/assets"],
  ["a source map", "/assets/index-1.js.map"],
  ["a path out of the folder", "/..%2fsecret.html"],
  ["a path out of the folder, encoded in full", "/%2e%2e%2fsecret.html"],
  ["a folder beside with a name that starts alike", "/..%2fui-beside/index.html"],
  ["a NUL", "/index.html%00.js"],
  ["a broken percent-encoding", "/%E0%A4%A.html"],
])("%s is not of the page", async (_what, path) => {
  expect(await ask(path)).toBeUndefined();
});

test.each(["POST", "PUT", "DELETE", "OPTIONS"])("%s is not for the page's files", async (method) => {
  expect(await ask("/index.html", method)).toBeUndefined();
});

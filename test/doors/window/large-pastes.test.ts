import { afterAll, expect, test } from "vitest";
import { aServer } from "../../protocol/a-server.ts";
import { aRealm } from "../../support/builders.ts";
import { cpuMsOf } from "../../support/cpu-time.ts";
import { aWindow } from "../../workbench/a-window.ts";

const server = await aServer({ realm: aRealm() });
afterAll(() => server.stop());
const { call } = aWindow(server);
await call("POST", "/understand", { text: "x" }); // loads what answers it

const MEGABYTE = 1_000_000;
const filled = (start: string, part: string, end = "") =>
  start + part.repeat(Math.floor((MEGABYTE - start.length - end.length) / part.length)) + end;

/** Quadratic work on a megabyte takes minutes. */
const GENEROUS_MS = 2000;

test.each([
  ["a=", "", "a="],
  ["quotes", "", '"'],
  ["spaces", "x", " ", "y"],
  ["backslashes", "", "\\"],
  ["words of curl", "curl ", "a= "],
  ["quotes in curl", "curl ", '"'],
  ["backslashes in curl's quotes", 'curl "', "\\"],
  ["backslashes in curl's dollar quotes", "curl $'", "\\'"],
  ["options of curl", "curl ", "-d a "],
  ["short options of curl", "curl -", "s"],
  ["quotes of cmd", "curl ", '^"'],
  ["doubled quotes of PowerShell", "curl.exe -d '", "''", "'"],
  ["spaces after Bearer", "Bearer ", " ", "x"],
  ["line breaks after Bearer", "Bearer ", "\n", "x"],
  ["spaces in a token", "eyJ.", " ", "x"],
  ["line breaks in a token", "eyJ.", "\n ", "x"],
  ["tables of PowerShell that do not end", "iwr -Uri http://x ", "-Headers @{"],
  ["a table of PowerShell without values", "iwr -Uri http://x -Headers @{", "a", "}"],
  ["a text of PowerShell that does not end", 'iwr -Uri "', '""'],
  ["a head with spaces and a carriage return", "GET http://x/ HTTP/1.1\na:", " ", "x\ry"],
  ["comments before a request", "", "###\n#\n", "GET http://x/"],
  ["blank lines before an answer's body", "HTTP/1.1 200 OK\n", " \n"],
  ["a fence", "```", "`\n"],
  ["errors in a challenge", "Bearer ", 'error="'],
  ["an error's description", '{"error":"invalid_grant","error_description":"', "a ", '"}'],
])("a megabyte of %s is answered at once, understood or not", async (_what, start, part, end = "") => {
  const cpuMs = await cpuMsOf(async () => {
    const { status } = await call("POST", "/understand", { text: filled(start, part, end) });
    expect([200, 422]).toContain(status);
  });
  expect(cpuMs).toBeLessThan(GENEROUS_MS);
});

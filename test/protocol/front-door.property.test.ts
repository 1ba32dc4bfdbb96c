import { connect } from "node:net";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningServer } from "../../src/index.ts";
import { jsonTexts, mangled, texts } from "../support/any-input.ts";
import { aClient, aRealm, SECRET } from "../support/builders.ts";
import { basic } from "./a-protocol.ts";
import { aServer, post } from "./a-server.ts";

const failures: string[] = [];
const ignore = () => undefined;
let server: RunningServer;

beforeAll(async () => {
  const attributes = { "client_credentials.use_refresh_token": "true" };
  const realm = aRealm({ clients: [aClient("app", { attributes })] });
  server = await aServer({ realm, log: { info: ignore, warn: ignore, error: (message) => failures.push(message) } });
});
afterAll(() => server.stop());

/** Sends bytes as they are and then no more; gives back all that came before the server hung up. */
function sendBytes(bytes: Buffer): Promise<string> {
  return new Promise((done) => {
    const socket = connect(server.port, "127.0.0.1", () => socket.end(bytes));
    let answer = "";
    socket.setEncoding("latin1");
    socket.on("data", (chunk: string) => {
      answer += chunk;
    });
    socket.on("error", ignore); // a server may hang up on what it cannot read
    socket.on("close", () => done(answer));
  });
}

const OIDC = "/realms/test/protocol/openid-connect";
const paths = ["/token", "/token/introspect", "/revoke", "/userinfo", "/logout"].map((path) => `${OIDC}${path}`);
const path = fc.constantFrom(...paths);
const FORM = "Content-Type: application/x-www-form-urlencoded";
const GOOD_BODY = `grant_type=client_credentials&client_id=app&client_secret=${SECRET}&token=a.b.c`;

/** Half a surrogate pair cannot be percent-encoded. */
const withoutHalves = (text: string) => text.replace(/\p{Surrogate}/gu, "");

const headerName = fc.constantFrom(
  "Authorization",
  "DPoP",
  "Origin",
  "Content-Type",
  "X-Forwarded-For",
  "Accept",
  "Cookie",
);
const headerValue = fc.oneof(
  texts,
  mangled(`Basic ${basic("app").authorization}`),
  jsonTexts("alg", "typ", "jwk").map(
    (json) => `Bearer ${Buffer.from(json.slice(0, 6000)).toString("base64url")}.e30.AA`,
  ),
);
const header = fc.tuple(headerName, headerValue).map(([name, value]) => `${name}: ${value}`);
const body = fc.oneof(
  texts,
  mangled(GOOD_BODY),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
  fc
    .array(fc.tuple(fc.constantFrom("grant_type", "token", "scope", "client_assertion", "refresh_token"), texts))
    .map((pairs) => pairs.map(([name, value]) => `${name}=${encodeURIComponent(withoutHalves(value))}`).join("&")),
);

const requestOf = (line: string, headers: readonly string[], content: string): Buffer => {
  const bytes = Buffer.from(content, "latin1");
  const head = [
    line,
    `Host: 127.0.0.1:${server.port}`,
    "Connection: close",
    `Content-Length: ${bytes.length}`,
    ...headers,
  ];
  return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`, "latin1"), bytes]);
};

/** Nobody sees an error of the server's own, and it goes on. */
async function expectCalm(bytes: Buffer): Promise<void> {
  const answer = await sendBytes(bytes);
  expect(answer === "" ? "HTTP/1.1 400" : answer).toMatch(/^HTTP\/1\.1 [234]\d\d/);
  expect(failures).toEqual([]);
}

test("no body and no headers make an endpoint fail", () => {
  const request = fc.tuple(path, fc.array(header, { maxLength: 3 }), body);
  return fc.assert(
    fc.asyncProperty(request, ([target, headers, content]) =>
      expectCalm(requestOf(`POST ${target} HTTP/1.1`, [FORM, ...headers], content)),
    ),
    { numRuns: 150 },
  );
});

test("no method and no path make the server fail", () => {
  const method = fc.oneof(fc.constantFrom("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "PATCH"), texts);
  const target = fc.oneof(
    path.chain(mangled),
    texts,
    texts.map((text) => `/realms/test${encodeURI(withoutHalves(text))}`),
  );
  return fc.assert(
    fc.asyncProperty(method, target, body, (verb, to, content) =>
      expectCalm(requestOf(`${verb} ${to} HTTP/1.1`, [FORM], content)),
    ),
    { numRuns: 120 },
  );
});

test("no bytes at all make the server fail", () => {
  const whole = requestOfGood();
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    mangled(whole).map((text) => Buffer.from(text, "latin1")),
  );
  return fc.assert(
    fc.asyncProperty(bytes, (sent) => expectCalm(Buffer.from(sent))),
    { numRuns: 120 },
  );
});

const requestOfGood = () =>
  [`POST ${OIDC}/token HTTP/1.1`, "Host: localhost", FORM, `Content-Length: ${GOOD_BODY.length}`, "", GOOD_BODY].join(
    "\r\n",
  );

test("after all that a token is given", async () => {
  const { status } = await post(server.tokenUrl, { grant_type: "client_credentials" }, basic("app"));
  expect(status).toBe(200);
});

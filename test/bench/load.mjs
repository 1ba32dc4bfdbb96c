// Asks for tokens over 16 connections: load.mjs URL CLIENT_ID COUNT { --secret S | --assertions KEY_FILE AUDIENCE }.
// Prints how long it took; assertions are signed before the clock starts.
import { createPrivateKey, randomUUID, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";

const [url, clientId, count, mode, ...proof] = process.argv.slice(2);
const CONNECTIONS = 16;
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

const headersFor = (body) => ({
  "content-type": "application/x-www-form-urlencoded",
  "content-length": body.length,
  ...(mode === "--secret" && {
    authorization: `Basic ${Buffer.from(`${clientId}:${proof[0]}`).toString("base64")}`,
  }),
});

function signAssertions() {
  const [file, aud] = proof;
  const key = createPrivateKey({ key: JSON.parse(readFileSync(file, "utf8")), format: "jwk" });
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const header = encode({ alg: "RS256", typ: "JWT", kid: "bench" });
  return Array.from({ length: Number(count) }, () => {
    const iat = Math.floor(Date.now() / 1000);
    const input = `${header}.${encode({ iss: clientId, sub: clientId, aud, jti: randomUUID(), iat, exp: iat + 50 })}`;
    return `${input}.${sign("sha256", Buffer.from(input), key).toString("base64url")}`;
  });
}

const assertions = mode === "--assertions" ? signAssertions() : undefined;
const bodyOf = (index) =>
  assertions
    ? `grant_type=client_credentials&client_assertion_type=${ASSERTION_TYPE}&client_assertion=${assertions[index]}`
    : "grant_type=client_credentials";

const ask = (index) =>
  new Promise((done, failed) => {
    const body = bodyOf(index);
    const call = request(url, { method: "POST", agent, headers: headersFor(body) }, (response) => {
      response.resume();
      response.on("end", () =>
        response.statusCode === 200 ? done() : failed(new Error(`answered ${response.statusCode}`)),
      );
    });
    call.on("error", failed);
    call.end(body);
  });

let left = Number(count);
const began = performance.now();
await Promise.all(
  Array.from({ length: CONNECTIONS }, async () => {
    while (left-- > 0) await ask(left);
  }),
);
console.log(JSON.stringify({ seconds: (performance.now() - began) / 1000 }));
agent.destroy();

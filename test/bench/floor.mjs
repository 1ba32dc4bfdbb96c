// The least that a token server can do: node:http, fresh times, one signature; before it one to verify, where clients sign.
import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const { alg, key, type, claims, answer, clientKey } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const privateKey = createPrivateKey({ key: Buffer.from(key, "base64"), format: "der", type });
const signingKey = alg === "ES256" ? { key: privateKey, dsaEncoding: "ieee-p1363" } : privateKey;
const hash = alg === "EdDSA" ? null : "sha256";
const header = Buffer.from(JSON.stringify({ alg, typ: "JWT", kid: "floor" })).toString("base64url");
const verifyingKey = clientKey && createPublicKey({ key: clientKey, format: "jwk" });

function reply(response) {
  const iat = Math.floor(Date.now() / 1000);
  const input = `${header}.${Buffer.from(JSON.stringify({ ...claims, iat, exp: iat + 300 })).toString("base64url")}`;
  sign(hash, Buffer.from(input), signingKey, (_error, signature) => {
    const body = JSON.stringify({ ...answer, access_token: `${input}.${signature.toString("base64url")}` });
    response
      .writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) })
      .end(body);
  });
}

function verifyAssertion(body, done) {
  const assertion = new URLSearchParams(body).get("client_assertion") ?? "";
  const at = assertion.lastIndexOf(".");
  const signature = Buffer.from(assertion.slice(at + 1), "base64url");
  verify("sha256", Buffer.from(assertion.slice(0, at)), verifyingKey, signature, (_error, right) => right && done());
}

const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => {
    if (verifyingKey) body += chunk;
  });
  request.on("end", () => (verifyingKey ? verifyAssertion(body, () => reply(response)) : reply(response)));
});
server.listen(0, "127.0.0.1", () => console.log(`listening http://127.0.0.1:${server.address().port}`));

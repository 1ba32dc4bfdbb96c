// The least that a token server can do: node:http, fresh times, one signature.
import { createPrivateKey, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const { alg, key, type, claims, answer } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const privateKey = createPrivateKey({ key: Buffer.from(key, "base64"), format: "der", type });
const signingKey = alg === "ES256" ? { key: privateKey, dsaEncoding: "ieee-p1363" } : privateKey;
const header = Buffer.from(JSON.stringify({ alg, typ: "JWT", kid: "floor" })).toString("base64url");

const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    const iat = Math.floor(Date.now() / 1000);
    const input = `${header}.${Buffer.from(JSON.stringify({ ...claims, iat, exp: iat + 300 })).toString("base64url")}`;
    sign("sha256", Buffer.from(input), signingKey, (_error, signature) => {
      const body = JSON.stringify({ ...answer, access_token: `${input}.${signature.toString("base64url")}` });
      response
        .writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) })
        .end(body);
    });
  });
});
server.listen(0, "127.0.0.1", () => console.log(`listening http://127.0.0.1:${server.address().port}`));

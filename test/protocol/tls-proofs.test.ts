import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { startServer } from "../../src/index.ts";
import { type CertificatePair, createAuthority, issueCertificate } from "../../src/keys/local-authority.ts";
import { ath, dpopProof } from "../parity/jwt.mjs";
import { aClient, aRealm, SECRET } from "../support/builders.ts";
import { claimsIn } from "./a-protocol.ts";

const nowSeconds = Math.floor(Date.now() / 1000);
const folder = await mkdtemp(join(tmpdir(), "tls-proofs-"));
const authority = await createAuthority(nowSeconds);
const issue = (commonName: string) => issueCertificate(authority, { commonName, hosts: ["127.0.0.1"], nowSeconds });
const [serverPair, payments, other] = [await issue("localhost"), await issue("payments"), await issue("other")];
const files = { certificateFile: join(folder, "server.pem"), certificateKeyFile: join(folder, "server-key.pem") };
await writeFile(files.certificateFile, serverPair.certificate);
await writeFile(files.certificateKeyFile, serverPair.key);

const bound = { "tls.client.certificate.bound.access.tokens": "true", "client_credentials.use_refresh_token": "true" };
const realm = aRealm({
  clients: [
    aClient("bound", { attributes: bound }),
    aClient("free"),
    aClient("both", { attributes: { ...bound, "dpop.bound.access.tokens": "true" } }),
  ],
});
const server = await startServer({ realm: realm as never, https: { ...files, clientAuth: "request" } });
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

interface Asked {
  readonly pair?: CertificatePair;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

const urlOf = (path: string) => `${server.httpsBaseUrl}/realms/test/protocol/openid-connect/${path}`;

function send(path: string, { pair, form, headers = {} }: Asked) {
  return new Promise<{ status: number; json: Record<string, string>; challenge: string }>((done, failed) => {
    const type = { "content-type": "application/x-www-form-urlencoded" };
    const options = {
      method: form ? "POST" : "GET",
      ca: authority.certificate,
      headers: { ...(form && type), ...headers },
    };
    const call = request(
      urlOf(path),
      { ...options, ...(pair && { cert: pair.certificate, key: pair.key }), agent: false },
      (response) => {
        const { statusCode = 0, headers: told } = response;
        const challenge = told["www-authenticate"] ?? "";
        text(response).then(
          (body) => done({ status: statusCode, json: body ? JSON.parse(body) : {}, challenge }),
          failed,
        );
      },
    );
    call.on("error", failed);
    call.end(form && new URLSearchParams(form).toString());
  });
}

const ask = (client: string, { form, ...asked }: Asked = {}) =>
  send("token", {
    ...asked,
    form: { grant_type: "client_credentials", scope: "openid", client_id: client, client_secret: SECRET, ...form },
  });
const proof = () => ({ dpop: dpopProof(urlOf("token"), "POST") });

const MISSING = "Client Certification missing for MTLS HoK Token Binding";
const OTHER = "Client certificate missing, or its thumbprint and one in the token did NOT match";

/** All of this was asked of Keycloak 26.7 over TLS. */
test.each<[string, string, Asked, string | { type: string; binds?: string }]>([
  ["a certificate binds a token", "bound", { pair: payments }, { type: "Bearer", binds: "x5t#S256" }],
  [
    "a proof beside it gives the type, and does not bind",
    "bound",
    { pair: payments, headers: proof() },
    { type: "DPoP", binds: "x5t#S256" },
  ],
  [
    "a client that asks for both gets that too",
    "both",
    { pair: payments, headers: proof() },
    { type: "DPoP", binds: "x5t#S256" },
  ],
  [
    "a client that asks for neither is bound by its proof",
    "free",
    { pair: payments, headers: proof() },
    { type: "DPoP", binds: "jkt" },
  ],
  ["a certificate alone does not bind it", "free", { pair: payments }, { type: "Bearer" }],
  ["both, without a proof", "both", { pair: payments }, "DPoP proof is missing"],
  ["both, without a certificate", "both", { headers: proof() }, MISSING],
  ["no certificate", "bound", {}, MISSING],
])("%s", async (_what, client, asked, expected) => {
  const { status, json } = await ask(client, asked);
  if (typeof expected === "string") return expect([status, json["error_description"]]).toEqual([400, expected]);
  const [cnf] = Object.keys((claimsIn(json["access_token"] ?? "")["cnf"] as object | undefined) ?? {});
  return expect([status, json["token_type"], cnf]).toEqual([200, expected.type, expected.binds]);
});

test("the refresh token of a bound client names its certificate behind the session", async () => {
  const { json } = await ask("bound", { pair: payments });
  const claims = claimsIn(json["refresh_token"] ?? "");
  expect(Object.keys(claims)).toEqual(expect.arrayContaining(["sid", "cnf", "scope"]));
  const [sid, cnf, scope] = ["sid", "cnf", "scope"].map((name) => Object.keys(claims).indexOf(name));
  expect([cnf, scope]).toEqual([Number(sid) + 1, Number(sid) + 2]);
});

test("another certificate, or none, is refused at refresh and at userinfo", async () => {
  const { json } = await ask("bound", { pair: payments });
  const form = { grant_type: "refresh_token", refresh_token: json["refresh_token"] ?? "" };
  const bearer = { authorization: `Bearer ${json["access_token"]}` };
  for (const pair of [{ pair: other }, {}]) {
    expect((await ask("bound", { ...pair, form })).json).toEqual({
      error: "unauthorized_client",
      error_description: OTHER,
    });
    const { status, challenge } = await send("userinfo", { ...pair, headers: bearer });
    expect([status, challenge]).toEqual([401, expect.stringContaining(`error_description="${OTHER}"`)]);
  }
  expect((await send("userinfo", { pair: payments, headers: bearer })).status).toBe(200);
  expect((await ask("bound", { pair: payments, form })).status).toBe(200);
});

test("a token of both is good for no scheme at userinfo", async () => {
  const token = (await ask("both", { pair: payments, headers: proof() })).json["access_token"] ?? "";
  const dpop = dpopProof(urlOf("userinfo"), "GET", { claims: { ath: ath(token) } });
  for (const headers of [{ authorization: `DPoP ${token}`, dpop }, { authorization: `Bearer ${token}` }]) {
    const { status, challenge } = await send("userinfo", { pair: payments, headers });
    expect([status, challenge]).toEqual([401, expect.stringContaining("Token verification failed")]);
  }
});

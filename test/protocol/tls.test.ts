import { X509Certificate } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { CertificateUnfit, startServer } from "../../src/index.ts";
import { isSameName, readSubject } from "../../src/keys/distinguished-name.ts";
import { type CertificatePair, createAuthority, issueCertificate } from "../../src/keys/local-authority.ts";
import { aClient, aRealm } from "../support/builders.ts";
import { claimsIn } from "./a-protocol.ts";

const nowSeconds = Math.floor(Date.now() / 1000);
const folder = await mkdtemp(join(tmpdir(), "tls-"));
const authority = await createAuthority(nowSeconds);
const serverPair = await issueCertificate(authority, {
  commonName: "localhost",
  hosts: ["localhost", "127.0.0.1"],
  nowSeconds,
});
const payments = await issueCertificate(authority, { commonName: "payments", nowSeconds });
const stranger = await issueCertificate(await createAuthority(nowSeconds), { commonName: "stranger", nowSeconds });
const files = { certificateFile: join(folder, "server.pem"), certificateKeyFile: join(folder, "server-key.pem") };
await writeFile(files.certificateFile, serverPair.certificate);
await writeFile(files.certificateKeyFile, serverPair.key);

const byCertificate = (subject: string, more: Record<string, string> = {}) => ({
  clientAuthenticatorType: "client-x509",
  attributes: { "x509.subjectdn": subject, ...more },
});
const exactly = { "x509.allow.regex.pattern.comparison": "false" };
const bound = { "tls.client.certificate.bound.access.tokens": "true" };

const realm = aRealm({
  clients: [
    aClient("payments", byCertificate("CN=payments")),
    aClient("any-payments", byCertificate(".*CN=pay.*")),
    aClient("part", byCertificate("CN=pay")),
    aClient("exact", byCertificate("cn = payments", exactly)),
    aClient("inexact", byCertificate("CN=payment", exactly)),
    aClient("broken", byCertificate("CN=(")),
    aClient("unset", { clientAuthenticatorType: "client-x509" }),
    aClient("by-secret"),
    aClient("bound", { attributes: { ...bound, "client_credentials.use_refresh_token": "true" } }),
  ],
});

const server = await startServer({ realm: realm as never, https: { ...files, clientAuth: "request" } });
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

/** Posts a form over TLS, with a client certificate or without. */
function post(path: string, form: Record<string, string>, pair?: CertificatePair) {
  const url = `${server.httpsBaseUrl}/realms/test/protocol/openid-connect/${path}`;
  return new Promise<{ status: number; json: Record<string, unknown> }>((done, failed) => {
    const options = {
      method: "POST",
      ca: authority.certificate,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    };
    const call = request(
      url,
      { ...options, ...(pair && { cert: pair.certificate, key: pair.key }), agent: false },
      (response) => {
        text(response).then((body) => done({ status: response.statusCode ?? 0, json: JSON.parse(body) }), failed);
      },
    );
    call.on("error", failed);
    call.end(new URLSearchParams(form).toString());
  });
}

const ask = (clientId: string, pair?: CertificatePair, more: Record<string, string> = {}) =>
  post("token", { grant_type: "client_credentials", client_id: clientId, ...more }, pair);

const A = { error: "invalid_client", error_description: "Invalid client or Invalid client credentials" };

test("over https the issuer says so", async () => {
  const { json } = await ask("by-secret", undefined, { client_secret: "s3cret" });
  expect(claimsIn(json["access_token"])["iss"]).toBe(`${server.httpsBaseUrl}/realms/test`);
  expect(server.httpsBaseUrl).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
});

test.each(["payments", "any-payments", "exact"])(
  "a certificate with the right subject is a proof: %s",
  async (clientId) => {
    expect((await ask(clientId, payments)).status).toBe(200);
  },
);

test.each([
  ["no certificate", "payments", undefined],
  ["another subject", "payments", stranger],
  ["a pattern that fits a part only", "part", payments],
  ["an exact name that differs", "inexact", payments],
  ["a broken pattern", "broken", payments],
  ["no subject set", "unset", payments],
])("%s is refused as Keycloak refuses it", async (_what, clientId, pair) => {
  expect(await ask(clientId, pair)).toEqual({ status: 401, json: A });
});

test("tokens are bound to the certificate, and without one there is none", async () => {
  const secret = { client_secret: "s3cret" };
  const none = await ask("bound", undefined, secret);
  expect([none.status, none.json["error_description"]]).toEqual([
    400,
    "Client Certification missing for MTLS HoK Token Binding",
  ]);
  const { json } = await ask("bound", payments, secret);
  const thumbprint = Buffer.from(new X509Certificate(payments.certificate).fingerprint256.replaceAll(":", ""), "hex");
  expect(claimsIn(json["access_token"])["cnf"]).toEqual({ "x5t#S256": thumbprint.toString("base64url") });
});

test("a refresh token that is bound to a certificate is good with that certificate only", async () => {
  const by = { client_id: "bound", client_secret: "s3cret" };
  const { json } = await ask("bound", payments, { client_secret: "s3cret" });
  const refresh = { grant_type: "refresh_token", refresh_token: String(json["refresh_token"]), ...by };
  for (const pair of [undefined, stranger])
    expect(await post("token", refresh, pair)).toEqual({
      status: 401,
      json: {
        error: "unauthorized_client",
        error_description: "Client certificate missing, or its thumbprint and one in the token did NOT match",
      },
    });
  const again = await post("token", refresh, payments);
  expect(again.status).toBe(200);
  expect(claimsIn(again.json["access_token"])["cnf"]).toEqual(claimsIn(json["access_token"])["cnf"]);
});

test("where a certificate is required, a connection without one is closed", async () => {
  await using strict = await startServer({ realm: realm as never, https: { ...files, clientAuth: "required" } });
  const answered = new Promise((done, failed) => {
    request(`${strict.httpsBaseUrl}/realms/test`, { ca: authority.certificate, agent: false }, done)
      .on("error", failed)
      .end();
  });
  await expect(answered).rejects.toThrow();
});

test.each([
  ["a missing file", { ...files, certificateFile: join(folder, "gone.pem") }, "cannot be read"],
  ["a key of another certificate", { ...files, certificateKeyFile: join(folder, "other-key.pem") }, "belong together"],
  ["a file that is no PEM", { ...files, certificateFile: join(folder, "none.pem") }, "are no certificate with its key"],
])("%s is said at start, and the port given back", async (_what, https, words) => {
  await writeFile(join(folder, "other-key.pem"), payments.key);
  await writeFile(join(folder, "none.pem"), "hello");
  const start = startServer({ realm: realm as never, https });
  await expect(start).rejects.toThrow(CertificateUnfit);
  await expect(start).rejects.toThrow(words);
});

/** Made by openssl: several parts, two in one, and characters that must be escaped. */
const ODD_SUBJECT = `-----BEGIN CERTIFICATE-----
MIICqzCCAlGgAwIBAgIUDbybsQ+NVIuJwjwJ7IBZ4fI7X8owCgYIKoZIzj0EAwIw
gaoxCzAJBgNVBAYTAkRFMRcwFQYKCZImiZPyLGQBGRYHZXhhbXBsZTETMBEGA1UE
CgwKQWNtZSwgSW5jLjEUMAgGA1UECwwBYTAIBgNVBAsMAWIxFDASBgkqhkiG9w0B
CQEWBXhAeS56MQswCQYDVQQFEwIxMjELMAkGA1UEDAwCRHIxEjAQBgoJkiaJk/Is
ZAEBDAJ1MTETMBEGA1UEAwwKI1pvw6sgPDE+IjAeFw0yNjExMjMwNDUxMjlaFw0z
NjExMjAwNDUxMjlaMIGqMQswCQYDVQQGEwJERTEXMBUGCgmSJomT8ixkARkWB2V4
YW1wbGUxEzARBgNVBAoMCkFjbWUsIEluYy4xFDAIBgNVBAsMAWEwCAYDVQQLDAFi
MRQwEgYJKoZIhvcNAQkBFgV4QHkuejELMAkGA1UEBRMCMTIxCzAJBgNVBAwMAkRy
MRIwEAYKCZImiZPyLGQBAQwCdTExEzARBgNVBAMMCiNab8OrIDwxPiIwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAARzFxdrCXQIQ2qZNnIZogCcbISzP03nyAdyKwXK
LiyF9yI/k5C9BIeYKAGZ+NDTMCcHUchy7jxrq9X5gut/O7lLo1MwUTAdBgNVHQ4E
FgQU6kFMkcKR0000oDr0upPxiIgECUwwHwYDVR0jBBgwFoAU6kFMkcKR0000oDr0
upPxiIgECUwwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEA1Rz3
FcVH1tiT6koFMfr84540u/s/HTQskjL1+ExsiUACIG3jgMUdnsB62YI0+8EpDyzf
S++gAl4sFFpnl+Rq8+Cv
-----END CERTIFICATE-----`;

test("a subject is written as Java writes it (java.security.cert, X500Principal.getName of Java 17)", async () => {
  expect(await readSubject(new X509Certificate(ODD_SUBJECT).raw)).toBe(
    'CN=\\#Zoë \\<1\\>\\",UID=u1,2.5.4.12=#0c024472,2.5.4.5=#13023132,1.2.840.113549.1.9.1=#16057840792e7a,OU=a+OU=b,O=Acme\\, Inc.,DC=example,C=DE',
  );
  expect(await readSubject(new X509Certificate(payments.certificate).raw)).toBe("CN=payments");
});

test.each([
  ["CN=a,O=b", "cn = a ; o=b", true],
  ["CN=a,O=b", "O=b,CN=a", false],
  ["OU=a+OU=b,C=DE", "OU=b+OU=a, C=DE", true],
  ["O=Acme\\, Inc.", 'O="Acme, Inc."', true],
  ["1.2.840.113549.1.9.1=#160578407a2e64,CN=a", "emailAddress=x@z.d,CN=a", true],
  ["CN=a", "nonsense", false],
])("%s and %s name the same: %s", (a, b, same) => expect(isSameName(a, b)).toBe(same));

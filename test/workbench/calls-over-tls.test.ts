import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { AnswerOf, sendCall } from "../../src/contract/index.ts";
import { startServer } from "../../src/index.ts";
import { createAuthority, issueCertificate } from "../../src/keys/local-authority.ts";
import { aClient, aRealm, SECRET } from "../support/builders.ts";
import { aWindow } from "./a-window.ts";

const nowSeconds = Math.floor(Date.now() / 1000);
const folder = await mkdtemp(join(tmpdir(), "calls-over-tls-"));
const authority = await createAuthority(nowSeconds);
const pair = await issueCertificate(authority, { commonName: "localhost", hosts: ["localhost"], nowSeconds });
const payments = await issueCertificate(authority, { commonName: "payments", nowSeconds });
const stranger = await createAuthority(nowSeconds);
const files = { certificateFile: join(folder, "server.pem"), certificateKeyFile: join(folder, "server-key.pem") };
await writeFile(files.certificateFile, pair.certificate);
await writeFile(files.certificateKeyFile, pair.key);

const byCertificate = { clientAuthenticatorType: "client-x509", attributes: { "x509.subjectdn": "CN=payments" } };
const bound = {
  ...byCertificate,
  attributes: { ...byCertificate.attributes, "tls.client.certificate.bound.access.tokens": "true" },
};
const server = await startServer({
  realm: aRealm({ clients: [aClient("app"), aClient("payments", byCertificate), aClient("bound", bound)] }),
  host: "localhost",
  https: { ...files, port: 0, clientAuth: "request" },
});
const base = (server.httpsBaseUrl ?? "").replace("127.0.0.1", "localhost");
const { host, port } = new URL(base);
const issuer = `${base}/realms/test`;
const trusted = { [host]: { ca: authority.certificate } };
const window = aWindow(server);
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const send = (more: object) =>
  window.call<AnswerOf<typeof sendCall>>("POST", "/calls", {
    issuer,
    clientId: "app",
    proof: { method: "client_secret_basic", secret: SECRET },
    ...more,
  });

test("with its own authority a server is trusted, and each part of the way is timed", async () => {
  const { answer, refusal } = await send({ trust: trusted });
  expect([refusal.error, answer.status]).toEqual([undefined, 200]);
  expect(answer.tls).toMatchObject({ subject: "localhost", trusted: true, problem: null });
  expect(answer.tls?.protocol).toMatch(/^TLSv1\.[23]$/);
  const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } = answer.timings;
  for (const ms of [dnsMs, connectMs, tlsMs, firstByteMs]) expect(ms).toBeGreaterThanOrEqual(0);
  expect(totalMs).toBeGreaterThanOrEqual((tlsMs ?? 0) + (firstByteMs ?? 0));
  expect(answer.tokens[0]?.signature.verdict).toBe("valid");
});

test.each([
  ["without it", {}],
  ["with another authority", { [host]: { ca: stranger.certificate } }],
  ["with the authority of another host", { "other.example": { ca: authority.certificate, unverified: true } }],
])("%s it is not, and the person is told what to do", async (_how, trust) => {
  const { status, refusal } = await send({ trust });
  expect([status, refusal.error]).toEqual([502, expect.stringMatching(/give the certificate of its own authority/)]);
});

test("a host that is not to be verified is spoken to, and what is wrong with its certificate is told", async () => {
  const { answer } = await send({ trust: { [host]: { unverified: true } } });
  expect([answer.status, answer.tls?.trusted]).toEqual([200, false]);
  expect(answer.tls?.problem).toMatch(/UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT/);
});

test("a certificate for other names is refused by name", async () => {
  const byAddress = `127.0.0.1:${port}`;
  const { refusal } = await send({
    issuer: issuer.replace(host, byAddress),
    trust: { [byAddress]: { ca: authority.certificate } },
  });
  expect(refusal.error).toContain("is for other names than 127.0.0.1");
});

test("a client proves itself with its certificate", async () => {
  const proof = { method: "tls_client_auth", certificate: payments.certificate, privateKey: payments.key };
  const { answer } = await send({ trust: trusted, clientId: "payments", proof });
  expect([answer.status, answer.refused]).toEqual([200, null]);
  expect(answer.curl).toContain("--cert client.crt --key client.key");
});

test("a token that is bound to a certificate is shown with it", async () => {
  const proof = { method: "tls_client_auth", certificate: payments.certificate, privateKey: payments.key };
  const asked = { issuer, trust: trusted, clientId: "bound" };
  const token = (await send({ ...asked, proof, scope: "openid" })).answer.answer?.["access_token"];
  const askAs = (other: object) =>
    window.call<AnswerOf<typeof sendCall>>("POST", "/calls/follow-up", {
      ...asked,
      proof: other,
      what: { kind: "userinfo", accessToken: token },
    });
  expect((await askAs(proof)).answer).toMatchObject({ status: 200, refused: null });
  expect((await askAs({ method: "none" })).answer).toMatchObject({ status: 401, refused: { error: "invalid_token" } });
});

test("http where https is spoken is told as that", async () => {
  const { refusal } = await send({ issuer: issuer.replace("https:", "http:"), trust: trusted });
  expect(refusal.error).toMatch(/does not answer with HTTP|hung up|closed without a word|answered 400/);
});

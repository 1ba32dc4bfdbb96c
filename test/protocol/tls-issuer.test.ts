import { X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { isName, isSameName, readIssuer, readSubject } from "../../src/keys/distinguished-name.ts";
import { createAuthority, issueCertificate } from "../../src/keys/local-authority.ts";
import { clientX509 } from "../../src/protocol/client-authentication/client-x509.ts";
import { aClient, aRealm, clientNamed } from "../support/builders.ts";

const nowSeconds = Math.floor(Date.now() / 1000);
const authority = await createAuthority(nowSeconds);
const payments = await issueCertificate(authority, { commonName: "payments", nowSeconds });
const derOf = (pem: string) => new X509Certificate(pem).raw;
const issuer = await readIssuer(derOf(payments.certificate));

const REFUSED = { status: 401, error: "invalid_client" };
const FAILED = {
  status: 400,
  error: "unauthorized_client",
  description: "Unexpected error when authenticating client",
};

/** Asked of Keycloak 26.7 over TLS, with a certificate of `CN=payments` by `CN=Lab CA,O=Lab`. */
test.each([
  ["is not stated", undefined, undefined],
  ["is empty", "", undefined],
  ["is the one", issuer, undefined],
  ["is the one in other letters", issuer.toLowerCase(), REFUSED],
  ["is another", "CN=Other CA", REFUSED],
  ["is the client's own name", "CN=payments", REFUSED],
  ["is an expression, which is none here", ".*", FAILED],
  ["is no name", "nonsense", FAILED],
])("a client certificate whose CA Subject DN %s", async (_what, casubjectdn, refusal) => {
  const attributes = {
    "x509.subjectdn": "CN=payments",
    "x509.allow.regex.pattern.comparison": "false",
    ...(casubjectdn !== undefined && { "x509.casubjectdn": casubjectdn }),
  };
  const realm = aRealm({ clients: [aClient("app", { clientAuthenticatorType: "client-x509", attributes })] });
  const certificate = { der: derOf(payments.certificate), thumbprint: "" };
  const attempt = { named: clientNamed(realm, "app"), request: { caller: { certificate, secure: true } } };
  const verdict = await clientX509.authenticate(attempt as never);
  if (refusal) expect(verdict.refusal).toMatchObject(refusal);
  else expect(verdict.refusal).toBeUndefined();
});

test("the issuer of a certificate is the subject of the authority that issued it", async () => {
  expect(issuer).toBe(await readSubject(derOf(authority.certificate)));
  expect([isName(issuer), isSameName(issuer, issuer.split(",").reverse().join(","))]).toEqual([
    true,
    !issuer.includes(","),
  ]);
});

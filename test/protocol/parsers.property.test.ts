import { createHmac, createPrivateKey, type JsonWebKey, sign } from "node:crypto";
import * as fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { JWT_BEARER } from "../../src/protocol/client-authentication/assertion.ts";
import { parseForm } from "../../src/protocol/form-parameters.ts";
import { tokenEndpoint } from "../../src/protocol/token.ts";
import { jsonTexts, mangled, texts } from "../support/any-input.ts";
import { anAssertion, aProof, publicHalf, testKey } from "../support/assertions.ts";
import { aClient, aRealm, NOW } from "../support/builders.ts";
import { aProtocol, BASE, basic, type Outcome } from "./a-protocol.ts";

const LONG = "a-secret-of-at-least-thirty-two-bytes!";
const refreshing = {
  "client_credentials.use_refresh_token": "true",
  "standard.token.exchange.enabled": "true",
  "allow.token.introspection.without.audience.check": "true",
};
const realm = aRealm({
  clients: [
    aClient("app", { attributes: refreshing }),
    aClient("signs", { clientAuthenticatorType: "client-secret-jwt", secret: LONG }),
    aClient("by-key", {
      clientAuthenticatorType: "client-jwt",
      attributes: { "use.jwks.string": "true", "jwks.string": JSON.stringify({ keys: [publicHalf(testKey("ec-a"))] }) },
    }),
    aClient("x509", {
      clientAuthenticatorType: "client-x509",
      attributes: { "x509.subjectdn": "CN=app", "x509.allow.regex.pattern.comparison": "false" },
    }),
  ],
});
const protocol = aProtocol(realm);
const TOKEN_URL = `${BASE}/realms/test/protocol/openid-connect/token`;
const cc = { grant_type: "client_credentials" };

let good: Record<"access" | "refresh" | "assertion" | "proof", string>;
beforeAll(async () => {
  const { json } = await protocol.grant({ scope: "openid" });
  const { client_assertion } = await anAssertion({
    clientId: "by-key",
    audience: `${BASE}/realms/test`,
    nowSeconds: NOW,
    alg: "ES256",
    key: testKey("ec-a"),
  });
  good = {
    access: String(json["access_token"]),
    refresh: String(json["refresh_token"]),
    assertion: client_assertion,
    proof: await aProof({ method: "POST", url: TOKEN_URL, nowSeconds: NOW }),
  };
});

/** Answered: with what was asked for, or with a refusal in an OAuth error's words. */
function expectAnswer({ status, error, reason }: Outcome): void {
  if (status === 200 || status === 204) return;
  expect([400, 401, 403]).toContain(status);
  expect(error).toMatch(/\w/);
  expect(reason?.rule).toMatch(/\w/);
}

const check = <Input>(input: fc.Arbitrary<Input>, ask: (input: Input) => Promise<Outcome>, numRuns = 150) =>
  fc.assert(
    fc.asyncProperty(input, async (each) => expectAnswer(await ask(each))),
    { numRuns },
  );

const encoded = (text: string) => Buffer.from(text).toString("base64url");

test("any Authorization header is read, or refused", () => {
  const header = fc.oneof(
    texts,
    texts.map((text) => `Basic ${text}`),
    texts.map((text) => `Basic ${Buffer.from(text).toString("base64")}`),
    mangled(basic("app").authorization),
  );
  return check(header, (authorization) => protocol.token({ form: cc, headers: { authorization } }), 300);
});

test("any client assertion is judged, or refused", () => {
  const jwt = fc.oneof(
    texts,
    fc.array(texts.map(encoded), { maxLength: 4 }).map((parts) => parts.join(".")),
    fc
      .tuple(jsonTexts("alg", "kid"), jsonTexts("sub", "iss", "jti"))
      .map((parts) => `${parts.map(encoded).join(".")}.AAAA`),
    fc.nat().chain(() => mangled(good.assertion)),
  );
  const fields = fc.tuple(jwt, fc.constantFrom(JWT_BEARER, "", "other"), fc.constantFrom({}, { client_id: "by-key" }));
  return check(fields, ([client_assertion, client_assertion_type, more]) =>
    protocol.token({ form: { ...cc, client_assertion, client_assertion_type, ...more } }),
  );
});

test("any claims and any header of an assertion that its client signed are judged, or refused", () => {
  const signed = fc
    .tuple(jsonTexts("kid", "crit", "typ"), jsonTexts("aud", "exp", "iat", "nbf", "jti"))
    .map(([header, claims]) => {
      const head =
        header.startsWith("{}") || !header.startsWith("{") ? '{"alg":"HS256"}' : header.replace("{", '{"alg":"HS256",');
      const body =
        claims.length <= 2 || !claims.startsWith("{")
          ? '{"iss":"signs","sub":"signs"}'
          : claims.replace("{", '{"iss":"signs","sub":"signs",');
      const input = `${encoded(head)}.${encoded(body)}`;
      return `${input}.${createHmac("sha256", LONG).update(input).digest("base64url")}`;
    });
  return check(signed, (client_assertion) =>
    protocol.token({ form: { ...cc, client_assertion, client_assertion_type: JWT_BEARER } }),
  );
});

const ecKey = createPrivateKey({ key: testKey("ec-a") as JsonWebKey, format: "jwk" });
const { use: _use, kid: _kid, ...ecJwk } = publicHalf(testKey("ec-a"));
const PROOF_HEADER = JSON.stringify({ typ: "dpop+jwt", alg: "ES256", jwk: ecJwk });

test("any DPoP proof is judged, or refused", () => {
  const ownClaims = jsonTexts("jti", "htm", "htu", "iat", "ath").map((claims) => {
    const input = `${encoded(PROOF_HEADER)}.${encoded(claims)}`;
    return `${input}.${sign("sha256", Buffer.from(input), { key: ecKey, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
  });
  const ownHeader = jsonTexts("alg", "jwk", "typ").map(
    (header) => `${encoded(header.replace("{", '{"typ":"dpop+jwt","alg":"ES256",'))}.e30.AAAA`,
  );
  const jwk = jsonTexts("kty", "crv", "x", "y", "n", "e", "d").map(
    (key) => `${encoded(`{"typ":"dpop+jwt","alg":"ES256","jwk":${key}}`)}.e30.AAAA`,
  );
  const proof = fc.oneof(
    texts,
    ownClaims,
    ownHeader,
    jwk,
    fc.nat().chain(() => mangled(good.proof)),
  );
  return check(proof, (dpop) => protocol.token({ form: cc, headers: { ...basic("app"), dpop } }));
});

const kinds = ["access", "refresh"] as const;
const tokens = fc.oneof(
  texts,
  fc.constantFrom(...kinds).chain((kind) => mangled(good[kind])),
  fc
    .tuple(jsonTexts("alg", "kid", "typ"), jsonTexts("typ", "iss", "sub", "aud", "exp", "sid", "azp"))
    .map(([header, claims]) => `${encoded(header)}.${encoded(claims)}.AAAA`),
);

test("any text in a token's place is judged, or refused, at every endpoint that takes one", () => {
  const asks: readonly ((token: string) => Promise<Outcome>)[] = [
    (token) => protocol.refresh(token),
    (token) => protocol.introspect(token),
    (token) => protocol.introspect(token, "app", { token_type_hint: "refresh_token" }),
    (token) => protocol.revoke(token),
    (token) => protocol.logout(token),
    (token) =>
      protocol.grant({
        grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
        subject_token: token,
        subject_token_type: "urn:ietf:params:oauth:token-type:access_token",
      }),
  ];
  return check(fc.tuple(fc.constantFrom(...asks), tokens), ([ask, token]) => ask(token), 250);
});

test("any bearer of userinfo is judged, or refused", () =>
  fc.assert(
    fc.asyncProperty(tokens, async (token) => {
      expect([200, 400, 401, 403]).toContain((await protocol.userinfo(token)).status);
    }),
    { numRuns: 100 },
  ));

test("any bytes in a client certificate's place are read, or refused", () => {
  const der = fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes));
  return fc.assert(
    fc.asyncProperty(der, async (bytes) => {
      const certificate = { der: bytes, thumbprint: "of-some-bytes" };
      const caller = { remoteAddress: "127.0.0.1", secure: true, baseUrl: BASE, certificate };
      const form = parseForm("grant_type=client_credentials&client_id=x509");
      const request = { realmName: "test", method: "POST", form, caller, header: () => undefined };
      const { refusal } = await tokenEndpoint(protocol.ctx, request);
      expect(refusal).toMatchObject({ status: 401, error: "invalid_client" });
    }),
    { numRuns: 100 },
  );
});

test("any scope, audience and grant type is taken up, or refused", () => {
  const field = fc.constantFrom("scope", "audience", "requested_token_type", "grant_type", "token_type_hint");
  return check(fc.tuple(field, texts), ([name, text]) => protocol.grant({ [name]: text }), 200);
});

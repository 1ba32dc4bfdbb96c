import { expect, test } from "vitest";
import { type AssertionDraft, anAssertion, publicHalf, testKey } from "../support/assertions.ts";
import { aClient, aRealm, NOW } from "../support/builders.ts";
import { aProtocol, BASE } from "./a-protocol.ts";

const KEYS = { keys: [publicHalf(testKey("rsa-a")), publicHalf(testKey("ec-a")), publicHalf(testKey("ed-a"))] };
const LONG = "a-secret-of-at-least-thirty-two-bytes!";
const withKeys = { "use.jwks.string": "true", "jwks.string": JSON.stringify(KEYS) };
const signing = (attributes: Record<string, string>) => ({ clientAuthenticatorType: "client-jwt", attributes });

const realm = aRealm({
  clients: [
    aClient("signs", signing(withKeys)),
    aClient("odd-keys", signing({ "use.jwks.string": "true", "jwks.string": "no JSON" })),
    aClient("remote", signing({ "use.jwks.url": "true", "jwks.url": "https://idp.example.org/jwks" })),
    aClient("by-secret", { clientAuthenticatorType: "client-secret-jwt", secret: LONG }),
    aClient("by-api-key", { clientAuthenticatorType: "client-api-key" }),
  ],
});

const audience = `${BASE}/realms/test`;
const assertion = (clientId: string, more: Partial<AssertionDraft> = {}) =>
  anAssertion({ clientId, audience, nowSeconds: NOW, ...more });
const cc = { grant_type: "client_credentials" };
const A = "Invalid client or Invalid client credentials";

/** Sends an assertion and gives back what came, on the wire and for the person. */
async function send(clientId: string, more: Partial<AssertionDraft> = {}, fields: Record<string, string> = {}) {
  return aProtocol(realm).token({ form: { ...cc, ...(await assertion(clientId, more)), ...fields } });
}

test.each([
  ["RS256", {}],
  ["PS384 with the same key", { alg: "PS384" }],
  ["ES256", { alg: "ES256", key: testKey("ec-a") }],
  ["EdDSA", { alg: "EdDSA", key: testKey("ed-a") }],
  ["no kid, the first key for the algorithm", { header: { kid: undefined } }],
  ["the token endpoint as audience", { claims: { aud: `${audience}/protocol/openid-connect/token` } }],
  ["an exp that is text", { claims: { exp: String(NOW + 30) } }],
  ["15 s ahead", { claims: { iat: NOW + 15, exp: NOW + 45 } }],
  ["60 s old", { claims: { iat: NOW - 60, exp: NOW + 30 } }],
  ["an empty jti", { claims: { jti: "" } }],
])("an assertion is good: %s", async (_what, more) => {
  expect((await send("signs", more as Partial<AssertionDraft>)).status).toBe(200);
});

test("a secret signs as HMAC", async () => {
  for (const alg of ["HS256", "HS384", "HS512"]) expect((await send("by-secret", { alg, key: LONG })).status).toBe(200);
});

type Row = [
  cause: string,
  clientId: string,
  more: Partial<AssertionDraft>,
  description: string,
  rule: string,
  actual: string,
];

/** Refusals beside those in causes.test.ts: to the second, and keys that Tokenbench alone does not fetch. */
const rows: Row[] = [
  [
    "keys that cannot be read",
    "odd-keys",
    {},
    "Unable to load public key",
    "the client's public key is there",
    "the client's JWK set cannot be read",
  ],
  [
    "a JWKS URL that is not fetched",
    "remote",
    {},
    "Client authentication with signed JWT failed: Error when loading public keys: org.apache.http.client.ClientProtocolException",
    "the client's public key is there",
    "https://idp.example.org/jwks: no network in this test",
  ],
  [
    "not valid yet",
    "signs",
    { claims: { nbf: NOW + 16 } },
    "Token is not active",
    "the assertion is valid already (nbf)",
    "it is valid in 16 s only",
  ],
  [
    "issued in the future",
    "signs",
    { claims: { iat: NOW + 16, exp: NOW + 46 } },
    "Token was issued in the future",
    "the assertion was issued before now (iat)",
    "16 s ahead of this machine's clock",
  ],
  [
    "issued long ago",
    "signs",
    { claims: { iat: NOW - 61, exp: NOW + 30 } },
    "Token was issued too far in the past to be used now",
    "the assertion is fresh (iat)",
    "61 s old",
  ],
];

test.each(rows)(
  "an assertion is refused, and told apart: %s",
  async (_cause, clientId, more, description, rule, actual) => {
    const outcome = await send(clientId, more);
    expect([outcome.status, outcome.error, outcome.description]).toEqual([400, "invalid_client", description]);
    expect(outcome.reason).toMatchObject({ rule, outcome: "failed", subject: { clientId } });
    expect(outcome.reason?.actual).toContain(actual);
    expect(outcome.trace.filter((step) => step.outcome === "failed")).toHaveLength(1);
  },
);

test.each([
  [
    "an authenticator that this server does not know",
    "by-api-key",
    {},
    {},
    401,
    A,
    "the client authenticates by its own method",
  ],
  [
    "no type",
    "signs",
    {},
    { client_assertion_type: "", client_id: "signs" },
    400,
    "Parameter client_assertion_type has value '' but expected is 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'",
    "client_assertion_type is known",
  ],
])("%s is refused in the recorded words", async (_cause, clientId, more, fields, status, description, rule) => {
  const outcome = await send(clientId, more as Partial<AssertionDraft>, fields as Record<string, string>);
  expect([outcome.status, outcome.description]).toEqual([status, description]);
  expect(outcome.reason?.rule).toBe(rule);
});

test("an assertion is good once, at whatever endpoint; one that was refused may be mended and sent again", async () => {
  const protocol = aProtocol(realm);
  const fields = await assertion("signs", { claims: { jti: "one" } });
  expect((await protocol.token({ form: { ...cc, ...fields, scope: "bogus" } })).description).toBe(
    "Invalid scopes: bogus",
  );
  const again = await protocol.token({ form: { ...cc, ...fields } });
  expect([again.status, again.description]).toEqual([400, "Token reuse detected"]);
  expect(again.reason?.rule).toBe("the assertion is used once (jti)");
  const refused = await assertion("signs", { claims: { jti: "two", aud: "https://x" } });
  expect((await protocol.token({ form: { ...cc, ...refused } })).description).toBe("Invalid token audience");
  const mended = await assertion("signs", { claims: { jti: "two" } });
  expect((await protocol.token({ form: { ...cc, ...mended } })).status).toBe(200);
});

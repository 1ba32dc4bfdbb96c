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
    aClient("other", signing(withKeys)),
    aClient("pinned", signing({ ...withKeys, "token.endpoint.auth.signing.alg": "ES256" })),
    aClient("keyless", signing({})),
    aClient("odd-keys", signing({ "use.jwks.string": "true", "jwks.string": "no JSON" })),
    aClient("remote", signing({ "use.jwks.url": "true", "jwks.url": "https://idp.example.org/jwks" })),
    aClient("off", { ...signing(withKeys), enabled: false }),
    aClient("by-secret", { clientAuthenticatorType: "client-secret-jwt", secret: LONG }),
    aClient("by-api-key", { clientAuthenticatorType: "client-api-key" }),
    aClient("plain"),
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

/** One row for each cause that the person at Tokenbench is to tell apart. The words are recorded (parity 05-assertions). */
const rows: Row[] = [
  [
    "another algorithm than the pinned one",
    "pinned",
    {},
    "Invalid signature algorithm",
    "the assertion's algorithm is allowed (alg)",
    "RS256",
  ],
  [
    "a kid that no key has",
    "signs",
    { header: { kid: "nope" } },
    "Unable to load public key",
    "the client's public key is there",
    "it has no key with the kid nope",
  ],
  [
    "a client without keys",
    "keyless",
    {},
    "Unable to load public key",
    "the client's public key is there",
    "no JWKS URL, no JWK set, no certificate and no public key",
  ],
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
    "Unable to load public key",
    "the client's public key is there",
    "https://idp.example.org/jwks: no network in this test",
  ],
  [
    "another key under the same kid",
    "signs",
    { key: { ...testKey("rsa-b"), kid: "test-rsa-a" } },
    "Client authentication with signed JWT failed: Signature on JWT token failed validation",
    "the client's key signed the assertion",
    "another key's signature",
  ],
  [
    "another realm's audience",
    "signs",
    { claims: { aud: `${BASE}/realms/master` } },
    "Invalid token audience",
    "the assertion is for this realm (aud)",
    `${BASE}/realms/master`,
  ],
  [
    "no audience",
    "signs",
    { claims: { aud: undefined } },
    "Invalid token audience",
    "the assertion is for this realm (aud)",
    "no aud",
  ],
  [
    "two audiences",
    "signs",
    { claims: { aud: [audience, "https://x"] } },
    "Multiple audiences not allowed",
    "the assertion has one audience (aud)",
    "https://x",
  ],
  [
    "no exp",
    "signs",
    { claims: { exp: undefined } },
    "Token exp claim is required",
    "the assertion says when it expires (exp)",
    "no exp",
  ],
  [
    "expired",
    "signs",
    { claims: { iat: NOW - 40, exp: NOW - 10 } },
    "Token is not active",
    "the assertion has not expired (exp)",
    "it expired 10 s ago",
  ],
  [
    "not valid yet",
    "signs",
    { claims: { nbf: NOW + 16 } },
    "Token is not active",
    "the assertion is valid already (nbf)",
    "in 16 s only; is a clock wrong?",
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
  [
    "good for too long, without iat",
    "signs",
    { claims: { iat: undefined, exp: NOW + 86_400 } },
    "Token expiration is too far in the future and iat claim not present in token",
    "an assertion without iat expires soon (exp)",
    "in 86400 s",
  ],
  [
    "no jti",
    "signs",
    { claims: { jti: undefined } },
    "Token jti claim is required",
    "the assertion has an id (jti)",
    "no jti",
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
  ["a client that nobody knows", "nobody", {}, {}, 401, A, "the client is known"],
  ["iss and sub that differ", "signs", { claims: { iss: "x" } }, {}, 401, A, "iss and sub both name the client"],
  ["a disabled client", "off", {}, {}, 401, A, "the client is enabled"],
  [
    "a client_id of another client",
    "signs",
    {},
    { client_id: "other" },
    400,
    "client_id parameter does not match authenticated client",
    "client_id and the assertion name one client",
  ],
  ["an assertion where a secret is the way", "plain", {}, {}, 401, A, "the client authenticates by its own method"],
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
  [
    "no JWT",
    "signs",
    {},
    { client_assertion: "garbage", client_id: "signs" },
    400,
    "Client authentication with signed JWT failed: java.lang.IllegalArgumentException: Parsing error",
    "client_assertion is a signed JWT",
  ],
  [
    "a wrong secret as HMAC key",
    "by-secret",
    { alg: "HS256", key: "wrong-shared-secret-of-at-least-thirty-two-bytes" },
    {},
    400,
    "Client authentication with client secret signed JWT failed: Signature on JWT token by client secret  failed validation",
    "the client's secret signed the assertion",
  ],
  [
    "a key's signature where the secret is the key",
    "by-secret",
    {},
    {},
    400,
    "Client authentication with client secret signed JWT failed: Signature on JWT token by client secret failed validation",
    "the assertion's algorithm is an HMAC (alg)",
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

test("no trace holds an assertion or a secret", async () => {
  const traces = await Promise.all(rows.map(async ([, clientId, more]) => (await send(clientId, more)).trace));
  const text = JSON.stringify(traces);
  expect(text.length).toBeGreaterThan(2000);
  expect(text).not.toContain(LONG);
  expect(text).not.toMatch(/eyJ[A-Za-z0-9_-]{20}/);
});

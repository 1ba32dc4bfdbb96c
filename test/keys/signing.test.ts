import { X509Certificate } from "node:crypto";
import { base64url, compactVerify, createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet } from "jose";
import { expect, test } from "vitest";
import {
  type ComponentRepresentation,
  KEY_PROVIDER_TYPE,
  type RealmDocument,
} from "../../src/domain/realm-document.ts";
import { decodeJws, leftHalfHash } from "../../src/keys/jws.ts";
import { generateFallbackProvider, generateKeyProviders } from "../../src/keys/key-providers.ts";
import { keysOf } from "../../src/keys/realm-keys.ts";
import { signatureAlgorithms } from "../../src/keys/signature-algorithms.ts";
import published from "../parity/golden/07-published.json" with { type: "json" };
import parity from "../parity/realms/parity.json" with { type: "json" };
import { aRealm, NOW, someEditFacts } from "../support/builders.ts";

const facts = someEditFacts();
const recorded = parity as unknown as RealmDocument;
const claims = { iss: "http://localhost/realms/test", sub: "someone", ü: "ö" };

const realmWith = (...providers: ComponentRepresentation[]): RealmDocument =>
  aRealm({ components: { [KEY_PROVIDER_TYPE]: providers } });

const configOf = (provider: ComponentRepresentation | undefined, name: string) => provider?.config?.[name]?.[0] ?? "";

const [rsaProvider] = aRealm().components?.[KEY_PROVIDER_TYPE] ?? [];

/** The realm's RSA pair as a provider of its own for one algorithm; making a pair for each would take seconds. */
const rsaFor = (algorithm: string, more: Record<string, string[]> = {}): ComponentRepresentation => ({
  name: algorithm,
  providerId: "rsa-generated",
  config: { ...rsaProvider?.config, algorithm: [algorithm], ...more },
});

async function providerFor(alg: string): Promise<ComponentRepresentation> {
  if (signatureAlgorithms.get(alg)?.kind === "RSA") return rsaFor(alg);
  const provider = await generateFallbackProvider(alg, "test", facts);
  if (!provider) throw new Error(`no provider for ${alg}`);
  return provider;
}

const ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "HS256",
  "HS384",
  "HS512",
];

test("all algorithms that Keycloak offers are there, and no other", () => {
  expect([...signatureAlgorithms.keys()].sort()).toEqual([...ALGORITHMS].sort());
});

test.each(ALGORITHMS)("what is signed with %s is verified by jose, and by the realm itself", async (alg) => {
  const provider = await providerFor(alg);
  const keys = keysOf(realmWith(provider));
  const token = await keys.sign(alg, "JWT", claims);
  const symmetric = base64url.decode(configOf(provider, "secret"));
  const verified = alg.startsWith("HS")
    ? await compactVerify(token, symmetric, { algorithms: [alg] })
    : await compactVerify(token, createLocalJWKSet({ keys: keys.jwks } as unknown as JSONWebKeySet), {
        algorithms: [alg],
      });
  expect(JSON.parse(new TextDecoder().decode(verified.payload))).toEqual(claims);
  expect(await keys.verify(token)).toMatchObject({ decoded: { claims } });
});

test("the JOSE header is the text that was recorded, its odd spaces included", async () => {
  const token = await keysOf(recorded).sign("RS256", "at+jwt", claims);
  const [header = ""] = token.split(".");
  expect(new TextDecoder().decode(base64url.decode(header))).toBe(
    '{"alg":"RS256","typ" : "at+jwt","kid" : "DXMsIPKxGPbkxwz8uP8A0zgHWosJMx75stls4QUMJ6s"}',
  );
});

test("the published keys of the recorded realm are those that Keycloak publishes", () => {
  const byKid = (keys: readonly object[]) => [...keys].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const keys = published.certs.steps[0]?.body.keys ?? [];
  expect(byKid(keysOf(recorded).jwks)).toEqual(byKid(keys));
});

test("the members of each published key stand in the recorded order", () => {
  const keys = published.certs.steps[0]?.body.keys ?? [];
  for (const key of keys) {
    const ours = keysOf(recorded).jwks.find(({ kid }) => kid === key.kid) ?? {};
    expect(Object.keys(ours)).toEqual(Object.keys(key));
  }
});

test("the realm's page shows its active RSA signing key", () => {
  expect(keysOf(recorded).publicKey).toBe(published.realm.steps[0]?.body.public_key);
});

test("secrets and private members are never published", () => {
  const text = JSON.stringify(keysOf(recorded).jwks);
  const providers = recorded.components?.[KEY_PROVIDER_TYPE] ?? [];
  const secrets = providers
    .flatMap((provider) => ["secret", "privateKey"].map((name) => configOf(provider, name)))
    .filter(Boolean);
  expect(secrets.length).toBeGreaterThan(4);
  for (const secret of secrets) expect(text).not.toContain(secret);
  for (const key of keysOf(recorded).jwks) expect(Object.keys(key)).not.toContain("d");
  expect(keysOf(recorded).jwks.map(({ kty }) => kty)).not.toContain("oct");
});

test("the kid of a pair is the hash of its public key, that of a secret is its own", async () => {
  const keys = keysOf(realmWith(await providerFor("ES256")));
  expect(keys.jwks[0]?.["kid"]).toMatch(/^[\w-]{43}$/);
  const hmac = await providerFor("HS256");
  const token = await keysOf(realmWith(hmac)).sign("HS256", "JWT", claims);
  expect(decodeProtectedHeader(token).kid).toBe(configOf(hmac, "kid"));
});

const good = keysOf(aRealm());
const signed = await good.sign("RS256", "JWT", claims);
const [head = "", body = "", signature = ""] = signed.split(".");
const header = (value: object) => base64url.encode(JSON.stringify(value));

test.each([
  ["garbage", "garbage", "it is no signed JWT"],
  ["an empty text", "", "it is no signed JWT"],
  ["two parts", `${head}.${body}`, "it is no signed JWT"],
  ["five parts", `${head}.a.b.c.d`, "it is no signed JWT"],
  ["a header that is no JSON", `AAAA.${body}.${signature}`, "it is no signed JWT"],
  ["claims that are a list", `${head}.${base64url.encode("[]")}.${signature}`, "it is no signed JWT"],
  [
    "another kid",
    `${header({ alg: "RS256", kid: "other" })}.${body}.${signature}`,
    "the realm has no key with the kid other",
  ],
  ["no kid", `${header({ alg: "RS256" })}.${body}.${signature}`, "the realm has no key with the kid undefined"],
  [
    "the kid of JavaScript's own",
    `${header({ alg: "RS256", kid: "__proto__" })}.${body}.${signature}`,
    "the realm has no key with the kid __proto__",
  ],
])("%s is refused in words", async (_what, token, problem) => {
  expect(await good.verify(token)).toEqual({ problem });
});

test("another algorithm under the same kid is refused before the signature is looked at", async () => {
  const kid = String(decodeProtectedHeader(signed).kid);
  for (const alg of ["none", "HS256", "RS512"])
    expect(await good.verify(`${header({ alg, kid })}.${body}.${signature}`)).toEqual({
      problem: `its header says ${alg}, but the key ${kid} is for RS256`,
    });
});

test("changed claims and a changed signature are told from good ones", async () => {
  const kid = String(decodeProtectedHeader(signed).kid);
  const problem = { problem: `its signature is not that of the key ${kid}` };
  const forged = base64url.encode(JSON.stringify({ ...claims, sub: "admin" }));
  expect(await good.verify(`${head}.${forged}.${signature}`)).toEqual(problem);
  expect(await good.verify(`${head}.${body}.`)).toEqual(problem);
  expect(await good.verify(`${head}.${body}.${"A".repeat(signature.length)}`)).toEqual(problem);
});

test("a token of another realm is not this realm's", async () => {
  expect(await keysOf(recorded).verify(signed)).toHaveProperty("problem");
});

test("of two keys the one of higher priority signs, and both verify", async () => {
  const pair = await generateFallbackProvider("ES256", "test", facts);
  const withPriority = (provider: ComponentRepresentation | undefined, priority: string, more = {}) =>
    ({ ...provider, config: { ...provider?.config, priority: [priority], ...more } }) as ComponentRepresentation;
  const other = withPriority(await generateFallbackProvider("ES256", "test", facts), "50");
  const before = await keysOf(realmWith(other)).sign("ES256", "JWT", claims);
  const keys = keysOf(realmWith(other, withPriority(pair, "100")));
  const kid = keysOf(realmWith(withPriority(pair, "1"))).jwks[0]?.["kid"];
  expect(decodeProtectedHeader(await keys.sign("ES256", "JWT", claims)).kid).toBe(kid);
  expect(await keys.verify(before)).toHaveProperty("decoded");
});

test.each([
  ["an active key signs, verifies and is published", {}, true, true, true],
  ["a passive key verifies and is published", { active: ["false"] }, false, true, true],
  ["a disabled key does nothing", { enabled: ["false"] }, false, false, false],
  ["a key for encryption is published alone", { keyUse: ["ENC"] }, false, false, true],
] as const)("%s", async (_sentence, config, signs, verifies, isPublished) => {
  const keys = keysOf(realmWith(rsaFor("RS256", config as unknown as Record<string, string[]>)));
  expect(keys.canSign("RS256")).toBe(signs);
  expect("decoded" in (await keys.verify(signed))).toBe(verifies);
  expect(keys.jwks.length > 0).toBe(isPublished);
});

test("signing with an algorithm that no key is for is a fault of ours", () => {
  expect(good.canSign("ES256")).toBe(false);
  expect(() => good.sign("ES256", "JWT", claims)).toThrow("the realm has no active key for ES256");
});

test.each([
  ["a key that cannot be read", { ...rsaProvider, config: { privateKey: ["AAAA"] } }],
  ["a key that is not there", { ...rsaProvider, config: {} }],
  ["a kind that signs no tokens", { providerId: "aes-generated", config: { secret: ["AAAA"], kid: ["k"] } }],
  ["an unknown kind", { providerId: "java-keystore", config: { keystore: ["/etc/x"] } }],
])("%s gives no key and stops nothing", (_what, provider) => {
  const keys = keysOf(realmWith(provider as ComponentRepresentation, rsaFor("RS512")));
  expect(keys.jwks).toHaveLength(1);
  expect(keys.canSign("RS512")).toBe(true);
});

test("a private key may come with PEM armour", () => {
  const text = configOf(rsaProvider, "privateKey");
  const armoured = `-----BEGIN RSA PRIVATE KEY-----\n${text.replace(/.{64}/g, "$&\n")}\n-----END RSA PRIVATE KEY-----`;
  expect(keysOf(realmWith(rsaFor("RS256", { privateKey: [armoured] }))).jwks).toEqual(
    keysOf(realmWith(rsaFor("RS256"))).jwks,
  );
});

test("keys are read once for as long as the providers stay as they are", () => {
  const realm = aRealm();
  expect(keysOf({ ...realm, displayName: "changed" })).toBe(keysOf(realm));
  expect(keysOf({ ...realm, components: { [KEY_PROVIDER_TYPE]: [rsaFor("RS256")] } })).not.toBe(keysOf(realm));
});

test("a realm without keys publishes none", () => {
  expect(keysOf({ id: "1", realm: "bare" })).toMatchObject({ jwks: [], publicKey: undefined });
});

test("a new realm has Keycloak's four key providers: RS256, HS512, RSA-OAEP and AES", async () => {
  const providers = await generateKeyProviders("shop", { newId: facts.newId, nowSeconds: NOW });
  expect(providers.map(({ name, providerId }) => [name, providerId])).toEqual([
    ["aes-generated", "aes-generated"],
    ["rsa-generated", "rsa-generated"],
    ["hmac-generated-hs512", "hmac-generated"],
    ["rsa-enc-generated", "rsa-enc-generated"],
  ]);
  const keys = keysOf(realmWith(...providers));
  expect(keys.jwks.map(({ alg, use }) => [alg, use]).sort()).toEqual([
    ["RS256", "sig"],
    ["RSA-OAEP", "enc"],
  ]);
  expect([keys.canSign("RS256"), keys.canSign("HS512"), keys.canSign("RSA-OAEP")]).toEqual([true, true, false]);
  for (const provider of providers) expect(configOf(provider, "priority")).toBe("100");
  const certificate = new X509Certificate(Buffer.from(configOf(providers[1], "certificate"), "base64"));
  expect(certificate.subject).toBe("CN=shop");
  expect(certificate.issuer).toBe("CN=shop");
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
  const years = (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / (365.25 * 24 * 3600 * 1000);
  expect(years).toBeCloseTo(10, 1);
  expect(Date.parse(certificate.validFrom)).toBe((NOW - 100) * 1000);
});

test.each([
  ["RS384", "rsa-generated", "algorithm", "RS384"],
  ["ES512", "ecdsa-generated", "ecdsaEllipticCurveKey", "P-521"],
  ["EdDSA", "eddsa-generated", "eddsaEllipticCurveKey", "Ed25519"],
  ["HS384", "hmac-generated", "algorithm", "HS384"],
])("for %s Keycloak's fallback provider is made: %s", async (alg, providerId, name, value) => {
  const provider = await generateFallbackProvider(alg, "test", facts);
  expect(provider).toMatchObject({
    name: `fallback-${alg}`,
    providerId,
    config: { priority: ["-100"], [name]: [value] },
  });
  expect(keysOf(realmWith(provider as ComponentRepresentation)).canSign(alg)).toBe(true);
});

test("for an algorithm that nobody knows there is no provider", async () => {
  expect(await generateFallbackProvider("XX999", "test", facts)).toBeUndefined();
});

/** The access token and `at_hash` of the examples in OpenID Connect Core, appendix A. */
test("at_hash is that of OpenID Connect's own example", () => {
  expect(leftHalfHash("RS256", "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y")).toBe("77QmUPtjPfzWtF2AnpK9RQ");
});

test.each([
  ["ES256", 16],
  ["PS384", 24],
  ["HS512", 32],
  ["EdDSA", 32],
])("at_hash for %s has %i bytes", (alg, bytes) => {
  expect(base64url.decode(leftHalfHash(alg, "token"))).toHaveLength(bytes);
});

test("a token is taken apart without being believed", () => {
  expect(decodeJws(`${head}.${body}.`)).toMatchObject({ header: { alg: "RS256" }, claims });
});

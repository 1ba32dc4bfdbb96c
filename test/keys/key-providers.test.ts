import { createPrivateKey, createPublicKey, type JsonWebKey, X509Certificate } from "node:crypto";
import { join } from "node:path";
import { expect, test } from "vitest";
import { KEY_PROVIDER_TYPE } from "../../src/domain/realm-document.ts";
import { readKeyMetadata } from "../../src/keys/key-metadata.ts";
import { keysOf } from "../../src/keys/realm-keys.ts";
import { type KeyConfig, settleKeyProvider } from "../../src/keys/settle-key-provider.ts";
import rsaA from "../parity/keys/rsa-a.json" with { type: "json" };
import rsaB from "../parity/keys/rsa-b.json" with { type: "json" };
import { aRealm, NOW, someEditFacts } from "../support/builders.ts";

const world = {
  ...someEditFacts(),
  nowSeconds: NOW,
  realm: "demo",
  keyStoreFolder: join(import.meta.dirname, "key-stores"),
};
const pem = (jwk: JsonWebKey, type: "pkcs1" | "pkcs8") =>
  createPrivateKey({ key: jwk, format: "jwk" }).export({ type, format: "pem" }).toString();

async function settled(providerId: string, config: Readonly<Record<string, string>> | KeyConfig): Promise<KeyConfig> {
  const lists = Object.fromEntries(Object.entries(config).map(([name, value]) => [name, [value].flat()]));
  const result = await settleKeyProvider(providerId, lists, world);
  if ("problem" in result) throw new Error(result.problem);
  return result.config;
}

/** What a realm with that provider alone says of its key. */
const keyOf = (providerId: string, config: KeyConfig) =>
  readKeyMetadata(aRealm({ components: { [KEY_PROVIDER_TYPE]: [{ id: "the provider", providerId, config }] } }))
    .keys[0];

// What Keycloak 26.7 says of each in GET /keys.
test.each([
  ["rsa-generated", { keySize: "1024" }, "RSA", "RS256", "SIG", true],
  ["rsa-generated", { keySize: "1024", keyUse: "ENC" }, "RSA", "RSA-OAEP", "ENC", true],
  ["rsa-generated", { keySize: "1024", algorithm: "PS512" }, "RSA", "PS512", "SIG", true],
  ["rsa-enc-generated", { keySize: "1024" }, "RSA", "RSA-OAEP", "ENC", true],
  ["ecdsa-generated", {}, "EC", "ES256", "SIG", false],
  ["ecdsa-generated", { ecdsaEllipticCurveKey: "P-521", ecGenerateCertificate: "true" }, "EC", "ES512", "SIG", true],
  ["ecdh-generated", {}, "EC", "RS256", "ENC", false],
  ["ecdh-generated", { ecdhAlgorithm: "ECDH-ES", ecGenerateCertificate: "true" }, "EC", "ECDH-ES", "ENC", true],
  ["eddsa-generated", {}, "OKP", "EdDSA", "SIG", false],
  ["eddsa-generated", { eddsaEllipticCurveKey: "Ed448" }, "OKP", "EdDSA", "SIG", false],
  ["hmac-generated", {}, "OCT", "HS256", "SIG", false],
  ["hmac-generated", { algorithm: "HS384", secretSize: "16" }, "OCT", "HS384", "SIG", false],
  ["aes-generated", {}, "OCT", "AES", "ENC", false],
] as const)("%s makes its own key: %j", async (providerId, given, type, algorithm, use, isCertified) => {
  const config = await settled(providerId, { ...given, priority: "7" });
  const key = keyOf(providerId, config);
  expect(key).toMatchObject({
    providerId: "the provider",
    providerPriority: 7,
    status: "ACTIVE",
    type,
    algorithm,
    use,
  });
  expect([key?.certificate, key?.validTo].map((value) => value !== undefined)).toEqual([isCertified, isCertified]);
  expect(key?.publicKey !== undefined).toBe(type !== "OCT");
  expect(await settled(providerId, config)).toEqual(config); // saved again, the key stays
});

test.each([
  ["rsa-generated", { keySize: "1024" }, { keySize: "2048" }],
  ["ecdsa-generated", {}, { ecdsaEllipticCurveKey: "P-384" }],
  ["ecdh-generated", { ecdhEllipticCurveKey: "P-521" }, { ecdhEllipticCurveKey: "P-256" }],
  ["eddsa-generated", { eddsaEllipticCurveKey: "Ed448" }, { eddsaEllipticCurveKey: "Ed25519" }],
  ["hmac-generated", {}, { secretSize: "64" }],
  ["aes-generated", { secretSize: "16" }, { secretSize: "24" }],
] as const)("%s makes a new key when its size or curve changes", async (providerId, before, change) => {
  const first = await settled(providerId, before);
  const second = await settled(providerId, {
    ...first,
    ...Object.fromEntries(Object.entries(change).map(([name, value]) => [name, [value]])),
  });
  expect(keyOf(providerId, second)?.kid).not.toBe(keyOf(providerId, first)?.kid);
});

test.each([
  ["rsa", "pkcs1", "RS256"],
  ["rsa", "pkcs8", "RS256"],
  ["rsa-enc", "pkcs8", "RSA-OAEP"],
] as const)("%s takes a given key in %s and certifies it", async (providerId, form, algorithm) => {
  const config = await settled(providerId, { privateKey: pem(rsaA, form) });
  const key = keyOf(providerId, config);
  const publicKey = createPublicKey({ key: rsaA, format: "jwk" }).export({ type: "spki", format: "der" });
  expect(key).toMatchObject({ algorithm, publicKey: publicKey.toString("base64") });
  expect(new X509Certificate(Buffer.from(key?.certificate ?? "", "base64")).subject).toBe("CN=demo");
});

// In Keycloak's words: recorded (keys-errors) or measured.
test.each([
  ["rsa", {}, "'Private RSA Key' is required"],
  ["rsa", { privateKey: "garbage" }, "Failed to decode private key"],
  ["rsa", { privateKey: pem(rsaA, "pkcs8"), certificate: "garbage" }, "Failed to decode certificate"],
  ["rsa-generated", { priority: "1.5" }, "'Priority' should be a number"],
  ["rsa-generated", { priority: "99999999999999999999" }, "'Priority' should be a number"],
  ["rsa-generated", { enabled: "x" }, "'Enabled' should be 'true' or 'false'"],
  ["rsa-generated", { keySize: "1000" }, "'Key size' should be 1024, 2048, 3072 or 4096"],
  ["ecdsa-generated", { ecdsaEllipticCurveKey: "P-1" }, "'Elliptic Curve' should be P-256, P-384 or P-521"],
  ["ecdsa-generated", { ecGenerateCertificate: "maybe" }, "'Generate Certificate' should be 'true' or 'false'"],
  ["eddsa-generated", { eddsaEllipticCurveKey: "X" }, "'Elliptic Curve' should be Ed25519 or Ed448"],
  ["hmac-generated", { secretSize: "5" }, "'Secret size' should be 16, 24, 32, 64, 128, 256 or 512"],
  ["java-keystore", {}, "'Keystore' is required"],
] as const)("%s refuses %j: %s", async (providerId, config, problem) => {
  const lists = Object.fromEntries(Object.entries(config).map(([name, value]) => [name, [value]]));
  expect(await settleKeyProvider(providerId, lists, world)).toEqual({ problem });
});

test("two values where one is meant are refused", async () => {
  const problem = "'Priority' should be a single entry";
  expect(await settleKeyProvider("hmac-generated", { priority: ["1", "2"] }, world)).toEqual({ problem });
});

test("a certificate of another key is refused", async () => {
  const other = await settled("rsa", { privateKey: pem(rsaB, "pkcs8") });
  const config = { privateKey: [pem(rsaA, "pkcs8")], certificate: other["certificate"] ?? [] };
  const problem = "Certificate does not match private key";
  expect(await settleKeyProvider("rsa", config, world)).toEqual({ problem });
});

const stored = { keystorePassword: "store-password", keyAlias: "my key", keyPassword: "key-password" };

test.each([
  ["keycloak.jks", {}],
  ["keycloak.p12", { keystoreType: "PKCS12" }],
] as const)("java-keystore reads its key from %s and signs with it", async (keystore, more) => {
  const config = await settled("java-keystore", { ...stored, ...more, keystore });
  const realm = aRealm({ components: { [KEY_PROVIDER_TYPE]: [{ providerId: "java-keystore", config }] } });
  const token = await keysOf(realm).sign("RS256", "JWT", { iss: "demo" });
  expect(await keysOf(realm).verify(token)).toHaveProperty("decoded");
  expect(readKeyMetadata(realm).keys[0]?.certificate).toBeDefined();
});

test.each([
  [{ keystore: "nowhere.jks" }, /^Failed to load keys\. File not found on server\. nowhere\.jks/],
  [{ keystore: "../key-stores.test.ts" }, /^Keystore file .* is not under the realm directory/],
  [{ keystore: "/etc/passwd" }, /^Keystore file .* is not under the realm directory/],
  [{ keystore: "keycloak.jks", keyAlias: "other" }, /Alias other does not exists in the keystore/],
  [{ keystore: "keycloak.jks", keyPassword: "wrong" }, /^Failed to load keys\. /],
  [{ keystore: "keycloak.jks", keystorePassword: "wrong" }, /Password verification failed/],
  [{ keystore: "keycloak.jks", algorithm: "ES256" }, /Invalid ES256 key/],
  [{ keystore: "keycloak.jks", keyUse: "enc", algorithm: "RS256" }, /Invalid use enc/],
  [{ keystore: "keycloak.jks", keystoreType: "BCFKS" }, /BCFKS key stores cannot be read here/],
])("java-keystore refuses %j", async (config, problem) => {
  const lists = Object.entries({ ...stored, ...config }).map(([name, value]) => [name, [value]]);
  const result = await settleKeyProvider("java-keystore", Object.fromEntries(lists), world);
  expect("problem" in result && result.problem).toMatch(problem);
});

test.each([
  ["rsa-generated", "RS256", { keySize: "1024" }],
  ["eddsa-generated", "EdDSA", { eddsaEllipticCurveKey: "Ed448" }],
  ["hmac-generated", "HS512", { secretSize: "16", algorithm: "HS512" }],
] as const)("%s signs and verifies %s with a key that libraries refuse: %j", async (providerId, alg, given) => {
  const config = await settled(providerId, given);
  const keys = keysOf(aRealm({ components: { [KEY_PROVIDER_TYPE]: [{ providerId, config }] } }));
  const token = await keys.sign(alg, "JWT", { iss: "demo" });
  expect(await keys.verify(token)).toHaveProperty("decoded");
  expect(await keys.verify(`${token}!`)).toHaveProperty("problem");
});

test("an algorithm that needs another kind of key signs nothing", async () => {
  const config = await settled("rsa-generated", { keySize: "1024", algorithm: "ES256" });
  const realm = aRealm({ components: { [KEY_PROVIDER_TYPE]: [{ providerId: "rsa-generated", config }] } });
  expect(keysOf(realm).canSign("ES256")).toBe(false);
});

test("of keys of one priority the one whose provider has the smaller id is in use", async () => {
  const [a, b] = [await settled("hmac-generated", {}), await settled("hmac-generated", {})];
  const provider = (id: string, config: KeyConfig) => ({ id, providerId: "hmac-generated", config });
  const realm = aRealm({ components: { [KEY_PROVIDER_TYPE]: [provider("b", b), provider("a", a)] } });
  expect(readKeyMetadata(realm).active["HS256"]).toBe(a["kid"]?.[0]);
});

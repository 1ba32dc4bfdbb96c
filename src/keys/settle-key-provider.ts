import { createPublicKey, generateKeyPair, type KeyObject, randomBytes, X509Certificate } from "node:crypto";
import { promisify } from "node:util";
import { selfSignedCertificate } from "./certificate.ts";
import { findConfigProblem } from "./key-provider-checks.ts";
import type { KeyFacts } from "./key-providers.ts";
import { derOf, readPrivateKey } from "./private-key.ts";
import { loadStoredKey } from "./stored-key.ts";

const makeKeyPair = promisify(generateKeyPair);

/** The configuration of a key provider; each value a list, as Keycloak has them. */
export type KeyConfig = Readonly<Record<string, readonly string[]>>;

/** What a provider is settled for. */
export interface KeyProviderWorld extends KeyFacts {
  readonly realm: string;
  /** Where the Java key stores of the realm lie; none is read from anywhere else. */
  readonly keyStoreFolder?: string;
}

/** A complete configuration, or why there is none, in Keycloak's words. */
export type Settled = { readonly config: KeyConfig } | { readonly problem: string };

/**
 * Completes the configuration of a key provider as Keycloak does when it is saved: checks it, makes the key that it lacks,
 * and makes a new one where the size or the curve that it names is no longer that of its key.
 */
export async function settleKeyProvider(
  providerId: string,
  config: KeyConfig,
  world: KeyProviderWorld,
): Promise<Settled> {
  const problem = findConfigProblem(providerId, config);
  if (problem !== undefined) return { problem };
  return (await PROVIDERS.get(providerId)?.(config, world)) ?? { config };
}

type Settle = (config: KeyConfig, world: KeyProviderWorld) => Promise<Settled>;

/** For what cannot fail. */
const surely =
  (settle: (config: KeyConfig, world: KeyProviderWorld) => KeyConfig | Promise<KeyConfig>): Settle =>
  async (config, world) => ({ config: await settle(config, world) });

const PROVIDERS: ReadonlyMap<string, Settle> = new Map<string, Settle>([
  ["rsa", (config, world) => settleGivenRsa(config, "SIG", world)],
  ["rsa-enc", (config, world) => settleGivenRsa({ ...config, keyUse: ["ENC"] }, "ENC", world)],
  ["rsa-generated", surely((config, world) => settleGeneratedRsa({ keyUse: ["SIG"], ...config }, world))],
  ["rsa-enc-generated", surely((config, world) => settleGeneratedRsa({ ...config, keyUse: ["ENC"] }, world))],
  ["ecdsa-generated", surely((config, world) => settleEc(config, "ecdsa", world))],
  ["ecdh-generated", surely((config, world) => settleEc(config, "ecdh", world))],
  ["eddsa-generated", settleEdwards],
  ["hmac-generated", surely((config, world) => settleSecret(config, 128, world))],
  ["aes-generated", surely((config, world) => settleSecret(config, 32, world))],
  ["java-keystore", loadStoredKey],
]);

const first = (config: KeyConfig, name: string): string | undefined => config[name]?.[0];
const toBase64 = (key: Buffer): string => key.toString("base64");

async function settleGivenRsa(config: KeyConfig, use: string, world: KeyProviderWorld): Promise<Settled> {
  const privateKey = orUndefined(() => readPrivateKey(first(config, "privateKey") ?? ""));
  if (privateKey?.asymmetricKeyType !== "rsa") return { problem: "Failed to decode private key" };
  const settled = { keyUse: [use], ...config };
  const given = first(config, "certificate");
  if (given === undefined) return { config: await withCertificate(settled, privateKey, world) };
  const certificate = orUndefined(() => new X509Certificate(derOf(given)));
  if (!certificate) return { problem: "Failed to decode certificate" };
  if (!certificate.checkPrivateKey(privateKey)) return { problem: "Certificate does not match private key" };
  const nowMs = world.nowSeconds * 1000;
  const isValid = Date.parse(certificate.validFrom) <= nowMs && nowMs <= Date.parse(certificate.validTo);
  return isValid ? { config: settled } : { problem: "Certificate is not valid" };
}

function orUndefined<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

async function settleGeneratedRsa(config: KeyConfig, world: KeyProviderWorld): Promise<KeyConfig> {
  const bits = Number(first(config, "keySize") ?? 2048);
  const present = orUndefined(() => readPrivateKey(first(config, "privateKey") ?? ""));
  const isComplete = present !== undefined && config["certificate"] !== undefined;
  if (isComplete && present.asymmetricKeyDetails?.modulusLength === bits) return config;
  const { privateKey } = await makeKeyPair("rsa", { modulusLength: bits });
  const der = privateKey.export({ type: "pkcs1", format: "der" });
  return withCertificate({ ...config, privateKey: [toBase64(der)] }, privateKey, world);
}

async function withCertificate(config: KeyConfig, privateKey: KeyObject, world: KeyProviderWorld): Promise<KeyConfig> {
  const pair = { privateKey, publicKey: createPublicKey(privateKey) };
  const { nowSeconds, realm } = world;
  return { ...config, certificate: [await selfSignedCertificate(pair, { name: `CN=${realm}`, nowSeconds })] };
}

async function settleEc(config: KeyConfig, prefix: "ecdsa" | "ecdh", world: KeyProviderWorld): Promise<KeyConfig> {
  const curve = first(config, `${prefix}EllipticCurveKey`) ?? "P-256";
  const present = presentPublicKey(config, prefix);
  const keeps = present?.export({ format: "jwk" }).crv === curve;
  const settled = keeps ? config : withPair(config, prefix, curve, await makeKeyPair("ec", { namedCurve: curve }));
  const { certificate, ...bare } = settled;
  if (first(settled, "ecGenerateCertificate") !== "true") return bare;
  if (keeps && certificate !== undefined) return settled;
  const der = Buffer.from(first(settled, `${prefix}PrivateKey`) ?? "", "base64");
  return withCertificate(settled, readPrivateKey(toBase64(der)), world);
}

async function settleEdwards(config: KeyConfig): Promise<Settled> {
  const curve = first(config, "eddsaEllipticCurveKey") ?? "Ed25519";
  if (presentPublicKey(config, "eddsa")?.export({ format: "jwk" }).crv === curve) return { config };
  try {
    const pair = await (curve === "Ed448" ? makeKeyPair("ed448") : makeKeyPair("ed25519"));
    return { config: withPair(config, "eddsa", curve, pair) };
  } catch {
    return { problem: "Failed to generate EdDSA keys" }; // Electron's crypto has no Ed448
  }
}

const presentPublicKey = (config: KeyConfig, prefix: string): KeyObject | undefined => {
  const [der, key] = [first(config, `${prefix}PublicKey`), first(config, `${prefix}PrivateKey`)];
  if (der === undefined || key === undefined) return undefined;
  return orUndefined(() => createPublicKey({ key: Buffer.from(der, "base64"), format: "der", type: "spki" }));
};

const withPair = (
  config: KeyConfig,
  prefix: string,
  curve: string,
  { publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject },
): KeyConfig => ({
  ...config,
  [`${prefix}PublicKey`]: [toBase64(publicKey.export({ type: "spki", format: "der" }))],
  [`${prefix}PrivateKey`]: [toBase64(privateKey.export({ type: "pkcs8", format: "der" }))],
  [`${prefix}EllipticCurveKey`]: [curve],
});

/** A size that stands nowhere is written down when it is not the usual one, so that the secret stays. */
function settleSecret(config: KeyConfig, usualBytes: number, { newId }: KeyProviderWorld): KeyConfig {
  const secret = first(config, "secret");
  const wanted = first(config, "secretSize");
  const size = secret === undefined ? undefined : Buffer.from(secret, "base64url").length;
  if (size === undefined || (wanted !== undefined && Number(wanted) !== size)) {
    const bytes = randomBytes(Number(wanted ?? usualBytes));
    return { ...config, secret: [bytes.toString("base64url")], kid: [newId()] };
  }
  return wanted === undefined && size !== usualBytes ? { ...config, secretSize: [String(size)] } : config;
}

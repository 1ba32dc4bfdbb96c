import {
  createHash,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  type KeyObject,
  X509Certificate,
} from "node:crypto";
import { isOfRealm } from "../domain/components.ts";
import type { ComponentRepresentation } from "../domain/realm-document.ts";
import { derOf, readPrivateKey } from "./private-key.ts";

/** One key of a realm, out of one of its key-provider components. */
export interface RealmKey {
  /** The component's. */
  readonly providerId: string;
  readonly kid: string;
  readonly alg: string;
  readonly use: "sig" | "enc";
  readonly kind: "RSA" | "EC" | "OKP" | "HMAC" | "AES";
  /** Higher signs first. */
  readonly priority: number;
  /** Active keys sign and verify, passive ones only verify, disabled ones do nothing. */
  readonly status: "ACTIVE" | "PASSIVE" | "DISABLED";
  /** What signs: the private key, or the secret. */
  readonly signingKey: KeyObject;
  /** What verifies: the public key, or the secret. */
  readonly verifyingKey: KeyObject;
  /** The certificate of a key that has one, DER. */
  readonly certificate?: Buffer;
}

/** The kid of Keycloak's generated keys: base64url SHA-256 of the public key's SubjectPublicKeyInfo (recorded). */
export const kidOf = (publicKey: KeyObject): string =>
  createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("base64url");

/** By curve, as JWK names it. */
export const EC_ALGORITHMS = new Map([
  ["P-256", "ES256"],
  ["P-384", "ES384"],
  ["P-521", "ES512"],
]);

/**
 * Reads a key-provider component (reference §9.5). Undefined for one that is not the realm's own and for one whose key
 * cannot be read: such a provider gives no key in Keycloak either.
 */
export function readRealmKey(component: ComponentRepresentation): RealmKey | undefined {
  if (!isOfRealm(component)) return undefined;
  const config = new Map(Object.entries(component.config ?? {}).map(([name, values]) => [name, values[0]]));
  try {
    const key = readKey(component.providerId, config);
    const priority = Number(config.get("priority") ?? 0) || 0;
    return key && { ...key, providerId: component.id ?? "", priority, status: statusOf(config) };
  } catch {
    return undefined;
  }
}

/** In Keycloak's order: by priority, the highest first, then by their providers' ids. */
export const byPriority = (a: RealmKey, b: RealmKey): number =>
  b.priority - a.priority || (a.providerId < b.providerId ? -1 : a.providerId > b.providerId ? 1 : 0);

type Config = ReadonlyMap<string, string | undefined>;
type Key = Omit<RealmKey, "providerId" | "priority" | "status">;

function statusOf(config: Config): RealmKey["status"] {
  if (config.get("enabled") === "false") return "DISABLED";
  return config.get("active") === "false" ? "PASSIVE" : "ACTIVE";
}

const purposeOf = (config: Config): RealmKey["use"] => (config.get("keyUse")?.toUpperCase() === "ENC" ? "enc" : "sig");

function readKey(providerId: string, config: Config): Key | undefined {
  switch (providerId) {
    case "rsa-generated":
    case "rsa":
      return readRsa(config, purposeOf(config));
    case "rsa-enc-generated":
    case "rsa-enc":
      return readRsa(config, "enc");
    case "ecdsa-generated":
      return readPair(config, "ecdsa", EC_ALGORITHMS.get(config.get("ecdsaEllipticCurveKey") ?? "P-256") ?? "ES256");
    case "ecdh-generated":
      return readPair(config, "ecdh", config.get("ecdhAlgorithm") || "RS256"); // Keycloak's own words (measured)
    case "eddsa-generated":
      return readPair(config, "eddsa", "EdDSA");
    case "hmac-generated":
      return readSecret(config, "HMAC", config.get("algorithm") || "HS256"); // not that of its form (measured)
    case "aes-generated":
      return readSecret(config, "AES", "AES");
    case "java-keystore":
      return readStored(config);
    default:
      return undefined;
  }
}

function readRsa(config: Config, use: RealmKey["use"]): Key | undefined {
  const text = config.get("privateKey");
  if (!text) return undefined;
  const alg = config.get("algorithm") || (use === "enc" ? "RSA-OAEP" : "RS256");
  return { ...withPublic(config, readPrivateKey(text)), alg, use, kind: "RSA" };
}

/** The key of a Java key store, which was read when the provider was made. */
function readStored(config: Config): Key | undefined {
  const text = config.get("privateKey");
  if (!text) return undefined;
  const key = readPrivateKey(text);
  const alg = config.get("algorithm") || (purposeOf(config) === "enc" ? "RSA-OAEP" : "RS256");
  const kind = key.asymmetricKeyType === "rsa" ? "RSA" : key.asymmetricKeyType === "ec" ? "EC" : "OKP";
  return { ...withPublic(config, key), alg, use: isForEncryption(alg) ? "enc" : "sig", kind };
}

export const isForEncryption = (alg: string): boolean => /^(RSA|ECDH|AES)/.test(alg);

function withPublic(config: Config, signingKey: KeyObject) {
  const verifyingKey = createPublicKey(signingKey);
  const certificate = config.get("certificate");
  return {
    kid: config.get("kid") || kidOf(verifyingKey),
    signingKey,
    verifyingKey,
    ...(certificate && { certificate: new X509Certificate(derOf(certificate)).raw }),
  };
}

function readPair(config: Config, prefix: "ecdsa" | "ecdh" | "eddsa", alg: string): Key | undefined {
  const text = config.get(`${prefix}PrivateKey`);
  const publicText = config.get(`${prefix}PublicKey`);
  if (!text || !publicText) return undefined;
  const verifyingKey = createPublicKey({ key: Buffer.from(publicText, "base64"), format: "der", type: "spki" });
  const signingKey = createPrivateKey({ key: Buffer.from(text, "base64"), format: "der", type: "pkcs8" });
  const certificate = prefix === "eddsa" ? undefined : config.get("certificate");
  return {
    kid: config.get("kid") || kidOf(verifyingKey),
    alg,
    use: prefix === "ecdh" ? "enc" : "sig",
    kind: prefix === "eddsa" ? "OKP" : "EC",
    signingKey,
    verifyingKey,
    ...(certificate && { certificate: new X509Certificate(derOf(certificate)).raw }),
  };
}

const HMAC_ALGORITHMS = ["HS256", "HS384", "HS512"];

function readSecret(config: Config, kind: "HMAC" | "AES", alg: string): Key | undefined {
  const secret = config.get("secret");
  const kid = config.get("kid");
  if (!secret || !kid || (kind === "HMAC" && !HMAC_ALGORITHMS.includes(alg))) return undefined;
  const key = createSecretKey(Buffer.from(secret, "base64url"));
  return { kid, alg, use: kind === "AES" ? "enc" : "sig", kind, signingKey: key, verifyingKey: key };
}

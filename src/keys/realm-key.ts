import {
  createHash,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  type KeyObject,
  X509Certificate,
} from "node:crypto";
import type { ComponentRepresentation } from "../domain/realm-document.ts";

/** One key of a realm, out of one of its key-provider components. */
export interface RealmKey {
  readonly kid: string;
  readonly alg: string;
  readonly use: "sig" | "enc";
  readonly kind: "RSA" | "EC" | "OKP" | "HMAC";
  /** Higher signs first. */
  readonly priority: number;
  /** Passive keys verify but do not sign. */
  readonly active: boolean;
  /** What signs: the private key, or the secret. */
  readonly signingKey: KeyObject;
  /** What verifies: the public key, or the secret. */
  readonly verifyingKey: KeyObject;
  /** The self-signed certificate of an RSA key, DER. */
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
 * Reads a key-provider component (reference §9.5). Undefined for a disabled one, for kinds of keys that sign no tokens
 * (AES, key agreement), and for one whose key cannot be read: such a provider gives no key in Keycloak either.
 */
export function readRealmKey(component: ComponentRepresentation): RealmKey | undefined {
  const config = new Map(Object.entries(component.config ?? {}).map(([name, values]) => [name, values[0]]));
  if (config.get("enabled") === "false") return undefined;
  const common = { priority: Number(config.get("priority") ?? 0) || 0, active: config.get("active") !== "false" };
  try {
    const key = readKey(component.providerId, config);
    return key && { ...key, ...common };
  } catch {
    return undefined;
  }
}

type Config = ReadonlyMap<string, string | undefined>;
type Key = Omit<RealmKey, "priority" | "active">;

function readKey(providerId: string, config: Config): Key | undefined {
  switch (providerId) {
    case "rsa-generated":
    case "rsa":
      return readRsa(config, config.get("keyUse")?.toUpperCase() === "ENC" ? "enc" : "sig", "RS256");
    case "rsa-enc-generated":
    case "rsa-enc":
      return readRsa(config, "enc", "RSA-OAEP");
    case "ecdsa-generated":
      return readPair(
        config,
        "ecdsa",
        "EC",
        EC_ALGORITHMS.get(config.get("ecdsaEllipticCurveKey") ?? "P-256") ?? "ES256",
      );
    case "eddsa-generated":
      return readPair(config, "eddsa", "OKP", "EdDSA");
    case "hmac-generated":
      return readHmac(config);
    default:
      return undefined;
  }
}

function readRsa(config: Config, use: "sig" | "enc", otherwise: string): Key | undefined {
  const text = config.get("privateKey");
  if (!text) return undefined;
  const signingKey = readRsaPrivateKey(text);
  const verifyingKey = createPublicKey(signingKey);
  const certificate = config.get("certificate");
  return {
    kid: config.get("kid") || kidOf(verifyingKey),
    alg: config.get("algorithm") || otherwise,
    use,
    kind: "RSA",
    signingKey,
    verifyingKey,
    ...(certificate && { certificate: new X509Certificate(derOf(certificate)).raw }),
  };
}

/** Keycloak stores the DER in base64, with or without PEM armour; PKCS#1 for keys it made, PKCS#8 for some it was given. */
function readRsaPrivateKey(text: string): KeyObject {
  const key = derOf(text);
  try {
    return createPrivateKey({ key, format: "der", type: "pkcs1" });
  } catch {
    return createPrivateKey({ key, format: "der", type: "pkcs8" });
  }
}

/** DER out of base64, with or without PEM armour. */
export const derOf = (text: string): Buffer => Buffer.from(text.replace(/-----[^-]+-----/g, ""), "base64");

function readPair(config: Config, prefix: "ecdsa" | "eddsa", kind: "EC" | "OKP", alg: string): Key | undefined {
  const text = config.get(`${prefix}PrivateKey`);
  const publicText = config.get(`${prefix}PublicKey`);
  if (!text || !publicText) return undefined;
  const verifyingKey = createPublicKey({ key: Buffer.from(publicText, "base64"), format: "der", type: "spki" });
  const signingKey = createPrivateKey({ key: Buffer.from(text, "base64"), format: "der", type: "pkcs8" });
  return { kid: config.get("kid") || kidOf(verifyingKey), alg, use: "sig", kind, signingKey, verifyingKey };
}

function readHmac(config: Config): Key | undefined {
  const secret = config.get("secret");
  const kid = config.get("kid");
  if (!secret || !kid) return undefined;
  const key = createSecretKey(Buffer.from(secret, "base64url"));
  return { kid, alg: config.get("algorithm") || "HS256", use: "sig", kind: "HMAC", signingKey: key, verifyingKey: key };
}

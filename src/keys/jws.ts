import { createHash, createHmac, type KeyObject, sign, timingSafeEqual, verify } from "node:crypto";
import { promisify } from "node:util";
import { isNestedTooDeeply, toJsonText } from "../domain/json.ts";
import type { RealmKey } from "./realm-key.ts";
import { type SignatureAlgorithm, signatureAlgorithms } from "./signature-algorithms.ts";

const signAsync = promisify(sign);

const encode = (text: string): string => Buffer.from(text).toString("base64url");

/** The JOSE header as Keycloak writes it, its odd spaces included (recorded). */
const headerText = (alg: string, typ: string, kid: string): string =>
  `{"alg":"${alg}","typ" : "${typ}","kid" : ${JSON.stringify(kid)}}`;

const encodedHeaders = new WeakMap<RealmKey, Map<string, string>>();

function encodedHeader(key: RealmKey, alg: string, typ: string): string {
  const known = encodedHeaders.get(key) ?? new Map<string, string>();
  const found = known.get(typ);
  if (found) return found;
  const encoded = encode(headerText(alg, typ, key.kid));
  encodedHeaders.set(key, known.set(typ, encoded));
  return encoded;
}

/**
 * Signs claims as a compact JWS (RFC 7515 §7.1). Signs on the thread pool, so that a signature of 0.4 ms does not hold up
 * other requests; HMAC is quick enough to be done at once.
 */
export async function signJws(key: RealmKey, alg: string, typ: string, claims: object): Promise<string> {
  const algorithm = signatureAlgorithms.get(alg);
  if (!algorithm) throw new Error(`no signature algorithm ${alg}`);
  const input = `${encodedHeader(key, alg, typ)}.${encode(toJsonText(claims))}`;
  if (algorithm.kind === "HMAC" && algorithm.hash)
    return `${input}.${createHmac(algorithm.hash, key.signingKey).update(input).digest("base64url")}`;
  const signature = await signAsync(
    algorithm.hash ?? undefined,
    Buffer.from(input),
    algorithm.signingInput(key.signingKey),
  );
  return `${input}.${signature.toString("base64url")}`;
}

export interface DecodedJws {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Takes a compact JWS apart without verifying it; undefined when it is none, or not of JSON objects. */
export function decodeJws(text: string): DecodedJws | undefined {
  const parts = text.split(".");
  if (parts.length !== 3) return undefined;
  const [header, claims] = parts.slice(0, 2).map(parseJwsPart);
  return header && claims ? { header, claims } : undefined;
}

/** A part of a JWS that is a JSON object; undefined when it is none. */
export function parseJwsPart(part: string): Record<string, unknown> | undefined {
  try {
    const text = Buffer.from(part, "base64url").toString("utf8");
    const value: unknown = JSON.parse(text);
    if (isNestedTooDeeply(value, text)) return undefined;
    return value !== null && typeof value === "object" && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether the signature of a compact JWS is that of a realm's key. The realm chose its key: one that libraries find too short,
 * or of a curve that they lack, is good here.
 */
export async function isSignedBy(text: string, key: RealmKey, alg: string): Promise<boolean> {
  if (!/^[\w-]*$/.test(text.slice(text.lastIndexOf(".") + 1))) return false; // Node's decoder passes over other characters
  try {
    return await isJwsOf(text, key.verifyingKey, alg);
  } catch {
    return false;
  }
}

const verifyAsync = promisify(verify);

/**
 * Whether `key`, a public key or a secret, signed a compact JWS with `alg`. Looks at the signature alone: Keycloak takes no
 * notice of `crit` either (recorded).
 */
export async function isJwsOf(text: string, key: KeyObject, alg: string): Promise<boolean> {
  const algorithm = signatureAlgorithms.get(alg);
  const at = text.lastIndexOf(".");
  if (!algorithm || !fits(key, algorithm)) return false;
  const input = Buffer.from(text.slice(0, at));
  const signature = Buffer.from(text.slice(at + 1), "base64url");
  if (algorithm.kind === "HMAC" && algorithm.hash) {
    const expected = createHmac(algorithm.hash, key).update(input).digest();
    return expected.length === signature.length && timingSafeEqual(expected, signature);
  }
  return verifyAsync(algorithm.hash ?? undefined, input, algorithm.signingInput(key), signature);
}

const KEY_TYPES = { RSA: ["rsa"], EC: ["ec"], OKP: ["ed25519", "ed448"], HMAC: [] } as const;

function fits(key: KeyObject, { kind, curve }: SignatureAlgorithm): boolean {
  if (kind === "HMAC") return key.type === "secret";
  if (!KEY_TYPES[kind].some((type) => type === key.asymmetricKeyType)) return false;
  return curve === undefined || key.asymmetricKeyDetails?.namedCurve === NODE_CURVES.get(curve);
}

const NODE_CURVES = new Map([
  ["P-256", "prime256v1"],
  ["P-384", "secp384r1"],
  ["P-521", "secp521r1"],
]);

/** `at_hash`: the left half of the access token's hash, of the size of the ID token's algorithm (OpenID Connect Core §3.1.3.6). */
export function leftHalfHash(alg: string, text: string): string {
  const hash = alg === "EdDSA" ? "sha512" : `sha${alg.slice(2)}`;
  const digest = createHash(hash).update(text).digest();
  return digest.subarray(0, digest.length / 2).toString("base64url");
}

import { constants, type KeyObject, type SignKeyObjectInput } from "node:crypto";

/** A JWS signature algorithm (RFC 7518 §3, RFC 8037) and how Node signs with it. */
export interface SignatureAlgorithm {
  readonly kind: "RSA" | "EC" | "OKP" | "HMAC";
  /** Null for EdDSA, which hashes by itself. */
  readonly hash: string | null;
  /** For EC: the curve's name in JWK. */
  readonly curve?: string;
  signingInput(key: KeyObject): SignKeyObjectInput | KeyObject;
}

const rsa = (bits: number): SignatureAlgorithm => ({ kind: "RSA", hash: `sha${bits}`, signingInput: (key) => key });
const pss = (bits: number): SignatureAlgorithm => ({
  kind: "RSA",
  hash: `sha${bits}`,
  signingInput: (key) => ({ key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: bits / 8 }),
});
const ec = (bits: number, curve: string): SignatureAlgorithm => ({
  kind: "EC",
  hash: `sha${bits}`,
  curve,
  signingInput: (key) => ({ key, dsaEncoding: "ieee-p1363" }),
});
const hmac = (bits: number): SignatureAlgorithm => ({ kind: "HMAC", hash: `sha${bits}`, signingInput: (key) => key });

/** All algorithms that Keycloak offers for tokens. */
export const signatureAlgorithms: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  ["RS256", rsa(256)],
  ["RS384", rsa(384)],
  ["RS512", rsa(512)],
  ["PS256", pss(256)],
  ["PS384", pss(384)],
  ["PS512", pss(512)],
  ["ES256", ec(256, "P-256")],
  ["ES384", ec(384, "P-384")],
  ["ES512", ec(512, "P-521")],
  ["EdDSA", { kind: "OKP", hash: null, signingInput: (key: KeyObject) => key }],
  ["HS256", hmac(256)],
  ["HS384", hmac(384)],
  ["HS512", hmac(512)],
]);

/** Those with a public key, in the order in which Keycloak lists them (recorded). */
export const ASYMMETRIC_ALGORITHMS = [
  "PS384",
  "RS384",
  "EdDSA",
  "ES384",
  "ES256",
  "RS256",
  "ES512",
  "PS256",
  "PS512",
  "RS512",
] as const;

export const isAsymmetric = (alg: string): boolean => ASYMMETRIC_ALGORITHMS.some((known) => known === alg);

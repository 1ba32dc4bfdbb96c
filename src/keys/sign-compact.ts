import { createHmac, createPrivateKey, createSecretKey, type JsonWebKey, type KeyObject, sign } from "node:crypto";
import { toJsonText } from "../domain/json.ts";
import { readPrivateKey } from "./private-key.ts";
import { EC_ALGORITHMS } from "./realm-key.ts";
import { signatureAlgorithms } from "./signature-algorithms.ts";

/** A key that a client signs with. */
export interface SigningKey {
  readonly key: KeyObject;
  /** The algorithm that goes with it unless another is asked for. */
  readonly algorithm: string;
  readonly kid?: string;
}

export const secretKey = (secret: string): SigningKey => ({
  key: createSecretKey(Buffer.from(secret)),
  algorithm: "HS256",
});

/**
 * A private key in PEM, in the base64 of its DER, or as a JWK (RFC 7517).
 *
 * @throws Error when it is none
 */
export function parseSigningKey(text: string): SigningKey {
  if (!text.trimStart().startsWith("{")) return withAlgorithm(readPrivateKey(text));
  const jwk = JSON.parse(text) as JsonWebKey;
  const key = createPrivateKey({ key: jwk, format: "jwk" });
  const { alg, kid } = jwk as { readonly alg?: unknown; readonly kid?: unknown };
  return {
    ...withAlgorithm(key),
    ...(typeof alg === "string" && { algorithm: alg }),
    ...(typeof kid === "string" && { kid }),
  };
}

function withAlgorithm(key: KeyObject): SigningKey {
  const { kty, crv = "" } = key.export({ format: "jwk" });
  const algorithm = kty === "RSA" ? "RS256" : kty === "OKP" ? "EdDSA" : EC_ALGORITHMS.get(crv);
  if (algorithm === undefined) throw new Error(`keys of the kind ${kty} ${crv} sign no JWT`);
  return { key, algorithm };
}

const encode = (text: string): string => Buffer.from(text).toString("base64url");

/**
 * Signs a header and claims as they are, for assertions that are wrong on purpose as well (RFC 7515 §7.1). An algorithm that
 * nobody knows leaves the signature empty.
 *
 * @throws Error when the key does not fit the algorithm
 */
export function signCompact(header: object, claims: object, key: KeyObject, algorithm: string): string {
  const input = `${encode(toJsonText(header))}.${encode(toJsonText(claims))}`;
  const known = signatureAlgorithms.get(algorithm);
  if (!known) return `${input}.`;
  const isSecret = known.kind === "HMAC";
  if (isSecret !== (key.type === "secret"))
    throw new Error(`${algorithm} signs with ${isSecret ? "a secret" : "a private key"}`);
  const signature = isSecret
    ? createHmac(known.hash ?? "", key)
        .update(input)
        .digest()
    : sign(known.hash, Buffer.from(input), known.signingInput(key));
  return `${input}.${signature.toString("base64url")}`;
}

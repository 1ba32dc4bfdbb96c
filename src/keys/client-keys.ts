import { createPublicKey, type JsonWebKey, type KeyObject, X509Certificate } from "node:crypto";
import { derOf } from "./private-key.ts";
import { EC_ALGORITHMS, kidOf } from "./realm-key.ts";

/** A public key that a client registered to sign its assertions with. */
export interface ClientKey {
  readonly kid: string | undefined;
  /** The algorithm it is for; that of its type where it names none. */
  readonly alg: string | undefined;
  readonly key: KeyObject;
}

/**
 * The signature keys of a JWK set (RFC 7517 §5); keys that cannot be read are left out.
 *
 * @param useMayMiss a set from a URL may leave `use` out, one written into the client may not (recorded)
 * @throws Error when the text is no JWK set
 */
export function readJwkSet(json: unknown, useMayMiss: boolean): ClientKey[] {
  const keys: unknown = json !== null && typeof json === "object" && "keys" in json ? json.keys : undefined;
  if (!Array.isArray(keys)) throw new Error('it has no list "keys"');
  return keys
    .filter((jwk: JsonWebKey) => jwk?.["use"] === "sig" || (useMayMiss && jwk?.["use"] === undefined))
    .map(readJwk)
    .filter((key) => key !== undefined);
}

function readJwk(jwk: JsonWebKey): ClientKey | undefined {
  try {
    const key = createPublicKey({ key: jwk, format: "jwk" });
    const { kid, alg } = jwk;
    return {
      kid: typeof kid === "string" ? kid : undefined,
      alg: typeof alg === "string" ? alg : algorithmOf(jwk),
      key,
    };
  } catch {
    return undefined;
  }
}

function algorithmOf({ kty, crv }: JsonWebKey): string | undefined {
  if (kty === "RSA") return "RS256";
  return kty === "OKP" ? "EdDSA" : EC_ALGORITHMS.get(crv ?? "");
}

/** The key of a stored certificate; its kid is the stored one, else the hash of the key (recorded). @throws Error */
export const readCertificateKey = (text: string, kid: string | undefined): ClientKey =>
  withKid(new X509Certificate(derOf(text)).publicKey, kid);

/** A stored public key, as SubjectPublicKeyInfo in base64. @throws Error */
export const readStoredPublicKey = (text: string, kid: string | undefined): ClientKey =>
  withKid(createPublicKey({ key: derOf(text), format: "der", type: "spki" }), kid);

const withKid = (key: KeyObject, kid: string | undefined): ClientKey => ({
  kid: kid ?? kidOf(key),
  alg: algorithmOf(key.export({ format: "jwk" })),
  key,
});

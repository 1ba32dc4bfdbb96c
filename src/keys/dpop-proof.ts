import { createPublicKey, type JsonWebKey } from "node:crypto";
import { isJwsOf } from "./jws.ts";
import { isAsymmetric, signatureAlgorithms } from "./signature-algorithms.ts";

/** A proof whose own key signed it. */
export interface SignedProof {
  /** The key's thumbprint, base64url (RFC 7638). */
  readonly thumbprint: string;
}

/** What is wrong with it, in Keycloak's words. */
export interface BadProof {
  readonly problem: string;
}

const PRIVATE = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/** Checks header, key and signature of a DPoP proof (RFC 9449 §4.3, points 2 to 7), in Keycloak's order. */
export async function verifyProofKey(
  text: string,
  header: Readonly<Record<string, unknown>>,
): Promise<SignedProof | BadProof> {
  const { typ = null, alg, jwk } = header;
  if (typ !== "dpop+jwt") return { problem: `Invalid or missing type in DPoP header: ${String(typ)}` };
  if (typeof alg !== "string" || !isAsymmetric(alg))
    return { problem: `Unsupported DPoP algorithm: ${String(alg ?? null)}` };
  if (jwk === null || typeof jwk !== "object") return { problem: "No JWK in DPoP header" };
  if (PRIVATE.some((member) => member in jwk))
    return { problem: "Private key material must not be present in DPoP JWK" };
  const key = readKey(jwk);
  if (!key) return { problem: "No public key in DPoP header" };
  if (key.jwk.kty !== signatureAlgorithms.get(alg)?.kind)
    return { problem: `Key with algorithm ${alg} and type ${key.jwk.kty} is incorrect for provider algorithm ${alg}` };
  if (!(await isJwsOf(text, key.publicKey, alg)))
    return {
      problem:
        "DPoP verification failure: org.keycloak.exceptions.TokenSignatureInvalidException: Invalid token signature",
    };
  const { calculateJwkThumbprint } = await import("jose"); // only those who bind tokens need it
  return { thumbprint: await calculateJwkThumbprint(key.jwk, "sha256") };
}

function readKey(jwk: object) {
  try {
    const publicKey = createPublicKey({ key: jwk as JsonWebKey, format: "jwk" });
    const { kty = "", ...members } = publicKey.export({ format: "jwk" });
    return { publicKey, jwk: { kty, ...members } };
  } catch {
    return undefined;
  }
}

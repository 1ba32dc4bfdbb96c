import { createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";
import { isJwsOf } from "./jws.ts";
import { isAsymmetric, type SignatureAlgorithm, signatureAlgorithms } from "./signature-algorithms.ts";

/** A proof whose own key signed it. */
export interface SignedProof {
  /** The key's thumbprint, base64url (RFC 7638). */
  readonly thumbprint: string;
}

/** What is wrong with it, in Keycloak's words. */
export interface BadProof {
  readonly problem: string;
}

const PRIVATE = ["d", "p", "q", "dp", "dq", "qi", "oth"];
const KINDS = new Set(["RSA", "EC", "OKP"]);
const SYMMETRIC = new Set(["none", "HS256", "HS384", "HS512"]);
const FAILED = "DPoP verification failure: org.keycloak";

/** Whether Keycloak can read the header at all: it knows the algorithm's name, and the key is an object. */
export const isReadableProof = ({ alg, jwk }: Readonly<Record<string, unknown>>): boolean =>
  (isMissing(alg) || SYMMETRIC.has(String(alg)) || isAsymmetric(String(alg))) &&
  (isMissing(jwk) || (typeof jwk === "object" && !Array.isArray(jwk)));

const isMissing = (value: unknown): value is undefined | null => value === undefined || value === null;

/** Checks header, key and signature of a DPoP proof (RFC 9449 §4.3, points 2 to 7), in Keycloak's order. */
export async function verifyProofKey(
  text: string,
  header: Readonly<Record<string, unknown>>,
): Promise<SignedProof | BadProof> {
  const { typ = null, alg } = header;
  if (typ !== "dpop+jwt") return { problem: `Invalid or missing type in DPoP header: ${String(typ)}` };
  if (isMissing(alg)) return { problem: "No alg in DPoP header" };
  if (typeof alg !== "string" || !isAsymmetric(alg)) return { problem: `Unsupported DPoP algorithm: ${String(alg)}` };
  const read = readKey(header["jwk"]);
  if ("problem" in read) return read;
  const { publicKey, jwk } = read;
  const algorithm = signatureAlgorithms.get(alg);
  if (jwk.kty !== algorithm?.kind)
    return { problem: `Key with algorithm ${alg} and type ${jwk.kty} is incorrect for provider algorithm ${alg}` };
  const signed = withSignatureOf(text, signatureBytes(algorithm, publicKey));
  if (signed === undefined) return { problem: `${FAILED}.common.VerificationException: Signing failed` };
  if (!(await isJwsOf(signed, publicKey, alg)))
    return { problem: `${FAILED}.exceptions.TokenSignatureInvalidException: Invalid token signature` };
  const { calculateJwkThumbprint } = await import("jose"); // only those who bind tokens need it
  return { thumbprint: await calculateJwkThumbprint(jwk, "sha256") };
}

/** By the curve that the algorithm names, or the key's own length. */
function signatureBytes({ curve }: SignatureAlgorithm, key: KeyObject): number {
  const bits = key.asymmetricKeyDetails?.modulusLength;
  if (bits !== undefined) return bits / 8;
  return (curve !== undefined && CURVE_BYTES.get(curve)) || 64;
}

const CURVE_BYTES = new Map([
  ["P-256", 64],
  ["P-384", 96],
  ["P-521", 132],
]);

/** The proof with just as much signature as there must be: what is too short cannot be checked, a tail does not count (recorded). */
function withSignatureOf(text: string, bytes: number): string | undefined {
  const at = text.split(".", 2).join(".").length;
  const signature = Buffer.from(text.slice(at + 1), "base64url");
  return signature.length < bytes
    ? undefined
    : `${text.slice(0, at)}.${signature.subarray(0, bytes).toString("base64url")}`;
}

interface ProofKey {
  readonly publicKey: KeyObject;
  readonly jwk: JsonWebKey & { readonly kty: string };
}

function readKey(jwk: unknown): ProofKey | BadProof {
  if (typeof jwk !== "object" || jwk === null) return { problem: "No JWK in DPoP header" };
  if (!("kty" in jwk) || !KINDS.has(String(jwk.kty))) return { problem: "Unsupported key type in DPoP header" };
  if (PRIVATE.some((member) => member in jwk))
    return { problem: "Private key material must not be present in DPoP JWK" };
  try {
    const publicKey = createPublicKey({ key: jwk as JsonWebKey, format: "jwk" });
    const { kty = "", ...members } = publicKey.export({ format: "jwk" });
    return { publicKey, jwk: { kty, ...members } };
  } catch {
    return { problem: "No public key in DPoP header" }; // over a key with a part missing Keycloak fails with a 500
  }
}

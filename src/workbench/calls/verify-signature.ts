import type { SignatureReading } from "../../contract/token-readings.ts";
import type { Claims } from "../../domain/json.ts";
import { type ClientKey, readJwkSet } from "../../keys/client-keys.ts";
import { isJwsOf } from "../../keys/jws.ts";
import { isAsymmetric, signatureAlgorithms } from "../../keys/signature-algorithms.ts";

/**
 * Verifies a compact JWS by the keys that its issuer publishes (RFC 7515 §5.2), and says which key it was, or why none.
 *
 * @param findJwks the issuer's JWK set, or in words why there is none; not asked for where no key would help
 */
export async function verifySignature(
  jwt: string,
  header: Claims,
  findJwks: () => Promise<Claims | string> | Claims | string,
): Promise<SignatureReading> {
  const algorithm = typeof header["alg"] === "string" ? header["alg"] : "none";
  const kid = typeof header["kid"] === "string" ? header["kid"] : null;
  const said = (verdict: SignatureReading["verdict"], reason: string): SignatureReading => ({
    verdict,
    algorithm,
    kid,
    reason,
  });
  if (algorithm.toLowerCase() === "none")
    return said("invalid", "It is not signed (alg none): anybody can have written it");
  if (!signatureAlgorithms.has(algorithm)) return said("unverified", `The algorithm ${algorithm} is not known here`);
  if (!isAsymmetric(algorithm))
    return said(
      "unverified",
      `${algorithm} signs with a secret that only the issuer has: ask the issuer (introspection)`,
    );
  const jwks = await findJwks();
  if (typeof jwks === "string") return said("unverified", jwks);
  const keys = readKeys(jwks);
  if (typeof keys === "string") return said("unverified", keys);
  const { key, problem } = pickKey(keys, kid);
  if (!key) return said("invalid", problem);
  return (await signed(jwt, key, algorithm))
    ? said("valid", `Signed with ${algorithm} by the key ${key.kid ?? "without a kid"} of the issuer's JWKS`)
    : said("invalid", mismatch(key, algorithm));
}

function readKeys(jwks: Claims): ClientKey[] | string {
  try {
    return readJwkSet(jwks, true);
  } catch (error) {
    return `The issuer's JWKS cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function pickKey(keys: readonly ClientKey[], kid: string | null): { key?: ClientKey; problem: string } {
  const there = keys.map((key) => key.kid ?? "one without a kid").join(", ") || "none";
  if (kid === null) {
    const [only] = keys;
    return only && keys.length === 1
      ? { key: only, problem: "" }
      : { problem: `Its header names no kid, and the issuer publishes ${keys.length} keys: nobody can say which` };
  }
  const key = keys.find((each) => each.kid === kid);
  return key
    ? { key, problem: "" }
    : {
        problem: `The issuer publishes no signature key ${kid} (there: ${there}): it was changed since, or another issuer signed`,
      };
}

const signed = (jwt: string, { key }: ClientKey, algorithm: string): Promise<boolean> =>
  isJwsOf(jwt, key, algorithm).catch(() => false);

function mismatch({ kid, key, alg }: ClientKey, algorithm: string): string {
  const kind = signatureAlgorithms.get(algorithm)?.kind;
  const fits = kind !== undefined && kind === KINDS.get(key.asymmetricKeyType ?? "");
  return fits
    ? `The signature is not that of the key ${kid ?? "there"}: the token was changed, or signed elsewhere`
    : `Its header says ${algorithm}, but the key ${kid ?? "there"} is for ${alg ?? key.asymmetricKeyType ?? "another"}`;
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ["rsa", "RSA"],
  ["ec", "EC"],
  ["ed25519", "OKP"],
  ["ed448", "OKP"],
]);

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { importJWK, type JWK, type JWTHeaderParameters, SignJWT } from "jose";

/** The keys that the recordings use; their public halves stand in the clients of realm parity. */
export const testKey = (name: "rsa-a" | "rsa-b" | "ec-a" | "ed-a"): JWK =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../parity/keys/${name}.json`), "utf8"));

/** The half of a key that a client registers. */
export function publicHalf({ d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...jwk }: JWK): JWK {
  return { ...jwk, use: "sig" };
}

export interface AssertionDraft {
  readonly clientId: string;
  readonly audience: string;
  readonly nowSeconds: number;
  /** `undefined` takes a claim away. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly alg?: string;
  /** A private key, or the secret of an HMAC. */
  readonly key?: JWK | string;
}

let made = 0;

/** The form fields of a client that proves itself by a signed assertion (RFC 7523 §2.2). */
export async function anAssertion({ clientId, audience, nowSeconds, ...stated }: AssertionDraft) {
  const { alg = "RS256", key = testKey("rsa-a"), claims = {}, header = {} } = stated;
  const usual = {
    iss: clientId,
    sub: clientId,
    aud: audience,
    jti: `jti-${++made}-${nowSeconds}`,
    iat: nowSeconds,
    exp: nowSeconds + 30,
  };
  const present = Object.fromEntries(
    Object.entries({ ...usual, ...claims }).filter(([, value]) => value !== undefined),
  );
  const kid = typeof key === "string" || key.kid === undefined ? {} : { kid: key.kid };
  const protectedHeader: JWTHeaderParameters = { alg, typ: "JWT", ...kid, ...header };
  const signer = new SignJWT(present).setProtectedHeader(protectedHeader);
  return {
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: await signer.sign(
      typeof key === "string" ? new TextEncoder().encode(key) : await importJWK({ ...key, alg }, alg),
    ),
  };
}

export interface ProofDraft {
  readonly method: string;
  readonly url: string;
  readonly nowSeconds: number;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly alg?: string;
  readonly key?: JWK;
}

/** A DPoP proof (RFC 9449 §4.2), signed with a key of its own header. */
export async function aProof({ method, url, nowSeconds, ...stated }: ProofDraft): Promise<string> {
  const { alg = "ES256", key = testKey("ec-a"), claims = {}, header = {} } = stated;
  const { use: _use, kid: _kid, ...jwk } = publicHalf(key);
  const usual = { jti: `proof-${++made}-${nowSeconds}`, htm: method, htu: url, iat: nowSeconds };
  const present = Object.fromEntries(
    Object.entries({ ...usual, ...claims }).filter(([, value]) => value !== undefined),
  );
  const protectedHeader: JWTHeaderParameters = { alg, typ: "dpop+jwt", jwk, ...header };
  return new SignJWT(present).setProtectedHeader(protectedHeader).sign(await importJWK({ ...key, alg }, alg));
}

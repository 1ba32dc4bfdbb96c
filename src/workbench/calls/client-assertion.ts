import type { Claims } from "../../domain/json.ts";
import { type SigningKey, signCompact } from "../../keys/sign-compact.ts";

export const JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** What an assertion says unless the caller says otherwise. */
interface AssertionFacts {
  readonly clientId: string;
  /** The issuer, which every server accepts as its audience (RFC 7523 §3, draft rfc7523bis). */
  readonly audience: string;
  readonly nowSeconds: number;
  readonly newId: () => string;
}

interface AssertionWish {
  readonly algorithm?: string;
  readonly header?: Claims;
  readonly claims?: Claims;
}

const LIFESPAN_SECONDS = 60;

/**
 * A client assertion (RFC 7523 §2.2). Each member of header and claims can be said anew; null takes one away.
 *
 * @throws Error when the key does not fit the algorithm
 */
export function buildClientAssertion(facts: AssertionFacts, key: SigningKey, wish: AssertionWish): string {
  const { clientId, audience, nowSeconds } = facts;
  const algorithm = wish.algorithm ?? key.algorithm;
  const header = { alg: algorithm, typ: "JWT", ...(key.kid !== undefined && { kid: key.kid }) };
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: audience,
    jti: facts.newId(),
    iat: nowSeconds,
    exp: nowSeconds + LIFESPAN_SECONDS,
  };
  return signCompact(merged(header, wish.header), merged(claims, wish.claims), key.key, algorithm);
}

const merged = (usual: Claims, said: Claims = {}): Claims =>
  Object.fromEntries(Object.entries({ ...usual, ...said }).filter(([, value]) => value !== null));

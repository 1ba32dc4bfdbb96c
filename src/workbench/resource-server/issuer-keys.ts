import type { Claims } from "../../domain/json.ts";
import { decodeJws } from "../../keys/jws.ts";
import type { ResourceContext } from "../../protocol/resource-server/resource-endpoint.ts";
import { fetchObject, readDiscovery } from "../calls/discovery.ts";
import { verifySignature } from "../calls/verify-signature.ts";
import { NotSent } from "../calls/wire.ts";

/** For so long keys are not asked for again; a token with a key that is not among them asks sooner, but not at each call. */
const KEPT_SECONDS = 60;
const ASKED_AGAIN_SECONDS = 5;
/** A person sets issuers, one for each realm. */
const ISSUERS_KEPT = 20;

interface Published {
  readonly atSeconds: number;
  readonly keys: Promise<Claims>;
}

/** Judges tokens of another issuer by the keys that its discovery document leads to. */
export function createForeignVerifier(nowSeconds: () => number): ResourceContext["verifyForeign"] {
  const known = new Map<string, Published>();
  const readKeys = (issuer: string, maxAge: number): Promise<Claims> => {
    const found = known.get(issuer);
    if (found && Math.abs(nowSeconds() - found.atSeconds) < maxAge) return found.keys;
    if (known.size >= ISSUERS_KEPT) known.clear();
    const keys = fetchKeys(issuer);
    known.set(issuer, { atSeconds: nowSeconds(), keys });
    keys.catch(() => known.delete(issuer));
    return keys;
  };
  return async (jwt, issuer) => {
    const header = (decodeJws(jwt)?.header ?? {}) as Claims;
    try {
      const keys = await readKeys(issuer, KEPT_SECONDS);
      const isKnown = Array.isArray(keys["keys"]) && keys["keys"].some((key) => kidOf(key) === header["kid"]);
      const fresh = isKnown ? keys : await readKeys(issuer, ASKED_AGAIN_SECONDS);
      const { verdict, reason } = await verifySignature(jwt, header, () => fresh);
      return { value: verdict === "valid", how: reason };
    } catch (error) {
      if (error instanceof NotSent) return { unreachable: error.message };
      throw error;
    }
  };
}

const kidOf = (key: unknown): unknown =>
  key !== null && typeof key === "object" && "kid" in key ? key.kid : undefined;

async function fetchKeys(issuer: string): Promise<Claims> {
  const { jwksUrl } = await readDiscovery(issuer, undefined);
  if (jwksUrl === null) throw new NotSent("its discovery document names no jwks_uri");
  return fetchObject(jwksUrl, undefined);
}

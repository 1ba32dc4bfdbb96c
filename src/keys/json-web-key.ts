import { createHash } from "node:crypto";
import type { RealmKey } from "./realm-key.ts";

/** A public key as the certs endpoint lists it (RFC 7517 §4), members in Keycloak's order. */
export type PublicJwk = { readonly [member: string]: string | readonly string[] };

export function toPublicJwk({ kid, alg, use, verifyingKey, certificate }: RealmKey): PublicJwk {
  const { kty = "", crv, x, y, n, e } = verifyingKey.export({ format: "jwk" });
  const known = { crv, x, y, n, e };
  const numbers = Object.fromEntries(
    Object.entries(known).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
  return { kid, kty, alg, use, ...(certificate && certificateMembers(certificate)), ...numbers };
}

const certificateMembers = (der: Buffer): PublicJwk => ({
  x5c: [der.toString("base64")],
  x5t: createHash("sha1").update(der).digest("base64url"),
  "x5t#S256": createHash("sha256").update(der).digest("base64url"),
});

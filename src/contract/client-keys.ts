import { z } from "zod";
import type { SavedChange } from "./edits.ts";
import { answers, endpoint } from "./endpoint.ts";

/** The private half goes out with this answer and is kept nowhere. */
export interface GeneratedClientKeys extends SavedChange {
  readonly kid: string;
  readonly algorithm: string;
  /** PKCS#8 in PEM. */
  readonly privateKey: string;
  /** PEM; null for keys kept as a JWK set alone. */
  readonly certificate: string | null;
  /** Key and certificate in a PKCS#12 file, base64; null without a password. */
  readonly pkcs12: string | null;
}

/**
 * Makes a key pair for a client to sign its assertions with, in the place of those it has: the realm keeps the public half, as
 * a certificate or as a JWK set. `password` seals the PKCS#12 file, under the alias of the client's id.
 */
export const generateClientKeys = endpoint(
  "POST",
  "/workbench/realms/:realm/clients/:client/keys/generate",
  z.strictObject({
    realm: z.string(),
    client: z.string(),
    keepAs: z.enum(["jwks", "certificate"]),
    algorithm: z
      .enum(["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"])
      .exactOptional(),
    password: z.string().min(1, "A password is needed").max(255).exactOptional(),
  }),
  answers<GeneratedClientKeys>(),
);

const pem = z.string().min(1, "Nothing was given").max(1_000_000);

/** Takes the public half of a client's key in, in the place of those it has. */
export const importClientKeys = endpoint(
  "POST",
  "/workbench/realms/:realm/clients/:client/keys/import",
  z.strictObject({
    realm: z.string(),
    client: z.string(),
    given: z.union([
      z.strictObject({ certificate: pem }),
      z.strictObject({ publicKey: pem }),
      z.strictObject({ jwks: pem }),
    ]),
  }),
  answers<SavedChange>(),
);

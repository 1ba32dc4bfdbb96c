import { createPublicKey, generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import { selfSignedCertificate } from "./certificate.ts";
import { writeKeyStore } from "./key-store.ts";
import { kidOf } from "./realm-key.ts";
import { signatureAlgorithms } from "./signature-algorithms.ts";

const makeKeyPair = promisify(generateKeyPair);

/** What a client signs its assertions with, just made. */
export interface ClientSigningKeys {
  readonly kid: string;
  readonly privateKey: KeyObject;
  /** Self-signed, DER in base64. */
  readonly certificate: string;
  /** A JWK set of the public half (RFC 7517 §5). */
  readonly jwks: string;
}

const BITS = 4096;
const YEARS = 3;

/** Makes a key pair of the kind an algorithm asks for, with the size and the years of Keycloak's own for clients (measured). */
export async function makeClientSigningKeys(
  alg: string,
  clientId: string,
  nowSeconds: number,
): Promise<ClientSigningKeys> {
  const curve = signatureAlgorithms.get(alg)?.curve;
  const pair = await (curve === undefined
    ? makeKeyPair("rsa", { modulusLength: BITS })
    : makeKeyPair("ec", { namedCurve: curve }));
  const kid = kidOf(pair.publicKey);
  const jwk = createPublicKey(pair.privateKey).export({ format: "jwk" });
  return {
    kid,
    privateKey: pair.privateKey,
    certificate: await selfSignedCertificate(pair, { name: `CN=${clientId}`, nowSeconds, years: YEARS }),
    jwks: JSON.stringify({ keys: [{ ...jwk, kid, use: "sig", alg }] }),
  };
}

/** A PKCS#12 file of both halves. */
export const toPkcs12 = (
  { privateKey, certificate }: ClientSigningKeys,
  alias: string,
  password: string,
  nowSeconds: number,
): Promise<Buffer> =>
  writeKeyStore(
    "PKCS12",
    [{ alias, privateKey, certificate: Buffer.from(certificate, "base64") }],
    { storePassword: password, keyPassword: password },
    nowSeconds,
  );

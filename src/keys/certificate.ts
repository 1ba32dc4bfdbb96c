import { type KeyObject, webcrypto } from "node:crypto";

const SECONDS_OF_YEAR = 365.25 * 24 * 3600;
/** Clocks differ: Keycloak's certificates are good from a little before they are made. */
const SECONDS_BEFORE = 100;
const RSA = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

export interface SelfSigned {
  /** `CN=…` */
  readonly name: string;
  readonly nowSeconds: number;
  /** Ten, unless told otherwise. */
  readonly years?: number;
}

/**
 * A self-signed certificate as Keycloak gives its own RSA and EC keys: SHA-256 with either. The library is loaded only when
 * a key is made, which no start on an existing workspace does.
 *
 * @returns the DER in base64.
 */
export async function selfSignedCertificate(
  pair: { publicKey: KeyObject; privateKey: KeyObject },
  { name, nowSeconds, years = 10 }: SelfSigned,
): Promise<string> {
  await import("reflect-metadata"); // the library demands it
  const x509 = await import("@peculiar/x509");
  const { crv } = pair.publicKey.export({ format: "jwk" });
  const algorithm = typeof crv === "string" ? { name: "ECDSA", namedCurve: crv, hash: "SHA-256" } : RSA;
  const importKey = (format: "pkcs8" | "spki", key: Buffer, use: "sign" | "verify") =>
    webcrypto.subtle.importKey(format, key, algorithm, use === "verify", [use]);
  const keys = {
    privateKey: await importKey("pkcs8", pair.privateKey.export({ type: "pkcs8", format: "der" }), "sign"),
    publicKey: await importKey("spki", pair.publicKey.export({ type: "spki", format: "der" }), "verify"),
  };
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: [{ CN: [name.replace(/^CN=/, "")] }],
      notBefore: new Date((nowSeconds - SECONDS_BEFORE) * 1000),
      notAfter: new Date((nowSeconds + years * SECONDS_OF_YEAR) * 1000),
      signingAlgorithm: algorithm,
      keys: keys as never,
    },
    webcrypto as never,
  );
  return Buffer.from(certificate.rawData).toString("base64");
}

import { type KeyObject, webcrypto } from "node:crypto";

const TEN_YEARS_SECONDS = 10 * 365.25 * 24 * 3600;
const ALGORITHM = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

/**
 * A self-signed certificate as Keycloak gives its RSA keys: ten years, SHA-256 with RSA. The library is loaded only when
 * a key is made, which no start on an existing workspace does.
 *
 * @returns the DER in base64.
 */
export async function selfSignedCertificate(
  pair: { publicKey: KeyObject; privateKey: KeyObject },
  name: string,
  nowSeconds: number,
): Promise<string> {
  await import("reflect-metadata"); // the library demands it
  const x509 = await import("@peculiar/x509");
  const usePrivate = await webcrypto.subtle.importKey(
    "pkcs8",
    pair.privateKey.export({ type: "pkcs8", format: "der" }),
    ALGORITHM,
    false,
    ["sign"],
  );
  const usePublic = await webcrypto.subtle.importKey(
    "spki",
    pair.publicKey.export({ type: "spki", format: "der" }),
    ALGORITHM,
    true,
    ["verify"],
  );
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: [{ CN: [name.replace(/^CN=/, "")] }],
      notBefore: new Date(nowSeconds * 1000),
      notAfter: new Date((nowSeconds + TEN_YEARS_SECONDS) * 1000),
      signingAlgorithm: ALGORITHM,
      keys: { privateKey: usePrivate, publicKey: usePublic } as never,
    },
    webcrypto as never,
  );
  return Buffer.from(certificate.rawData).toString("base64");
}

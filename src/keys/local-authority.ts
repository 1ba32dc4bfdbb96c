import { webcrypto } from "node:crypto";

/** A certificate and its private key, both PEM. */
export interface CertificatePair {
  readonly certificate: string;
  readonly key: string;
}

export interface CertificateWanted {
  /** Names and addresses of a server: `localhost`, `127.0.0.1`. None for a client. */
  readonly hosts?: readonly string[];
  readonly commonName: string;
  readonly nowSeconds: number;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const AUTHORITY = "Tokenbench local CA";
/** Browsers refuse server certificates that last longer. */
const LEAF_DAYS = 397;
const AUTHORITY_DAYS = 3650;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Loaded when a certificate is asked for, which no start does. */
async function loadX509() {
  await import("reflect-metadata"); // the library demands it
  const x509 = await import("@peculiar/x509");
  x509.cryptoProvider.set(webcrypto as never);
  return x509;
}

const makeKeys = () =>
  webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]) as Promise<webcrypto.CryptoKeyPair>;

async function toPem(key: webcrypto.CryptoKey): Promise<string> {
  const { PemConverter } = await loadX509();
  return PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY");
}

const period = (nowSeconds: number, days: number) => ({
  notBefore: new Date(nowSeconds * 1000 - DAY_MS), // clocks differ
  notAfter: new Date(nowSeconds * 1000 + days * DAY_MS),
});

/** A certificate authority of this machine's own, for trying TLS out. Its key signs whatever is asked: keep it to yourself. */
export async function createAuthority(nowSeconds: number): Promise<CertificatePair> {
  const x509 = await loadX509();
  const keys = await makeKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [AUTHORITY] }],
    ...period(nowSeconds, AUTHORITY_DAYS),
    signingAlgorithm: ALGORITHM,
    keys: keys as never,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  return { certificate: certificate.toString("pem"), key: await toPem(keys.privateKey) };
}

/** A certificate of that authority: for a server when it has hosts, else for a client. @throws Error when the authority cannot be read */
export async function issueCertificate(
  authority: CertificatePair,
  { commonName, hosts = [], nowSeconds }: CertificateWanted,
): Promise<CertificatePair> {
  const x509 = await loadX509();
  const keys = await makeKeys();
  const { issuer, signingKey } = await readAuthority(authority);
  const purpose = hosts.length > 0 ? x509.ExtendedKeyUsage.serverAuth : x509.ExtendedKeyUsage.clientAuth;
  const names = hosts.map((value) => ({ type: /^[\d.]+$|:/.test(value) ? ("ip" as const) : ("dns" as const), value }));
  const certificate = await x509.X509CertificateGenerator.create({
    subject: [{ CN: [commonName] }],
    issuer,
    ...period(nowSeconds, LEAF_DAYS),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey as never,
    signingKey: signingKey as never,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([purpose]),
      ...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : []),
    ],
  });
  return { certificate: certificate.toString("pem"), key: await toPem(keys.privateKey) };
}

async function readAuthority({ certificate, key }: CertificatePair) {
  const x509 = await loadX509();
  const [der] = x509.PemConverter.decode(key);
  if (!der) throw new Error("the authority's key is no PEM");
  const signingKey = await webcrypto.subtle.importKey("pkcs8", der, ALGORITHM, false, ["sign"]);
  return { issuer: new x509.X509Certificate(certificate).subject, signingKey };
}

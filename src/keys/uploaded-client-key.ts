import { createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import { readJwkSet } from "./client-keys.ts";
import { isKeyStoreFormat, readKeyStore } from "./key-store.ts";
import { derOf } from "./private-key.ts";

/** The keys that belong to a client, as Keycloak's CertificateRepresentation has them: DER in base64, `jwks` as JSON. */
export interface ClientKeys {
  readonly privateKey?: string;
  readonly publicKey?: string;
  readonly certificate?: string;
  readonly kid?: string;
  readonly jwks?: string;
}

export interface UploadedKey {
  /** `Certificate PEM`, `Public Key PEM`, `JSON Web Key Set`, or the name of a key store's format. */
  readonly format: string;
  readonly file: Buffer;
  readonly keyAlias?: string | undefined;
  readonly keyPassword?: string | undefined;
  readonly storePassword?: string | undefined;
}

/** `missing`: the file can be read, and no key for signatures is in it under that name. */
export type UploadReading = ClientKeys | { readonly problem: string } | "missing";

/** Reads what somebody uploads as a client's key; problems in Keycloak's words where it has any. */
export function readUploadedKey(upload: UploadedKey): UploadReading | Promise<UploadReading> {
  const text = upload.file.toString("utf8");
  switch (upload.format) {
    case "Certificate PEM":
      return orProblem("This is no certificate in PEM", () => ({ certificate: checkedCertificate(text) }));
    case "Public Key PEM":
      return orProblem("This is no public key in PEM", () => {
        createPublicKey({ key: derOf(text), format: "der", type: "spki" });
        return { publicKey: text };
      });
    case "JSON Web Key Set":
      return signatureKeyOf(text) ?? "missing";
    default:
      return readFromStore(upload);
  }
}

function orProblem(problem: string, read: () => ClientKeys): UploadReading {
  try {
    return read();
  } catch {
    return { problem };
  }
}

/** Without armour and line breaks; nothing at all is accepted, and takes the certificate away (recorded). */
function checkedCertificate(text: string): string {
  const bare = text.replace(/^-----BEGIN [^-]+-----|-----END [^-]+-----\s*$/g, "").replace(/\s/g, "");
  if (!/^[A-Za-z0-9+/=]*$/.test(bare)) throw new Error("this is more than one certificate");
  if (bare !== "") new X509Certificate(Buffer.from(bare, "base64"));
  return bare;
}

/** The first key of a set that is for signatures, with the set itself; undefined when there is none. */
export function signatureKeyOf(jwks: string): ClientKeys | undefined {
  try {
    const [key] = readJwkSet(JSON.parse(jwks), false);
    return key && { publicKey: toSpki(key.key), ...(key.kid !== undefined && { kid: key.kid }), jwks };
  } catch {
    return undefined;
  }
}

const toSpki = (key: KeyObject): string => key.export({ type: "spki", format: "der" }).toString("base64");

async function readFromStore({ format, file, keyAlias, keyPassword, storePassword }: UploadedKey) {
  if (format === "BCFKS") return { problem: "BCFKS key stores cannot be read here: send it as PKCS12 or JKS" };
  if (keyAlias === undefined) return { problem: "keyAlias cannot be null" };
  if (!isKeyStoreFormat(format)) return { problem: "error loading keystore" };
  const store = await readKeyStore(format, file, storePassword);
  if ("problem" in store) return store;
  const entry = store.find(keyAlias, keyPassword);
  if (!entry?.certificate) return "missing" as const;
  return {
    ...(entry.privateKey && { privateKey: toStored(entry.privateKey) }),
    certificate: entry.certificate.toString("base64"),
  };
}

/** As Keycloak keeps private keys: PKCS#1 for RSA, SEC 1 for EC, PKCS#8 for others. */
function toStored(key: KeyObject): string {
  const type = key.asymmetricKeyType === "rsa" ? "pkcs1" : key.asymmetricKeyType === "ec" ? "sec1" : "pkcs8";
  return key.export({ type, format: "der" } as { type: "pkcs8"; format: "der" }).toString("base64");
}

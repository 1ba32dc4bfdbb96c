import {
  type KeyStore,
  type KeyStoreEntry,
  type StorePasswords,
  UNREADABLE,
  type Unreadable,
} from "./key-store-entry.ts";

/** Java's formats that can be read and written here; its BCFKS has no library for Node. */
export type KeyStoreFormat = "JKS" | "PKCS12";

export const isKeyStoreFormat = (format: string | undefined): format is KeyStoreFormat =>
  format === "JKS" || format === "PKCS12";

/** @param storePassword without one a JKS is read unchecked, and a PKCS#12 not at all, as in Java. */
export async function readKeyStore(
  format: KeyStoreFormat,
  bytes: Buffer,
  storePassword: string | undefined,
): Promise<KeyStore | Unreadable> {
  const { isJks, readJks } = await import("./jks.ts");
  // What Java calls JKS reads both.
  if (format === "JKS" && isJks(bytes)) return readJks(bytes, storePassword);
  const { readPkcs12 } = await import("./read-pkcs12.ts");
  return storePassword === undefined ? UNREADABLE : readPkcs12(bytes, storePassword);
}

/** A key store that Java's own tools open. */
export async function writeKeyStore(
  format: KeyStoreFormat,
  entries: readonly KeyStoreEntry[],
  passwords: StorePasswords,
  nowSeconds: number,
): Promise<Buffer> {
  if (format === "JKS") return (await import("./jks.ts")).writeJks(entries, passwords, nowSeconds);
  return (await import("./write-pkcs12.ts")).writePkcs12(entries, passwords.storePassword);
}

import { createPrivateKey, type KeyObject } from "node:crypto";

/** What stands in a key store under one name: a private key with its certificate, or a certificate alone. */
export interface KeyStoreEntry {
  readonly alias: string;
  readonly privateKey?: KeyObject;
  /** DER. */
  readonly certificate: Buffer;
}

export interface StorePasswords {
  readonly storePassword: string;
  /** JKS alone protects each key with one of its own. */
  readonly keyPassword: string;
}

/** A key store that was opened. Names are found whatever their case, as Java finds them. */
export interface KeyStore {
  /** A key that the password does not open is left out, its certificate is not. */
  find(alias: string, keyPassword: string | undefined): Partial<Omit<KeyStoreEntry, "alias">> | undefined;
}

/** Why a key store cannot be opened, in Keycloak's words. */
export interface Unreadable {
  readonly problem: string;
}

export const UNREADABLE: Unreadable = { problem: "error loading keystore" };

/** A PrivateKeyInfo as a key; a kind that Node does not know is passed over, as is one that a password did not open. */
export function toPrivateKey(der: Buffer | undefined): { readonly privateKey?: KeyObject } {
  try {
    return der ? { privateKey: createPrivateKey({ key: der, format: "der", type: "pkcs8" }) } : {};
  } catch {
    return {};
  }
}

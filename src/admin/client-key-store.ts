import { readKeyMetadata } from "../keys/key-metadata.ts";
import { isKeyStoreFormat, writeKeyStore } from "../keys/key-store.ts";
import type { KeyStoreEntry } from "../keys/key-store-entry.ts";
import { derOf, readPrivateKey } from "../keys/private-key.ts";
import type { ClientKeys } from "../keys/uploaded-client-key.ts";
import { badRequest, invalidWith, refuse } from "./admin-answer.ts";
import type { ClientCall } from "./admin-call.ts";

/** Keycloak's KeyStoreConfig: what a key store is to be like. */
export interface StoreWish {
  /** Whether the realm's own certificate comes along; it does unless told otherwise. */
  readonly realmCertificate?: boolean | null;
  readonly storePassword?: string | null;
  readonly keyPassword?: string | null;
  /** The client's id unless told otherwise, as the realm's name for its certificate. */
  readonly keyAlias?: string | null;
  readonly realmAlias?: string | null;
  readonly format?: string | null;
  readonly keySize?: number | null;
  /** In years. */
  readonly validity?: number | null;
}

const SUPPORTED = "Supported keystore formats: [BCFKS, JKS, PKCS12]";

export function refuseFormat({ format }: StoreWish): void {
  if (format == null || isKeyStoreFormat(format)) return;
  const error =
    format === "BCFKS"
      ? "BCFKS key stores cannot be written here. Supported keystore formats: [JKS, PKCS12]"
      : `Not supported keystore format. ${SUPPORTED}`;
  refuse({ status: 406, json: { error } });
}

/** @param purpose in Keycloak's words */
export function refuseWithoutPasswords(
  { keyPassword, storePassword }: StoreWish,
  hasKey: boolean,
  purpose: string,
): void {
  const missing = (whose: string) =>
    invalidWith("password-missing", `Need to specify a ${whose} password for ${purpose}`);
  if (hasKey && keyPassword == null) refuse(missing("key"));
  if (storePassword == null) refuse(missing("store"));
}

/** The client's key, or its certificate alone, and the realm's certificate, in a file that Java's tools open. */
export async function keyStoreOf(call: ClientCall, wish: StoreWish, keys: ClientKeys): Promise<Buffer> {
  const format = wish.format ?? undefined;
  if (!isKeyStoreFormat(format)) return refuse(badRequest(`format cannot be null. ${SUPPORTED}`));
  const entries = [ownEntry(call, wish, keys), ...(await realmEntry(call, wish))];
  const [own, other] = entries.map(({ alias }) => alias.toLowerCase());
  if (own === other) refuse(badRequest(`The alias ${own} would stand for two entries of the key store`));
  const passwords = { storePassword: wish.storePassword?.trim() ?? "", keyPassword: wish.keyPassword?.trim() ?? "" };
  return writeKeyStore(format, entries, passwords, call.ctx.editFacts().nowSeconds);
}

function ownEntry({ client }: ClientCall, { keyAlias }: StoreWish, keys: ClientKeys): KeyStoreEntry {
  const { privateKey, certificate } = keys;
  if (!certificate) return refuse(badRequest("A key without its certificate cannot stand in a key store"));
  const entry = { alias: keyAlias ?? client.clientId, certificate: derOf(certificate) };
  if (!privateKey) return entry;
  try {
    return { ...entry, privateKey: readPrivateKey(privateKey) };
  } catch {
    return refuse(badRequest("The client's private key cannot be read"));
  }
}

async function realmEntry({ ctx, realm }: ClientCall, wish: StoreWish): Promise<KeyStoreEntry[]> {
  if (wish.realmCertificate === false) return [];
  await ctx.protocol.keysFor(realm, "RS256");
  const { document } = ctx.findRealm(realm.name) ?? realm;
  const { keys } = readKeyMetadata(document);
  const key = keys.find(
    ({ status, algorithm, certificate }) => status === "ACTIVE" && algorithm === "RS256" && certificate,
  );
  return key?.certificate
    ? [{ alias: wish.realmAlias ?? realm.name, certificate: Buffer.from(key.certificate, "base64") }]
    : [];
}

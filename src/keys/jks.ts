import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { KeyStore, KeyStoreEntry, StorePasswords, Unreadable } from "./key-store-entry.ts";
import { toPrivateKey, UNREADABLE } from "./key-store-entry.ts";

/**
 * Java's own key-store format, as `sun.security.provider.JavaKeyStore` writes it: a magic number, a version, the entries, and a
 * SHA-1 over the password and all of it. Weak, but what Keycloak calls its first choice. test/keys/key-stores.test.ts holds
 * it against Java's keytool.
 */
const MAGIC = 0xfeedfeed;
const VERSION = 2;
const KEY_ENTRY = 1;
const CERTIFICATE_ENTRY = 2;
/** Part of every checksum: a joke of the format's authors. */
const SALT_WORDS = "Mighty Aphrodite";
/** How keys are protected, as an algorithm. */
const KEY_PROTECTION = "1.3.6.1.4.1.42.2.17.1.1";
const HASH_BYTES = 20;

interface StoredEntry {
  /** An EncryptedPrivateKeyInfo; undefined for a certificate that stands alone. */
  readonly protectedKey?: Buffer;
  readonly certificate: Buffer | undefined;
}

export const isJks = (bytes: Buffer): boolean => bytes.length >= 4 && bytes.readUInt32BE(0) === MAGIC;

export async function readJks(bytes: Buffer, storePassword: string | undefined): Promise<KeyStore | Unreadable> {
  const body = bytes.subarray(0, -HASH_BYTES);
  if (storePassword !== undefined && !isEqual(checksum(storePassword, body), bytes.subarray(-HASH_BYTES)))
    return { problem: "Password verification failed" };
  const entries = readEntries(body);
  if (!entries) return UNREADABLE;
  const decode = await loadKeyInfo();
  return {
    find: (alias, keyPassword) => {
      const entry = entries.get(alias.toLowerCase());
      if (!entry) return undefined;
      const { protectedKey, certificate } = entry;
      const plain =
        protectedKey && keyPassword !== undefined ? unprotect(decode.read(protectedKey), keyPassword) : undefined;
      return {
        ...toPrivateKey(plain),
        ...(certificate && { certificate }),
      };
    },
  };
}

/** Undefined where the bytes end too early or hold what this format does not. */
function readEntries(body: Buffer): Map<string, StoredEntry> | undefined {
  try {
    const input = createInput(body);
    input.readInt(); // the magic number
    if (input.readInt() !== VERSION) return undefined;
    const entries = new Map<string, StoredEntry>();
    for (let left = input.readInt(); left > 0; left--) {
      const tag = input.readInt();
      const alias = input.readText().toLowerCase();
      input.readBytes(8); // when it was made
      if (tag !== KEY_ENTRY && tag !== CERTIFICATE_ENTRY) return undefined;
      const key = tag === KEY_ENTRY ? { protectedKey: input.readBytes(input.readInt()) } : {};
      const chain = Array.from({ length: tag === KEY_ENTRY ? input.readInt() : 1 }, () => {
        input.readText(); // its type, X.509
        return input.readBytes(input.readInt());
      });
      entries.set(alias, { ...key, certificate: chain[0] });
    }
    return entries;
  } catch {
    return undefined;
  }
}

function createInput(bytes: Buffer) {
  let at = 0;
  const readBytes = (length: number): Buffer => {
    if (length < 0 || at + length > bytes.length) throw new RangeError("the key store ends too early");
    at += length;
    return bytes.subarray(at - length, at);
  };
  return {
    readBytes,
    readInt: () => readBytes(4).readInt32BE() >>> 0,
    readText: () => readBytes(readBytes(2).readUInt16BE()).toString("utf8"),
  };
}

export async function writeJks(
  entries: readonly KeyStoreEntry[],
  { storePassword, keyPassword }: StorePasswords,
  nowSeconds: number,
): Promise<Buffer> {
  const keyInfo = await loadKeyInfo();
  const written = entries.map(({ alias, privateKey, certificate }) => {
    const plain = privateKey?.export({ type: "pkcs8", format: "der" });
    const head = [int(plain ? KEY_ENTRY : CERTIFICATE_ENTRY), text(alias.toLowerCase()), time(nowSeconds)];
    const key = plain ? [sized(keyInfo.write(protect(plain, keyPassword))), int(1)] : [];
    return Buffer.concat([...head, ...key, text("X.509"), sized(certificate)]);
  });
  const body = Buffer.concat([int(MAGIC), int(VERSION), int(entries.length), ...written]);
  return Buffer.concat([body, checksum(storePassword, body)]);
}

const int = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const time = (seconds: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(Math.floor(seconds)) * 1000n);
  return bytes;
};
const text = (value: string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([int(bytes.length).subarray(2), bytes]);
};
const sized = (bytes: Buffer): Buffer => Buffer.concat([int(bytes.length), bytes]);

const sha1 = (...parts: readonly Uint8Array[]): Buffer => createHash("sha1").update(Buffer.concat(parts)).digest();
/** As Java's characters: UTF-16, the high byte first. */
const passwordBytes = (password: string): Buffer => Buffer.from(password, "utf16le").swap16();
const checksum = (password: string, body: Uint8Array): Buffer =>
  sha1(passwordBytes(password), Buffer.from(SALT_WORDS), body);
const isEqual = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);

/** A salt, the key under a stream of hashes, and a hash of the key by which a wrong password is told. */
function protect(plain: Buffer, password: string): Buffer {
  const salt = randomBytes(HASH_BYTES);
  return Buffer.concat([salt, underStream(plain, password, salt), sha1(passwordBytes(password), plain)]);
}

function unprotect(stored: Buffer, password: string): Buffer | undefined {
  const salt = stored.subarray(0, HASH_BYTES);
  const plain = underStream(stored.subarray(HASH_BYTES, -HASH_BYTES), password, salt);
  return isEqual(sha1(passwordBytes(password), plain), stored.subarray(-HASH_BYTES)) ? plain : undefined;
}

function underStream(bytes: Uint8Array, password: string, salt: Uint8Array): Buffer {
  const result = Buffer.from(bytes);
  let stream = salt;
  for (let i = 0; i < result.length; i++) {
    if (i % HASH_BYTES === 0) stream = sha1(passwordBytes(password), stream);
    result[i] = (result[i] ?? 0) ^ (stream[i % HASH_BYTES] ?? 0);
  }
  return result;
}

/** The EncryptedPrivateKeyInfo around a protected key (RFC 5208 §6). */
async function loadKeyInfo() {
  const [{ AsnConvert, OctetString }, { PKCS8ShroudedKeyBag }, { AlgorithmIdentifier }] = await Promise.all([
    import("@peculiar/asn1-schema"),
    import("@peculiar/asn1-pfx"),
    import("@peculiar/asn1-x509"),
  ]);
  return {
    write: (key: Buffer): Buffer => {
      const encryptionAlgorithm = new AlgorithmIdentifier({ algorithm: KEY_PROTECTION, parameters: null });
      const info = new PKCS8ShroudedKeyBag({ encryptionAlgorithm, encryptedData: new OctetString(key) });
      return Buffer.from(AsnConvert.serialize(info));
    },
    read: (der: Buffer): Buffer => Buffer.from(AsnConvert.parse(der, PKCS8ShroudedKeyBag).encryptedData.buffer),
  };
}

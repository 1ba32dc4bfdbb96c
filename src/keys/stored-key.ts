import { readFile } from "node:fs/promises";
import { isAbsolute, relative, resolve } from "node:path";
import { readKeyStore } from "./key-store.ts";
import type { KeyStore, Unreadable } from "./key-store-entry.ts";
import { EC_ALGORITHMS, isForEncryption } from "./realm-key.ts";
import type { KeyConfig, KeyProviderWorld, Settled } from "./settle-key-provider.ts";

/**
 * Reads the key that a `java-keystore` provider names and keeps it in the provider, so that a realm's keys can be read
 * without a look at the disk. It is read again whenever the provider is saved.
 */
export async function loadStoredKey(
  config: KeyConfig,
  { keyStoreFolder = "", newId }: KeyProviderWorld,
): Promise<Settled> {
  const first = (name: string): string => config[name]?.[0] ?? "";
  const store = await openStore(first("keystore"), first("keystoreType"), first("keystorePassword"), keyStoreFolder);
  if ("problem" in store) return store;
  const entry = store.find(first("keyAlias"), first("keyPassword"));
  const alias = first("keyAlias");
  if (!entry) return failed(`Key in the keystore cannot be recovered. Alias ${alias} does not exists in the keystore.`);
  const { privateKey, certificate } = entry;
  if (!privateKey || !certificate)
    return failed(
      "Key in the keystore cannot be recovered: it is no private key with a certificate, or has another password",
    );
  const isForEnc = first("keyUse").toLowerCase() === "enc";
  const algorithm = first("algorithm") || (isForEnc ? "RSA-OAEP" : "RS256");
  const { crv, kty } = privateKey.export({ format: "jwk" });
  if (!isKeyFor(algorithm, kty, crv))
    return failed(
      `Algorithm not available on server. Invalid ${algorithm} key for alias ${alias}. Algorithm is ${kty}.`,
    );
  if (first("keyUse") !== "" && isForEncryption(algorithm) !== isForEnc)
    return failed(
      `Key in the keystore cannot be recovered. Invalid use ${first("keyUse")} for algorithm ${algorithm}.`,
    );
  const key = privateKey.export({ type: "pkcs8", format: "der" }).toString("base64");
  const stored = { kid: config["kid"] ?? [newId()], privateKey: [key], certificate: [certificate.toString("base64")] };
  return { config: { ...config, ...stored } };
}

const failed = (why: string): Unreadable => ({ problem: `Failed to load keys. ${why}` });

/** Secrets in a key store are not read here. */
function isKeyFor(algorithm: string, kty: string | undefined, curve: string | undefined): boolean {
  if (/^(RS|PS|RSA)/.test(algorithm)) return kty === "RSA";
  if (algorithm.startsWith("ECDH")) return kty === "EC";
  if (algorithm === "EdDSA") return kty === "OKP";
  return kty === "EC" && EC_ALGORITHMS.get(curve ?? "") === algorithm;
}

async function openStore(path: string, type: string, password: string, folder: string): Promise<KeyStore | Unreadable> {
  const file = resolve(folder, path);
  const below = relative(folder, file);
  if (folder === "" || below.startsWith("..") || isAbsolute(below))
    return { problem: `Keystore file ${path} is not under the realm directory ${folder}` };
  const format = type || (/\.(p12|pfx|pkcs12)$/i.test(path) ? "PKCS12" : "JKS");
  if (format !== "JKS" && format !== "PKCS12")
    return failed(`${format} key stores cannot be read here: use PKCS12 or JKS`);
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes) return failed(`File not found on server. ${path} (No such file or directory)`);
  const store = await readKeyStore(format, bytes, password);
  return "problem" in store ? failed(`IO error on server. ${store.problem}`) : store;
}

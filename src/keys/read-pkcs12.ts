import type { pkcs12 } from "node-forge";
import type { KeyStore, Unreadable } from "./key-store-entry.ts";
import { toPrivateKey, UNREADABLE } from "./key-store-entry.ts";

/** A key or a certificate of the file. Keys are bound to their certificates by ids; the name may be missing. */
interface Stored {
  readonly name: string | undefined;
  readonly keyId: string | undefined;
  readonly der: Buffer;
}

interface Content {
  readonly keys: readonly Stored[];
  readonly certificates: readonly Stored[];
}

/**
 * Reads a PKCS#12 file (RFC 7292) whoever wrote it: Keycloak's own still encrypt certificates with the 40 bits of RC2, which
 * Node's crypto has given up and node-forge has not. One password opens the file and its keys.
 */
export async function readPkcs12(bytes: Buffer, password: string): Promise<KeyStore | Unreadable> {
  try {
    const { keys, certificates } = await openPkcs12(bytes, password);
    return {
      find: (alias) => {
        const isMeant = ({ name, keyId }: Stored) => (name ?? keyId)?.toLowerCase() === alias.toLowerCase();
        const key = keys.find(isMeant);
        const bound = key?.keyId && certificates.find(({ keyId }) => keyId === key.keyId);
        const certificate = bound || certificates.find(isMeant);
        if (!key && !certificate) return undefined;
        return {
          ...toPrivateKey(key?.der),
          ...(certificate && { certificate: certificate.der }),
        };
      },
    };
  } catch (error) {
    return String(error).includes("MAC could not be verified") ? WRONG_PASSWORD : UNREADABLE;
  }
}

const WRONG_PASSWORD: Unreadable = { problem: "PKCS12 key store mac invalid" };

/** @throws Error when it is none, or the password is not its. */
async function openPkcs12(bytes: Buffer, password: string): Promise<Content> {
  const { default: forge } = await import("node-forge");
  const { asn1, pki } = forge;
  const file = forge.pkcs12.pkcs12FromAsn1(asn1.fromDer(bytes.toString("latin1")), false, password);
  const bags = file.safeContents.flatMap(({ safeBags }) => safeBags);
  const storedOf = (bag: pkcs12.Bag, value: ReturnType<typeof asn1.fromDer>): Stored => ({
    name: bag.attributes?.friendlyName?.[0],
    keyId: bag.attributes?.localKeyId?.[0] && Buffer.from(bag.attributes.localKeyId[0], "latin1").toString("hex"),
    der: Buffer.from(asn1.toDer(value).getBytes(), "latin1"),
  });
  const isKey = ({ type }: pkcs12.Bag) => type === pki.oids["keyBag"] || type === pki.oids["pkcs8ShroudedKeyBag"];
  return {
    // Those that are not RSA are handed on as they stand.
    keys: bags
      .filter(isKey)
      .map((bag) => storedOf(bag, bag.key ? pki.wrapRsaPrivateKey(pki.privateKeyToAsn1(bag.key)) : bag.asn1)),
    certificates: bags
      .filter(({ type }) => type === pki.oids["certBag"])
      .map((bag) => storedOf(bag, bag.cert ? pki.certificateToAsn1(bag.cert) : bag.asn1)),
  };
}

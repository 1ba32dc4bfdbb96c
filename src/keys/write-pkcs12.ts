import { createHash, createHmac, randomBytes } from "node:crypto";
import type { KeyStoreEntry } from "./key-store-entry.ts";

const FRIENDLY_NAME = "1.2.840.113549.1.9.20";
const LOCAL_KEY_ID = "1.2.840.113549.1.9.21";
/** Marks a certificate that Java is to trust; it passes over others that have no key. */
const TRUSTED_KEY_USAGE = "2.16.840.1.113894.746875.1.1";
const ANY_EXTENDED_KEY_USAGE = "2.5.29.37.0";
const SHA_256 = "2.16.840.1.101.3.4.2.1";
const MAC_ITERATIONS = 10_000;

/**
 * A PKCS#12 file (RFC 7292): keys encrypted with AES-256 under the password (PBES2), certificates, which are no secret, as
 * they are, and a SHA-256 MAC over both.
 */
export async function writePkcs12(entries: readonly KeyStoreEntry[], password: string): Promise<Buffer> {
  const [{ AsnConvert, OctetString }, pfx, cms, { DigestInfo }, { AlgorithmIdentifier }] = await Promise.all([
    import("@peculiar/asn1-schema"),
    import("@peculiar/asn1-pfx"),
    import("@peculiar/asn1-cms"),
    import("@peculiar/asn1-rsa"),
    import("@peculiar/asn1-x509"),
  ]);
  const bags = await createBags(password);
  const data = (content: ArrayBuffer) =>
    new cms.ContentInfo({
      contentType: cms.id_data,
      content: AsnConvert.serialize(new OctetString(content)),
    });
  const contents = new pfx.SafeContents(entries.flatMap(bags));
  const safe = AsnConvert.serialize(new pfx.AuthenticatedSafe([data(AsnConvert.serialize(contents))]));
  const salt = randomBytes(20);
  const mac = createHmac("sha256", deriveMacKey(password, salt)).update(new Uint8Array(safe)).digest();
  const macData = new pfx.MacData({
    mac: new DigestInfo({
      digestAlgorithm: new AlgorithmIdentifier({ algorithm: SHA_256, parameters: null }),
      digest: new OctetString(mac),
    }),
    macSalt: new OctetString(salt),
    iterations: MAC_ITERATIONS,
  });
  return Buffer.from(AsnConvert.serialize(new pfx.PFX({ version: 3, authSafe: data(safe), macData })));
}

/** Makes the bags of an entry: its key, where it has one, and its certificate. */
async function createBags(password: string) {
  const [{ AsnConvert, OctetString }, pfx] = await Promise.all([
    import("@peculiar/asn1-schema"),
    import("@peculiar/asn1-pfx"),
  ]);
  const values = await loadValues();
  const attribute = (attrId: string, value: ArrayBuffer) =>
    Object.assign(new pfx.PKCS12Attribute(), { attrId, attrValues: [value] });
  return ({ alias, privateKey, certificate }: KeyStoreEntry) => {
    const keyId = createHash("sha1").update(certificate).digest();
    const names = [attribute(FRIENDLY_NAME, values.text(alias))];
    const bound = [...names, attribute(LOCAL_KEY_ID, AsnConvert.serialize(new OctetString(keyId)))];
    const trusted = [...names, attribute(TRUSTED_KEY_USAGE, values.identifier(ANY_EXTENDED_KEY_USAGE))];
    const value = AsnConvert.serialize(new OctetString(certificate));
    const certificateBag = new pfx.SafeBag({
      bagId: pfx.id_certBag,
      bagValue: AsnConvert.serialize(new pfx.CertBag({ certId: pfx.id_x509Certificate, certValue: value })),
      bagAttributes: privateKey ? bound : trusted,
    });
    if (!privateKey) return [certificateBag];
    const key = privateKey.export({ type: "pkcs8", format: "der", cipher: "aes-256-cbc", passphrase: password });
    const keyBag = { bagId: pfx.id_pkcs8ShroudedKeyBag, bagValue: toArrayBuffer(key), bagAttributes: bound };
    return [new pfx.SafeBag(keyBag), certificateBag];
  };
}

const toArrayBuffer = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;

async function loadValues() {
  const { AsnBmpStringConverter, AsnObjectIdentifierConverter } = await import("@peculiar/asn1-schema");
  return {
    text: (value: string): ArrayBuffer => AsnBmpStringConverter.toASN(value).toBER(),
    identifier: (oid: string): ArrayBuffer => AsnObjectIdentifierConverter.toASN(oid).toBER(),
  };
}

/** The key of the MAC, out of the password and a salt (RFC 7292 appendix B.2, for SHA-256). */
function deriveMacKey(password: string, salt: Buffer): Buffer {
  const block = 64;
  const repeated = (bytes: Buffer): Buffer =>
    Buffer.alloc(bytes.length === 0 ? 0 : Math.ceil(bytes.length / block) * block, bytes);
  const secret = Buffer.from(`${password}\0`, "utf16le").swap16();
  let key = Buffer.concat([Buffer.alloc(block, 3), repeated(salt), repeated(secret)]);
  for (let i = 0; i < MAC_ITERATIONS; i++) key = createHash("sha256").update(key).digest();
  return key;
}

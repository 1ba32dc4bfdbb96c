import { execFileSync } from "node:child_process";
import { createHash, generateKeyPairSync, X509Certificate } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { selfSignedCertificate } from "../../src/keys/certificate.ts";
import { type KeyStoreFormat, readKeyStore, writeKeyStore } from "../../src/keys/key-store.ts";
import { aFolder } from "../protocol/a-server.ts";
import { NOW } from "../support/builders.ts";

/** Java's own tool, where the machine has it. */
function keytool(...words: string[]): string {
  return execFileSync("keytool", words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], env: ENGLISH });
}
const ENGLISH = { ...process.env, JAVA_TOOL_OPTIONS: "", LC_ALL: "C" };

const hasKeytool = ((): boolean => {
  try {
    return keytool("-help") !== undefined;
  } catch {
    return false;
  }
})();

const pairs = {
  RSA: () => generateKeyPairSync("rsa", { modulusLength: 2048 }),
  EC: () => generateKeyPairSync("ec", { namedCurve: "P-384" }),
};
const FORMATS: readonly KeyStoreFormat[] = ["JKS", "PKCS12"];
const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, "../keys/key-stores", name));

async function anEntry(kind: keyof typeof pairs) {
  const pair = pairs[kind]();
  const certificate = Buffer.from(await selfSignedCertificate(pair, { name: "CN=svc", nowSeconds: NOW }), "base64");
  return { alias: "My Key", privateKey: pair.privateKey, certificate };
}

async function opened(format: KeyStoreFormat, bytes: Buffer, password: string | undefined) {
  const store = await readKeyStore(format, bytes, password);
  if ("problem" in store) throw new Error(store.problem);
  return store;
}

const inKeytool = (certificate: Buffer): string =>
  (createHash("sha256").update(certificate).digest("hex").toUpperCase().match(/../g) ?? []).join(":");

test
  .runIf(hasKeytool)
  .each(FORMATS.flatMap((format) => (["RSA", "EC"] as const).map((kind) => [format, kind] as const)))(
  "Java's keytool opens a %s with an %s key",
  async (format, kind) => {
    await using folder = await aFolder();
    const file = join(folder.path, "store");
    const entry = await anEntry(kind);
    const { certificate: ofRealm } = await anEntry("EC");
    const ascii = { storePassword: "storepass", keyPassword: format === "JKS" ? "keypass" : "storepass" };
    writeFileSync(file, await writeKeyStore(format, [entry, { alias: "demo", certificate: ofRealm }], ascii, NOW));
    const common = ["-keystore", file, "-storetype", format, "-storepass", "storepass"];
    const listed = keytool("-list", "-v", ...common);
    expect(listed).toMatch(/Alias name: my key[\s\S]*Entry type: PrivateKeyEntry/i);
    expect(listed).toMatch(/Alias name: demo[\s\S]*Entry type: trustedCertEntry/i);
    expect(listed).toContain(inKeytool(entry.certificate));
    expect(listed).toContain(inKeytool(ofRealm));
    // Signing a request is what needs the private key.
    expect(keytool("-certreq", "-alias", "my key", ...common, "-keypass", ascii.keyPassword)).toContain("REQUEST");
  },
);

test.runIf(hasKeytool).each([
  ["JKS", "RSA", "2048"],
  ["PKCS12", "RSA", "2048"],
  ["PKCS12", "EC", "256"],
] as const)("a %s that keytool made with an %s key is read", async (format, kind, size) => {
  await using folder = await aFolder();
  const file = join(folder.path, "store");
  const keypass = format === "JKS" ? ["-keypass", "keypass"] : [];
  const make = ["-genkeypair", "-alias", "mine", "-keyalg", kind, "-keysize", size, "-dname", "CN=made by Java"];
  keytool(...make, "-keystore", file, "-storetype", format, "-storepass", "storepass", ...keypass);
  const entry = (await opened(format, readFileSync(file), "storepass")).find("MINE", "keypass");
  const certificate = new X509Certificate(entry?.certificate ?? "");
  expect(certificate.subject).toBe("CN=made by Java");
  expect(entry?.privateKey && certificate.checkPrivateKey(entry.privateKey)).toBe(true);
});

test.each([
  ["JKS", "keycloak.jks"],
  ["PKCS12", "keycloak.p12"],
] as const)("a %s that Keycloak made is read, with the realm's certificate", async (format, name) => {
  const store = await opened(format, fixture(name), "store-password");
  const entry = store.find("my key", "key-password");
  expect(entry?.certificate?.toString("base64")).toBe(fixture(`${name}.certificate`).toString());
  expect(entry?.privateKey && new X509Certificate(entry.certificate ?? "").checkPrivateKey(entry.privateKey)).toBe(
    true,
  );
  const ofRealm = store.find("k-lab6", undefined);
  expect(ofRealm?.privateKey).toBeUndefined();
  expect(new X509Certificate(ofRealm?.certificate ?? "").subject).toBe("CN=k-lab6");
  expect(store.find("nobody", "key-password")).toBeUndefined();
});

test("a key of a JKS stays shut to a wrong password, its certificate does not", async () => {
  const store = await opened("JKS", fixture("keycloak.jks"), undefined);
  for (const password of ["wrong", undefined]) {
    const entry = store.find("my key", password);
    expect(entry?.privateKey).toBeUndefined();
    expect(entry?.certificate).toBeDefined();
  }
});

test("what Java calls JKS may be a PKCS#12", async () => {
  const store = await opened("JKS", fixture("keycloak.p12"), "store-password");
  expect(store.find("my key", "any")?.privateKey).toBeDefined();
});

test.each([
  ["a JKS under a wrong password", "JKS", "keycloak.jks", "wrong", "Password verification failed"],
  ["a PKCS#12 under a wrong password", "PKCS12", "keycloak.p12", "wrong", "PKCS12 key store mac invalid"],
  ["a PKCS#12 without a password", "PKCS12", "keycloak.p12", undefined, "error loading keystore"],
  ["a JKS as PKCS#12", "PKCS12", "keycloak.jks", "store-password", "error loading keystore"],
] as const)("%s is refused in Keycloak's words", async (_what, format, name, password, problem) => {
  expect(await readKeyStore(format, fixture(name), password)).toEqual({ problem });
});

test.each(FORMATS)("a %s that was cut off anywhere is refused", async (format) => {
  const whole = fixture(format === "JKS" ? "keycloak.jks" : "keycloak.p12");
  for (const length of [0, 3, 10, 40, whole.length >> 1, whole.length - 30]) {
    expect(await readKeyStore(format, whole.subarray(0, length), "store-password")).toHaveProperty("problem");
    if (format === "JKS") await readKeyStore(format, whole.subarray(0, length), undefined); // does not throw
  }
});

test("a JKS is read back under passwords beyond ASCII", async () => {
  const entry = await anEntry("EC");
  const passwords = { storePassword: "of the störe", keyPassword: "of the këy" };
  const store = await opened("JKS", await writeKeyStore("JKS", [entry], passwords, NOW), passwords.storePassword);
  const found = store.find("my key", passwords.keyPassword);
  expect(found?.certificate).toEqual(entry.certificate);
  expect(found?.privateKey?.equals(entry.privateKey)).toBe(true);
});

import type { KeyConfig } from "./settle-key-provider.ts";

type Check = (values: readonly string[], label: string) => string | undefined;

const single: Check = (values, label) => (values.length > 1 ? `'${label}' should be a single entry` : undefined);

const wholeNumber: Check = (values, label) =>
  single(values, label) ?? (isLong(values[0]) ? undefined : `'${label}' should be a number`);

/** What Java's Long takes. */
const isLong = (text: string | undefined): boolean =>
  text === undefined || (/^[+-]?\d{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text));

const flag: Check = (values, label) =>
  single(values, label) ??
  (["true", "false", undefined].includes(values[0]) ? undefined : `'${label}' should be 'true' or 'false'`);

const required: Check = (values, label) => (values.length === 0 ? `'${label}' is required` : single(values, label));

const oneOf =
  (...options: readonly string[]): Check =>
  (values, label) => {
    const many = single(values, label);
    if (many !== undefined || values[0] === undefined || options.includes(values[0])) return many;
    return `'${label}' should be ${options.slice(0, -1).join(", ")} or ${options.at(-1)}`;
  };

type Rule = readonly [name: string, label: string, check: Check];

const COMMON: readonly Rule[] = [
  ["priority", "Priority", wholeNumber],
  ["enabled", "Enabled", flag],
  ["active", "Active", flag],
];
const GIVEN: readonly Rule[] = [
  ["privateKey", "Private RSA Key", required],
  ["certificate", "X509 Certificate", single],
];
const RSA_SIZE: Rule = ["keySize", "Key size", oneOf("1024", "2048", "3072", "4096")];
/** For AES as well, whatever its form offers (measured). */
const SECRET_SIZE: Rule = ["secretSize", "Secret size", oneOf("16", "24", "32", "64", "128", "256", "512")];
const CERTIFICATE: Rule = ["ecGenerateCertificate", "Generate Certificate", flag];
const EC_CURVE = oneOf("P-256", "P-384", "P-521");

/** What Keycloak checks, in its order and under its labels (recorded: `keys-errors`, and measured); all else it takes as it comes. */
const RULES: ReadonlyMap<string, readonly Rule[]> = new Map<string, readonly Rule[]>([
  ["rsa", GIVEN],
  ["rsa-enc", GIVEN],
  ["rsa-generated", [RSA_SIZE]],
  ["rsa-enc-generated", [RSA_SIZE]],
  ["ecdsa-generated", [CERTIFICATE, ["ecdsaEllipticCurveKey", "Elliptic Curve", EC_CURVE]]],
  ["ecdh-generated", [CERTIFICATE, ["ecdhEllipticCurveKey", "Elliptic Curve", EC_CURVE]]],
  ["eddsa-generated", [["eddsaEllipticCurveKey", "Elliptic Curve", oneOf("Ed25519", "Ed448")]]],
  ["hmac-generated", [SECRET_SIZE]],
  ["aes-generated", [SECRET_SIZE]],
  [
    "java-keystore",
    [
      ["keystore", "Keystore", required],
      ["keystorePassword", "Keystore Password", required],
      ["keystoreType", "Keystore Type", single],
      ["keyAlias", "Key Alias", required],
      ["keyPassword", "Key Password", required],
    ],
  ],
]);

/** The first thing that is wrong with a configuration, in Keycloak's words. */
export function findConfigProblem(providerId: string, config: KeyConfig): string | undefined {
  for (const [name, label, check] of [...COMMON, ...(RULES.get(providerId) ?? [])]) {
    const problem = check(config[name] ?? [], label);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

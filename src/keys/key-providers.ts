import { generateKeyPair, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type { ComponentRepresentation } from "../domain/realm-document.ts";
import { selfSignedCertificate } from "./certificate.ts";
import { signatureAlgorithms } from "./signature-algorithms.ts";

const makeKeyPair = promisify(generateKeyPair);

/** Where fresh ids and the time come from. */
export interface KeyFacts {
  newId(): string;
  readonly nowSeconds: number;
}

const component = (
  facts: KeyFacts,
  name: string,
  providerId: string,
  config: Record<string, string>,
): ComponentRepresentation => ({
  id: facts.newId(),
  name,
  providerId,
  subComponents: {},
  config: Object.fromEntries(Object.entries(config).map(([key, value]) => [key, [value]])),
});

/** The key providers of a new realm: RS256 and RSA-OAEP of 2048 bits, HS512 for refresh tokens, AES (reference §9.5). */
export async function generateKeyProviders(realm: string, facts: KeyFacts): Promise<ComponentRepresentation[]> {
  const [signing, encryption] = await Promise.all([rsaConfig(realm, facts), rsaConfig(realm, facts)]);
  return [
    component(facts, "aes-generated", "aes-generated", {
      kid: facts.newId(),
      secret: randomBytes(32).toString("base64url"),
      priority: "100",
    }),
    component(facts, "rsa-generated", "rsa-generated", { ...signing, keyUse: "SIG", priority: "100" }),
    component(facts, "hmac-generated-hs512", "hmac-generated", {
      ...hmacConfig(facts),
      priority: "100",
      algorithm: "HS512",
    }),
    component(facts, "rsa-enc-generated", "rsa-enc-generated", {
      ...encryption,
      keyUse: "ENC",
      priority: "100",
      algorithm: "RSA-OAEP",
    }),
  ];
}

/**
 * The provider that Keycloak adds by itself when a token is to be signed with an algorithm the realm has no key for.
 * Undefined for an unknown algorithm.
 */
export async function generateFallbackProvider(
  alg: string,
  realm: string,
  facts: KeyFacts,
): Promise<ComponentRepresentation | undefined> {
  const algorithm = signatureAlgorithms.get(alg);
  const name = `fallback-${alg}`;
  const common = { priority: "-100", algorithm: alg };
  switch (algorithm?.kind) {
    case "RSA":
      return component(facts, name, "rsa-generated", { ...(await rsaConfig(realm, facts)), ...common });
    case "EC":
      return component(facts, name, "ecdsa-generated", {
        ...(await ecConfig(algorithm.curve ?? "P-256")),
        priority: "-100",
      });
    case "OKP":
      return component(facts, name, "eddsa-generated", { ...(await edConfig()), priority: "-100" });
    case "HMAC":
      return component(facts, name, "hmac-generated", { ...hmacConfig(facts), ...common });
    default:
      return undefined;
  }
}

async function rsaConfig(realm: string, facts: KeyFacts): Promise<Record<string, string>> {
  const pair = await makeKeyPair("rsa", { modulusLength: 2048 });
  const certificate = await selfSignedCertificate(pair, `CN=${realm}`, facts.nowSeconds);
  return { privateKey: pair.privateKey.export({ type: "pkcs1", format: "der" }).toString("base64"), certificate };
}

async function ecConfig(curve: string): Promise<Record<string, string>> {
  const { publicKey, privateKey } = await makeKeyPair("ec", { namedCurve: curve });
  return {
    ecdsaPublicKey: publicKey.export({ type: "spki", format: "der" }).toString("base64"),
    ecdsaPrivateKey: privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"),
    ecdsaEllipticCurveKey: curve,
  };
}

async function edConfig(): Promise<Record<string, string>> {
  const { publicKey, privateKey } = await makeKeyPair("ed25519");
  return {
    eddsaPublicKey: publicKey.export({ type: "spki", format: "der" }).toString("base64"),
    eddsaPrivateKey: privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"),
    eddsaEllipticCurveKey: "Ed25519",
  };
}

const hmacConfig = (facts: KeyFacts): Record<string, string> => ({
  kid: facts.newId(),
  secret: randomBytes(128).toString("base64url"),
});

import type { ComponentRepresentation } from "../domain/realm-document.ts";
import { settleKeyProvider } from "./settle-key-provider.ts";
import { signatureAlgorithms } from "./signature-algorithms.ts";

/** Where fresh ids and the time come from. */
export interface KeyFacts {
  newId(): string;
  readonly nowSeconds: number;
}

/** A key provider of ours, with its key. */
async function createProvider(
  name: string,
  providerId: string,
  settings: Readonly<Record<string, string>>,
  world: KeyFacts & { readonly realm: string },
): Promise<ComponentRepresentation> {
  const given = Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, [value]]));
  const settled = await settleKeyProvider(providerId, given, world);
  if ("problem" in settled) throw new Error(`key provider ${name}: ${settled.problem}`);
  return { id: world.newId(), name, providerId, subComponents: {}, config: settled.config };
}

/** The key providers of a new realm: RS256 and RSA-OAEP of 2048 bits, HS512 for refresh tokens, AES (reference §9.5). */
export function generateKeyProviders(realm: string, facts: KeyFacts): Promise<ComponentRepresentation[]> {
  const world = { ...facts, realm };
  const priority = "100";
  return Promise.all([
    createProvider("aes-generated", "aes-generated", { priority }, world),
    createProvider("rsa-generated", "rsa-generated", { priority }, world),
    createProvider("hmac-generated-hs512", "hmac-generated", { priority, algorithm: "HS512" }, world),
    createProvider("rsa-enc-generated", "rsa-enc-generated", { priority, algorithm: "RSA-OAEP" }, world),
  ]);
}

/**
 * The provider that Keycloak adds by itself when a token is to be signed with an algorithm the realm has no key for.
 * Undefined for an unknown algorithm.
 */
export function generateFallbackProvider(
  alg: string,
  realm: string,
  facts: KeyFacts,
): Promise<ComponentRepresentation | undefined> {
  const algorithm = signatureAlgorithms.get(alg);
  const create = (providerId: string, settings: Readonly<Record<string, string>>) =>
    createProvider(`fallback-${alg}`, providerId, { ...settings, priority: "-100" }, { ...facts, realm });
  switch (algorithm?.kind) {
    case "RSA":
      return create("rsa-generated", { algorithm: alg });
    case "EC":
      return create("ecdsa-generated", { ecdsaEllipticCurveKey: algorithm.curve ?? "P-256" });
    case "OKP":
      return create("eddsa-generated", { eddsaEllipticCurveKey: "Ed25519" });
    case "HMAC":
      return create("hmac-generated", { algorithm: alg });
    default:
      return Promise.resolve(undefined);
  }
}

import { X509Certificate } from "node:crypto";
import type { CompiledClient } from "../domain/compiled-client.ts";
import { readCertificateKey, readJwkSet, readStoredPublicKey } from "./client-keys.ts";
import { derOf } from "./private-key.ts";

/** What a client signs its assertions with, as far as the realm knows it: public halves only, read as they are to verify. */
export function readClientKeyMaterial(client: CompiledClient) {
  const problems: string[] = [];
  const read = <Value>(what: string, text: string | undefined, parse: (text: string) => Value): Value | null => {
    if (text === undefined) return null;
    try {
      return parse(text);
    } catch (error) {
      problems.push(`${what} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  };
  const kid = client.attribute("jwt.credential.kid");
  const asSet = client.attribute("use.jwks.string") === "true" ? client.attribute("jwks.string") : undefined;
  const certificate = client.attribute("jwt.credential.certificate");
  const publicKey = client.attribute("jwt.credential.public.key");
  const material = {
    from: sourceOf(client),
    jwksUrl: client.attribute("use.jwks.url") === "true" ? (client.attribute("jwks.url") ?? null) : null,
    jwks: (read("The JWK set", asSet, (text) => readJwkSet(JSON.parse(text), false)) ?? []).map((key) => ({
      kid: key.kid ?? null,
      algorithm: key.alg ?? null,
    })),
    certificate: read("The certificate", certificate, (text) => toCertificate(text, kid)),
    publicKeyKid: read("The public key", publicKey, (text) => readStoredPublicKey(text, kid).kid ?? null),
    hasPrivateKey: client.attribute("jwt.credential.private.key") !== undefined,
  };
  return { ...material, problem: problems[0] ?? null };
}

/** In the order in which a key is looked for. */
function sourceOf(client: CompiledClient): "jwksUrl" | "jwks" | "certificate" | "publicKey" | "none" {
  if (client.attribute("use.jwks.url") === "true") return "jwksUrl";
  if (client.attribute("use.jwks.string") === "true") return "jwks";
  if (client.attribute("jwt.credential.certificate") !== undefined) return "certificate";
  return client.attribute("jwt.credential.public.key") === undefined ? "none" : "publicKey";
}

function toCertificate(text: string, kid: string | undefined) {
  const certificate = new X509Certificate(derOf(text));
  return {
    subject: certificate.subject,
    thumbprint: certificate.fingerprint256,
    kid: readCertificateKey(text, kid).kid ?? "",
    notAfterSeconds: Math.floor(Date.parse(certificate.validTo) / 1000),
  };
}

import { createHash } from "node:crypto";
import { generateClientKeyPair } from "../keys/client-key-pair.ts";

/** What Keycloak gives a new SAML client (recorded): kept and shown; nothing here signs with it. */
export async function samlAttributes(clientId: string, nowSeconds: number): Promise<Readonly<Record<string, string>>> {
  const { privateKey, certificate } = await generateClientKeyPair(clientId, nowSeconds);
  return {
    "saml.force.post.binding": "true",
    "saml.server.signature": "true",
    "saml.signing.certificate": certificate,
    "saml.signing.private.key": privateKey,
    "saml.artifact.binding.identifier": createHash("sha1").update(clientId).digest("base64"),
    "saml.signature.algorithm": "RSA_SHA256",
    saml_force_name_id_format: "false",
    "saml.client.signature": "true",
    "saml.authnstatement": "true",
    saml_name_id_format: "username",
    "saml.allow.ecp.flow": "false",
    saml_signature_canonicalization_method: "http://www.w3.org/2001/10/xml-exc-c14n#",
  };
}

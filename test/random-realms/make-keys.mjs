#!/usr/bin/env node
// Writes keys.json: one key for each signature algorithm, as the configuration of a key provider. Run once; the realms share them.
import { generateKeyPairSync, randomBytes, randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

const parity = JSON.parse(readFileSync(new URL("../parity/realms/parity.json", import.meta.url), "utf8"));
const { privateKey, certificate } = parity.components["org.keycloak.keys.KeyProvider"].find(
  ({ providerId }) => providerId === "rsa-generated",
).config;
const keys = {};
for (const algorithm of ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"])
  keys[algorithm] = { providerId: "rsa-generated", config: { privateKey, certificate, algorithm: [algorithm] } };
const pair = (...of) => {
  const made = generateKeyPairSync(...of);
  return [
    made.publicKey.export({ format: "der", type: "spki" }).toString("base64"),
    made.privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"),
  ];
};
for (const [algorithm, curve] of Object.entries({ ES256: "P-256", ES384: "P-384", ES512: "P-521" })) {
  const [open, secret] = pair("ec", { namedCurve: curve });
  keys[algorithm] = {
    providerId: "ecdsa-generated",
    config: { ecdsaPublicKey: [open], ecdsaPrivateKey: [secret], ecdsaEllipticCurveKey: [curve] },
  };
}
const [open, secret] = pair("ed25519");
keys.EdDSA = {
  providerId: "eddsa-generated",
  config: { eddsaPublicKey: [open], eddsaPrivateKey: [secret], eddsaEllipticCurveKey: ["Ed25519"] },
};
for (const algorithm of ["HS256", "HS384", "HS512"])
  keys[algorithm] = {
    providerId: "hmac-generated",
    config: { kid: [randomUUID()], secret: [randomBytes(64).toString("base64url")], algorithm: [algorithm] },
  };
writeFileSync(new URL("keys.json", import.meta.url), `${JSON.stringify(keys, null, 1)}\n`);

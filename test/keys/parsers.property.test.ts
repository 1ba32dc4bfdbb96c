import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ComponentRepresentation } from "../../src/domain/realm-document.ts";
import { isSameName } from "../../src/keys/distinguished-name.ts";
import { createClientKeyFinder } from "../../src/keys/find-client-keys.ts";
import { decodeJws, parseJwsPart } from "../../src/keys/jws.ts";
import { readRealmKey } from "../../src/keys/realm-key.ts";
import parity from "../parity/realms/parity.json" with { type: "json" };
import { jsonTexts, mangled, texts } from "../support/any-input.ts";
import { publicHalf, testKey } from "../support/assertions.ts";
import { aClient, aRealm, clientNamed, NOW } from "../support/builders.ts";

const clientWith = (attributes: Record<string, string>) =>
  clientNamed(aRealm({ clients: [aClient("app", { clientAuthenticatorType: "client-jwt", attributes })] }), "app");

/** The keys of a client with these attributes, whose JWKS URL answers with that JSON. */
const findKeys = (attributes: Record<string, string>, json: unknown = null) =>
  createClientKeyFinder({ nowSeconds: () => NOW, checkAddress: () => undefined, fetchJson: async () => json })(
    clientWith(attributes),
    undefined,
  );

/** Keys that can be used, or why there are none. */
function expectKeysOrProblem(found: Awaited<ReturnType<typeof findKeys>>): void {
  if ("problem" in found) expect(found.problem).toMatch(/\w/);
  else for (const { key } of found) expect(["public", "secret"]).toContain(key.type);
}

const JWKS = JSON.stringify({ keys: [publicHalf(testKey("rsa-a")), publicHalf(testKey("ec-a"))] });
const CERTIFICATE = parity.components["org.keycloak.keys.KeyProvider"].flatMap((key) =>
  "certificate" in key.config ? key.config.certificate : [],
)[0] as string;
const PEM = `-----BEGIN CERTIFICATE-----\n${CERTIFICATE}\n-----END CERTIFICATE-----`;

test("whatever stands in a client as its JWK set gives keys or says why not", () => {
  const set = fc.oneof(mangled(JWKS), texts, jsonTexts("keys", "kty", "use", "n", "e", "crv", "x"));
  return fc.assert(
    fc.asyncProperty(set, async (text) =>
      expectKeysOrProblem(await findKeys({ "use.jwks.string": "true", "jwks.string": text })),
    ),
    { numRuns: 200 },
  );
});

test("whatever a JWKS URL answers with gives keys or says why not", () => {
  const url = { "use.jwks.url": "true", "jwks.url": "http://localhost/jwks" };
  const jwk = jsonTexts("kty", "use", "n", "e", "crv", "x", "y", "k");
  const jwks = fc.array(jwk, { maxLength: 4 }).map((all) => `{"keys":[${all.join(",")}]}`);
  const answers = fc.oneof(jsonTexts("keys"), jwks);
  return fc.assert(
    fc.asyncProperty(answers, async (text) => expectKeysOrProblem(await findKeys(url, JSON.parse(text)))),
    { numRuns: 200 },
  );
});

test("whatever stands in a client as certificate or public key gives a key or says why not", () => {
  const text = fc.oneof(texts, mangled(CERTIFICATE), mangled(PEM), fc.base64String());
  const name = fc.constantFrom("jwt.credential.certificate", "jwt.credential.public.key");
  return fc.assert(
    fc.asyncProperty(name, text, async (attribute, stored) =>
      expectKeysOrProblem(await findKeys({ [attribute]: stored })),
    ),
    { numRuns: 150 },
  );
});

const providers: readonly ComponentRepresentation[] = [
  ...(parity.components["org.keycloak.keys.KeyProvider"] as unknown as ComponentRepresentation[]),
  { name: "ec", providerId: "ecdsa-generated", config: { ecdsaPrivateKey: ["AA=="], ecdsaPublicKey: ["AA=="] } },
  { name: "ed", providerId: "eddsa-generated", config: { eddsaPrivateKey: ["AA=="], eddsaPublicKey: ["AA=="] } },
];

test("a key provider whose configuration was mangled gives a key or none", () => {
  const provider = fc.constantFrom(...providers);
  const changes = fc.dictionary(
    fc.constantFrom("privateKey", "certificate", "kid", "secret", "algorithm", "priority", "keyUse", "ecdsaPublicKey"),
    fc.array(fc.oneof(texts, fc.base64String(), mangled(CERTIFICATE)), { maxLength: 2 }),
  );
  return fc.assert(
    fc.property(provider, changes, (component, config) => {
      const key = readRealmKey({ ...component, config: { ...component.config, ...config } });
      if (key) expect([key.kid.length > 0, Number.isNaN(key.priority)]).toEqual([true, false]);
    }),
    { numRuns: 150 },
  );
});

test("any text is taken apart as a JWS of two JSON objects, or is none", () => {
  const part = fc.oneof(
    texts,
    jsonTexts("alg", "kid").map((json) => Buffer.from(json).toString("base64url")),
  );
  const text = fc.oneof(
    texts,
    fc.array(part, { maxLength: 4 }).map((parts) => parts.join(".")),
  );
  return fc.assert(
    fc.property(text, part, (jws, one) => {
      for (const found of [decodeJws(jws)?.header, decodeJws(jws)?.claims, parseJwsPart(one)])
        expect(found === undefined || (typeof found === "object" && !Array.isArray(found))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("any two texts are compared as distinguished names; one that is a name is the same as itself", () => {
  const name = fc.oneof(texts, mangled('CN=app+OU="a, b",O=Caf\\C3\\A9,1.2.840.113549.1.9.1=#160161'));
  return fc.assert(
    fc.property(name, name, (a, b) => {
      expect(isSameName(a, b)).toBe(isSameName(b, a));
      if (isSameName(a, b)) expect(isSameName(a, a)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

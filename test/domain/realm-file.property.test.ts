import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compileRealm } from "../../src/domain/compiled-realm.ts";
import { completeRealm } from "../../src/domain/complete-realm.ts";
import { readRealm as readRepresentation } from "../../src/domain/read-representation.ts";
import { parseSettings } from "../../src/settings.ts";
import { readRealm } from "../../src/store/realm-reading.ts";
import { jsonTexts, mangled, texts } from "../support/any-input.ts";
import { aClient, aClientScope, aMapper, aRealm, aRole, someEditFacts } from "../support/builders.ts";

/** A server's own rules, but for keys that are made where none came, which takes its time. */
const rules = {
  parse: (json: unknown) => {
    const reading = readRepresentation(json);
    if ("problem" in reading) return Promise.resolve(reading);
    const document = completeRealm(reading.value, { ...someEditFacts(), keyProviders: [] });
    return Promise.resolve({ document, changed: false });
  },
  compile: compileRealm,
};

const realm = aRealm({
  roles: [aRole("reader", { composites: ["app:own"] }), aRole("own", { ownerClientId: "app" })],
  clients: [
    aClient("app", {
      serviceAccountRoles: ["reader"],
      scopeMappings: ["reader"],
      protocolMappers: [aMapper("oidc-hardcoded-claim-mapper", { "claim.name": "a.b", "claim.value": "x" })],
    }),
  ],
  clientScopes: [aClientScope("extra", { scopeMappings: ["reader"] })],
});
const small = JSON.stringify({ ...realm, clientScopes: realm.clientScopes?.slice(-2), components: {} });

const files = fc.oneof(
  { weight: 3, arbitrary: mangled(small) },
  { weight: 1, arbitrary: texts },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 60 }) },
  {
    weight: 3,
    arbitrary: jsonTexts("clients", "roles", "users", "clientScopes", "scopeMappings", "components", "groups").map(
      (json) => json.replace("{", '{"realm":"test",').replace(",}", "}"),
    ),
  },
);

test("any bytes of a realm file are a realm or are refused with a reason, never thrown at", () => {
  return fc.assert(
    fc.asyncProperty(files, async (content) => {
      const read = await readRealm(Buffer.from(content as string), rules);
      if ("refusal" in read) expect(read.refusal.reason).toMatch(/\w/);
      else expect(read.compiled.name).toBe(read.document.realm);
    }),
    { numRuns: 200 },
  );
});

test("any JSON in the settings is taken up, or refused with the setting's name", () => {
  const settings = jsonTexts("port", "authPathRealms", "hostnames", "approvedOrigins", "more");
  return fc.assert(
    fc.property(settings, (text) => {
      try {
        parseSettings(JSON.parse(text));
      } catch (error) {
        expect(String(error)).toMatch(/^Error: \w[\w.]*: \w/);
      }
    }),
    { numRuns: 200 },
  );
});

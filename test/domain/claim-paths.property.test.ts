import * as fc from "fast-check";
import { expect, test } from "vitest";
import { escapeClaimPathPart } from "../../src/domain/claim-path.ts";
import type { Claims, JsonValue } from "../../src/domain/json.ts";
import { aClient, aMapper, aRealm, clientNamed } from "../support/builders.ts";
import { claimsOf, planOf } from "./a-token.ts";

type Path = readonly string[];

/** One mapper: a claim with a fixed value, its name written with the dots of its parts escaped. */
interface Write {
  readonly path: Path;
  readonly value: JsonValue;
}

/** Few names, so that paths meet; some with dots and backslashes in them, some that JavaScript knows. */
const part = fc.constantFrom("a", "b", "c", "a.b", ".", "a\\b", "__proto__", "constructor", "1", "ä ö");
const value: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom("x", "y", "true"),
  fc.integer(),
  fc.constant({ inner: { deep: 1 } }),
);
const startsWith = (path: Path, start: Path) => start.every((name, i) => path[i] === name);
const leadsThrough = (a: Path, b: Path) => a.length !== b.length && (startsWith(a, b) || startsWith(b, a));

/** No write leads through the place of another: over those Keycloak fails, and gives no token. */
const writes: fc.Arbitrary<readonly Write[]> = fc
  .array(fc.record({ path: fc.array(part, { minLength: 1, maxLength: 4 }), value }), { minLength: 1, maxLength: 12 })
  .map((all) => all.filter(({ path }, i) => !all.slice(0, i).some((before) => leadsThrough(path, before.path))));

const realmWith = (all: readonly Write[]) =>
  aRealm({
    clients: [
      aClient("app", {
        defaultClientScopes: [],
        protocolMappers: all.map(({ path, value: written }, i) => {
          const type = typeof written === "string" ? "String" : "JSON";
          const text = typeof written === "string" ? written : JSON.stringify(written);
          const name = path.map(escapeClaimPathPart).join(".");
          const config = { "claim.name": name, "claim.value": text, "jsonType.label": type };
          return aMapper("oidc-hardcoded-claim-mapper", config, `mapper ${i}`);
        }),
      }),
    ],
  });

/** The last write of each place. */
function lastWrites(all: readonly Write[]): Write[] {
  return [...new Map(all.map((write) => [JSON.stringify(write.path), write])).values()];
}

/** The value at a path, by own names alone. */
function at(claims: JsonValue, [name, ...rest]: Path): JsonValue | undefined {
  if (name === undefined) return claims;
  const isThere = claims !== null && typeof claims === "object" && Object.hasOwn(claims, name);
  return isThere ? at((claims as Claims)[name] ?? null, rest) : undefined;
}

/** How many names stand in it, at whatever depth. */
function countNames(claims: JsonValue): number {
  if (claims === null || typeof claims !== "object") return 0;
  return Object.values(claims).reduce<number>((sum, inner) => sum + 1 + countNames(inner), 0);
}

/** The mappers' order is the product's; what they leave behind is the model's. */
function inOrder(all: readonly Write[]): Write[] {
  const plan = planOf(clientNamed(realmWith(all), "app"));
  const names = plan.mappersFor("access").map(({ name }) => name);
  return names.flatMap((name) => all[Number(name.split(" ")[1])] ?? []);
}

test("whatever mappers write into one token, each value stays that no later mapper touches, and nothing else is there", () => {
  const bare = claimsOf(realmWith([]));
  return fc.assert(
    fc.property(writes, (all) => {
      const claims = claimsOf(realmWith(all));
      const left = lastWrites(inOrder(all));
      for (const { path, value: written } of left) expect(at(claims, path)).toEqual(written);
      for (const [name, own] of Object.entries(bare)) expect(claims[name]).toEqual(own);
      const ways = new Set(left.flatMap(({ path }) => path.map((_, i) => JSON.stringify(path.slice(0, i + 1)))));
      const inside = left.reduce((sum, { value: written }) => sum + countNames(written), 0);
      expect(countNames(claims) - countNames(bare)).toBe(ways.size + inside);
    }),
    { numRuns: 150 },
  );
});

test("a part of a path is written and read back, whatever stands in it", () => {
  return fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }), (name) => {
      const claims = claimsOf(realmWith([{ path: ["outer", name], value: "x" }]));
      expect(at(claims, ["outer", name])).toBe("x");
    }),
    { numRuns: 100 },
  );
});

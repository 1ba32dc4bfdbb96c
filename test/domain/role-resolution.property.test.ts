import * as fc from "fast-check";
import { expect, test } from "vitest";
import { applyEdits } from "../../src/domain/edits/apply-edits.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { clientNamed, someEditFacts } from "../support/builders.ts";
import { planOf } from "./a-token.ts";
import { ROLES, realmOf, SCOPES, type Situation, situations } from "./arbitrary-realm.ts";

/** Everything below a set of roles, by walking the composites again until nothing more comes. */
function below({ composites }: Situation, roles: readonly string[]): Set<string> {
  const reached = new Set(roles);
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const [i, role] of ROLES.entries())
      if (reached.has(role)) for (const member of composites[i] ?? []) reached.add(member);
  }
  return reached;
}

/** The formula of the reference §6.1 and §6.2, as it stands there. */
function expectedOf(situation: Situation): { readonly roles: string[]; readonly scopes: string[] } {
  const { holds, mapped, scopeMapped, fullScopeAllowed, defaults, optionals, asked } = situation;
  const held = below(situation, holds);
  const linked = SCOPES.filter((name) => defaults.includes(name) || (optionals.includes(name) && asked.includes(name)));
  const mappingsOf = (name: string) => scopeMapped[SCOPES.indexOf(name)] ?? [];
  const allowed = linked.filter(
    (name) => mappingsOf(name).length === 0 || [...below(situation, mappingsOf(name))].some((role) => held.has(role)),
  );
  const own = ROLES.filter((role) => role.startsWith("app:"));
  const inScope = below(situation, [...own, ...mapped, ...allowed.flatMap(mappingsOf)]);
  const inToken = [...held].filter((role) => fullScopeAllowed || inScope.has(role));
  return { roles: inToken.sort(), scopes: allowed };
}

const planFor = (situation: Situation, realm: RealmDocument = realmOf(situation)) =>
  planOf(clientNamed(realm, "app"), situation.asked.length > 0 ? situation.asked.join(" ") : undefined);

const nameOf = ({ name, owner }: { readonly name: string; readonly owner?: string }) =>
  owner === undefined ? name : `${owner}:${name}`;

test("for every realm the roles in the token are those of the formula", () => {
  return fc.assert(
    fc.property(situations, (situation) => {
      const plan = planFor(situation);
      const { roles, scopes } = expectedOf(situation);
      expect(
        plan.roles
          .filter(({ inToken }) => inToken)
          .map(nameOf)
          .sort(),
      ).toEqual(roles);
      expect(plan.scopes.granted.map(({ name }) => name).sort()).toEqual(scopes);
    }),
    { numRuns: 200 },
  );
});

/** Whether a chain begins at an assigned role and goes down from composite to member. */
function isChain({ holds, composites }: Situation, names: readonly string[]): boolean {
  const [first = "", ...rest] = names;
  return (
    holds.includes(first) && rest.every((name, i) => composites[ROLES.indexOf(names[i] ?? "")]?.includes(name) ?? false)
  );
}

test("for every realm each verdict agrees with its chains, and the chains with the composites", () => {
  return fc.assert(
    fc.property(situations, (situation) => {
      for (const { inToken, heldThrough, inScopeThrough, ...role } of planFor(situation).roles) {
        expect(inToken).toBe(heldThrough !== null && inScopeThrough !== null);
        if (heldThrough === null) continue;
        const names = heldThrough.map(nameOf);
        expect(names.at(-1)).toBe(nameOf(role));
        expect(isChain(situation, names)).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});

test("for every realm each mend of a role brings that role into the token", () => {
  return fc.assert(
    fc.property(situations, (situation) => {
      const realm = realmOf(situation);
      for (const verdict of planFor(situation, realm).roles.filter(({ inToken }) => !inToken))
        for (const { edits } of verdict.mends) {
          const { document } = applyEdits(realm, edits, someEditFacts());
          const after = planFor(situation, document).roles.find(({ roleId }) => roleId === verdict.roleId);
          expect(after?.inToken).toBe(true);
        }
    }),
    { numRuns: 60 },
  );
});

import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Claims } from "../../src/domain/json.ts";
import { mapperTargets } from "../../src/domain/mappers/mapper.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { assembleClaims, runMappers } from "../../src/domain/token-claims.ts";
import { aMapper, clientNamed } from "../support/builders.ts";
import { aSession, planOf } from "./a-token.ts";
import { ROLES, realmOf, SCOPES, type Situation, situations } from "./arbitrary-realm.ts";

/** Whether a role is one of these or a member of one, however deep: by following each way down. */
function reaches(situation: Situation, from: readonly string[], role: string, passed: readonly string[] = []): boolean {
  if (from.includes(role)) return true;
  const next = from.filter((each) => !passed.includes(each));
  return next.some((each) =>
    reaches(situation, situation.composites[ROLES.indexOf(each)] ?? [], role, [...passed, each]),
  );
}

const isHeld = (situation: Situation, role: string) => reaches(situation, situation.holds, role);

/** Full scope, an own role of the client, a role of its dedicated scope, or one that a client scope of the token lets through. */
function isInScope(situation: Situation, role: string): boolean {
  const { fullScopeAllowed, mapped, defaults, optionals, asked, scopeMapped } = situation;
  const takesPart = (scope: string) => defaults.includes(scope) || (optionals.includes(scope) && asked.includes(scope));
  const own = ROLES.filter((each) => each.startsWith("app:"));
  const through = SCOPES.flatMap((scope, i) => (takesPart(scope) ? (scopeMapped[i] ?? []) : []));
  return fullScopeAllowed || reaches(situation, [...own, ...mapped, ...through], role);
}

const HARDCODED = ["r3", "other:o1", "nobody:n0"];
const everywhere = {
  "access.token.claim": "true",
  "id.token.claim": "true",
  "userinfo.token.claim": "true",
  "introspection.token.claim": "true",
  "lightweight.claim": "true",
  multivalued: "true",
};
const printing = [
  aMapper("oidc-usermodel-realm-role-mapper", { ...everywhere, "claim.name": "realm_access.roles" }),
  aMapper("oidc-usermodel-client-role-mapper", {
    ...everywhere,
    "claim.name": `resource_access.\${client_id}.roles`,
  }),
];
const adding = (roles: readonly string[]) =>
  roles.map((role) => aMapper("oidc-hardcoded-role-mapper", { role: role.replace(":", ".") }));

/** The realm with mappers on its client that print every role of the token, and some that add one whoever holds it. */
function realmWith(situation: Situation, hardcoded: readonly string[]): RealmDocument {
  const realm = realmOf(situation);
  const protocolMappers = [...printing, ...adding(hardcoded)];
  const clients = (realm.clients ?? []).map((client) =>
    client.clientId === "app" ? { ...client, protocolMappers } : client,
  );
  return { ...realm, clients };
}

type Access = { readonly roles: readonly string[] };

/** The roles of a token: `r0`, `app:a0`. */
function rolesIn(claims: Claims): string[] {
  const realm = (claims["realm_access"] as Access | undefined)?.roles ?? [];
  const clients = Object.entries((claims["resource_access"] ?? {}) as Record<string, Access>);
  return [...realm, ...clients.flatMap(([owner, { roles }]) => roles.map((role) => `${owner}:${role}`))];
}

test("no token, ID token, userinfo or introspection carries a role that is not both held and in scope, but for hardcoded ones", () => {
  return fc.assert(
    fc.property(situations, fc.subarray(HARDCODED), (situation, hardcoded) => {
      const asked = situation.asked.length > 0 ? situation.asked.join(" ") : undefined;
      const plan = planOf(clientNamed(realmWith(situation, hardcoded), "app"), asked);
      const right = ROLES.filter((role) => isHeld(situation, role) && isInScope(situation, role));
      for (const target of mapperTargets.filter((each) => each !== "answer")) {
        const { draft } = runMappers(plan, aSession(), target);
        const carried = rolesIn(assembleClaims({}, draft));
        expect(carried.sort()).toEqual([...new Set([...right, ...hardcoded])].sort());
      }
    }),
    { numRuns: 150 },
  );
});

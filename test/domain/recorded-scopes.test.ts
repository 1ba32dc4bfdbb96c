import { expect, test } from "vitest";
import { resolveClientScopes } from "../../src/domain/client-scopes.ts";
import { planToken } from "../../src/domain/token-plan.ts";
import { aClient, aClientScope, aMapper, aRole, clientNamed } from "../support/builders.ts";
import { anImportedRealm, planOf } from "./a-token.ts";

const organization = aMapper("oidc-organization-membership-mapper", { "claim.name": "organization" });
const realm = anImportedRealm({
  scopeMappings: [{ clientScope: "offline_access", roles: ["offline_access"] }],
  roles: [aRole("open", { ownerClientId: "api" }), aRole("shut", { ownerClientId: "other" }), aRole("offline_access")],
  clientScopes: [
    aClientScope("gate", { scopeMappings: ["api:open"] }),
    aClientScope("orgs", { protocolMappers: [organization] }),
    aClientScope("api:orgs", { protocolMappers: [organization] }),
  ],
  clients: [
    aClient("app", {
      serviceAccountRoles: ["api:open"],
      defaultClientScopes: ["gate"],
      optionalClientScopes: ["offline_access", "orgs", "api:orgs"],
    }),
    aClient("by-default", { defaultClientScopes: ["orgs"] }),
    aClient("api"),
    aClient("other"),
  ],
});
const app = clientNamed(realm, "app");
const held = app.serviceAccount?.held ?? new Map();

/** random-16/svc.6: `offline_access` asked for by one who may not have it brings the limits of offline sessions all the same. */
test("offline_access counts for lifespans where it is asked for, granted or not", () => {
  expect(planOf(app).offline).toBe(false);
  const asked = planOf(app, "offline_access");
  expect([asked.offline, asked.scope.split(" ").includes("offline_access")]).toEqual([true, false]);
});

/** m-organization of test/recordings, and the random realms, whose client scopes are named `api:0.read` and the like. */
test("a scope about organizations is left out in silence where they are off; with a colon in its name it is refused", () => {
  const unlinkedIn = (scope: string) => resolveClientScopes(app, held, scope).unlinked;
  expect(unlinkedIn("orgs")).toEqual([]);
  expect(unlinkedIn("api:orgs")).toEqual(["api:orgs"]);
});

/** xrand-01/Svc8 of a random realm: Keycloak answers 500. */
test("a scope about organizations that comes by default may not be named as well", () => {
  const client = clientNamed(realm, "by-default");
  expect(planOf(client).fault).toBeUndefined();
  expect(planOf(client, "orgs").fault?.reason).toContain("orgs");
});

/** xrand-11/svc_6 of a random realm: an exchange for another audience lost the client scope that a role of `Svc1` opened. */
test("in an exchange only roles of the audience and of the realm open a client scope", () => {
  const holder = app.serviceAccount ?? { user: { username: "nobody" }, held };
  const scopeFor = (audience: readonly string[]) => planToken(app, holder, undefined, audience).scope;
  expect([scopeFor([]), scopeFor(["api"]), scopeFor(["other"])]).toEqual(["gate", "gate", ""]);
});

/** shapes.json, bad-lifespan: Keycloak answers 500. */
test.each([
  ["abc", true],
  [" 60 ", true],
  ["60", false],
  ["-1", false],
  ["  ", false],
])("a lifespan of %j is a fault: %s", (lifespan, isFault) => {
  const odd = anImportedRealm({ clients: [aClient("app", { attributes: { "access.token.lifespan": lifespan } })] });
  expect(planOf(clientNamed(odd, "app")).fault !== undefined).toBe(isFault);
});

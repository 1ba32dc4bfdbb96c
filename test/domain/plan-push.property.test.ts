import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compareRealms, type Difference } from "../../src/domain/comparison/compare-realms.ts";
import { partKey } from "../../src/domain/comparison/part.ts";
import { planPush } from "../../src/domain/promotion/plan-push.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { aClient, aRealm } from "../support/builders.ts";
import { realmOf, situations } from "./arbitrary-realm.ts";

/** Things that a push sends no steps for. */
const FURTHER = {
  groups: [{ name: "staff", clientRoles: { app: ["a0"] } }],
  identityProviders: [{ alias: "partner", providerId: "oidc" }],
  authenticationFlows: [{ id: "f", alias: "own", authenticationExecutions: [] }],
  requiredActions: [{ alias: "VERIFY_EMAIL", name: "Verify" }],
  components: { "org.keycloak.keys.KeyProvider": [{ name: "rsa", providerId: "rsa", config: {} }] },
  localizationTexts: { en: { greeting: "Hello" } },
  defaultGroups: ["/staff"],
  accessTokenLifespan: 60,
} as unknown as Partial<RealmDocument>;

const EMPTY = aRealm({ clients: [aClient("bystander")] });

const realms: fc.Arbitrary<RealmDocument> = fc
  .tuple(situations, fc.subarray(Object.keys(FURTHER)), fc.boolean())
  .map(([situation, further, isEmpty]) => ({
    ...(isEmpty ? EMPTY : realmOf(situation)),
    ...Object.fromEntries(Object.entries(FURTHER).filter(([field]) => further.includes(field))),
  }));

/** What comes and goes with its owner needs no step of its own. */
const goesWithOwner = ({ kind, name, owner }: Difference, gone: ReadonlySet<string>): boolean =>
  (owner !== undefined && gone.has(JSON.stringify(owner))) ||
  (kind === "serviceAccount" && gone.has(JSON.stringify({ client: name })));

const ownersThatDiffer = (differences: readonly Difference[]): ReadonlySet<string> =>
  new Set(
    differences
      .filter(({ kind, change }) => (kind === "client" || kind === "clientScope") && change !== "differs")
      .map(({ kind, name }) => JSON.stringify(kind === "client" ? { client: name } : { clientScope: name })),
  );

test("no difference is passed over in silence: each is told as left, or a step is there for its part", () => {
  return fc.assert(
    fc.property(realms, realms, fc.boolean(), (here, there, deletes) => {
      const differences = compareRealms(here, there);
      const owners = ownersThatDiffer(differences);
      for (const difference of differences) {
        if (goesWithOwner(difference, owners)) continue;
        const ofPart = differences.filter((other) => partKey(other) === partKey(difference));
        const { steps, left } = planPush(here, there, ofPart, { deletes });
        const isLeft = left.some((each) => each.difference === difference);
        expect(isLeft || steps.length > 0, JSON.stringify(difference)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test("a realm that is made refers to no client that is yet to come, and all that is missing follows", () => {
  return fc.assert(
    fc.property(
      realms,
      fc.constantFrom<readonly string[] | undefined>(undefined, ["app"], ["third"]),
      (here, clients) => {
        if (clients && !here.clients?.some(({ clientId }) => clients.includes(clientId))) return;
        const { steps } = planPush(here, undefined, [], { deletes: false, ...(clients && { clients }) });
        const [first, ...others] = steps;
        if (first?.type !== "createRealm") throw new Error("A realm is made first");
        const { clients: made = [], ...rest } = first.document;
        expect(made).toEqual([]); // none of the builders' clients is built in
        expect(JSON.stringify(rest)).not.toMatch(/"(app|other|third|bystander)"/);
        const expected = clients ?? here.clients?.map(({ clientId }) => clientId) ?? [];
        const created = others.flatMap((step) => (step.type === "createClient" ? [step.client.clientId] : []));
        expect(created).toEqual(expect.arrayContaining([...expected]));
      },
    ),
    { numRuns: 60 },
  );
});

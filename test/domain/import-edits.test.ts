import { expect, test } from "vitest";
import { compileRealm } from "../../src/domain/compiled-realm.ts";
import { completeRealm } from "../../src/domain/complete-realm.ts";
import { withPartialImport } from "../../src/domain/edits/import-edits.ts";
import type { Import, ImportPolicy } from "../../src/domain/edits/importing.ts";
import { withMentionedRoles } from "../../src/domain/mentioned-roles.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { aClient, aRealm, aRole, someEditFacts } from "../support/builders.ts";

const realm = completeRealm(
  aRealm({
    clients: [aClient("here", { serviceAccountRoles: ["keeper"] })],
    roles: [aRole("keeper"), aRole("own", { ownerClientId: "here" })],
  }),
  { ...someEditFacts(), keyProviders: [] },
);

const taken = (parts: object, policy: ImportPolicy = "FAIL") =>
  withPartialImport(realm, { policy, ...parts } as unknown as Import, someEditFacts());

const told = ({ results }: ReturnType<typeof taken>) =>
  results.map(({ action, resourceType, resourceName }) => `${action} ${resourceType} ${resourceName}`);

const clientOf = ({ clients }: RealmDocument, name: string) => clients?.find(({ clientId }) => clientId === name);

test.each([
  ["a client", { clients: [{ clientId: "here" }] }, "Client id 'here' already exists"],
  ["a role", { roles: { realm: [{ name: "keeper" }] } }, "Realm role 'keeper' already exists."],
  [
    "a client role",
    { roles: { client: { here: [{ name: "own" }] } } },
    "Client role 'own' for client 'here' already exists.",
  ],
  [
    "a user",
    { users: [{ username: "service-account-here" }] },
    "User with user name service-account-here already exists.",
  ],
])("%s that is there fails the whole import", (_what, parts, message) => {
  expect(() => taken(parts)).toThrow(message);
});

test("what is there is skipped, what is not is added", () => {
  const after = taken({ clients: [{ clientId: "here", secret: "changed" }, { clientId: "new" }] }, "SKIP");
  expect(told(after)).toEqual(["SKIPPED CLIENT here", "ADDED CLIENT new"]);
  expect(clientOf(after.document, "here")).toBe(clientOf(realm, "here"));
  expect(clientOf(after.document, "new")).toMatchObject({ enabled: true, protocol: "openid-connect" });
});

test("a client that is replaced has a new id, and its service account is gone until it is brought or asked for", () => {
  const after = taken({ clients: [{ clientId: "here", serviceAccountsEnabled: true }] }, "OVERWRITE");
  expect(clientOf(after.document, "here")?.id).not.toBe(clientOf(realm, "here")?.id);
  expect(after.document.users?.some(({ serviceAccountClientId }) => serviceAccountClientId === "here")).toBe(false);
  expect(() => compileRealm(after.document)).not.toThrow();
});

test("a role that is replaced is told of twice, and members among what is imported are found", () => {
  const roles = {
    realm: [{ name: "keeper", composites: { client: { here: ["own"] } } }],
    client: { here: [{ name: "own" }] },
  };
  const after = taken({ roles }, "OVERWRITE");
  expect(told(after).sort()).toEqual([
    "ADDED CLIENT_ROLE here-->own",
    "ADDED REALM_ROLE keeper",
    "OVERWRITTEN CLIENT_ROLE here-->own",
    "OVERWRITTEN REALM_ROLE keeper",
  ]);
  expect(
    compileRealm(after.document)
      .roles.find("keeper")
      ?.members.map(({ name }) => name),
  ).toEqual(["own"]);
});

test("clients that every realm has are passed over", () => {
  expect(taken({ clients: [{ clientId: "account" }, { clientId: "realm-management" }] }).results).toEqual([]);
});

test.each([
  ["roles of a client that is not there", { roles: { client: { nobody: [{ name: "r" }] } } }],
  ["a role composed of an unknown one", { roles: { realm: [{ name: "r", composites: { realm: ["no"] } }] } }],
  ["a service account of an unknown client", { users: [{ username: "u", serviceAccountClientId: "no" }] }],
  ["a mapper without a type", { clients: [{ clientId: "c", protocolMappers: [{ name: "m" }] }] }],
  ["a group at no path", { groups: [{ name: "g" }] }],
])("%s is refused", (_what, parts) => {
  expect(() => taken(parts, "OVERWRITE")).toThrow();
});

test("roles that a user holds and nobody defined are made", () => {
  const user = { username: "service-account-new", serviceAccountClientId: "new", realmRoles: ["fresh"] };
  const after = taken({ clients: [{ clientId: "new", serviceAccountsEnabled: true }], users: [user] });
  expect(compileRealm(after.document).roles.find("fresh")).toBeDefined();
});

test("a whole realm gets the roles that its users hold and its scope mappings name", () => {
  const { roles } = withMentionedRoles({
    realm: "shop",
    clients: [aClient("api")] as unknown as NonNullable<RealmDocument["clients"]>,
    users: [{ username: "u", realmRoles: ["held", "offline_access"], clientRoles: { api: ["read"] } }],
    scopeMappings: [{ client: "api", roles: ["let-through"] }],
  });
  expect(roles?.realm?.map(({ name }) => name)).toEqual(["held", "let-through"]);
  expect(roles?.client?.["api"]?.map(({ name }) => name)).toEqual(["read"]);
});

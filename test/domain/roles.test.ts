import { expect, test } from "vitest";
import { compileRealm } from "../../src/domain/compiled-realm.ts";
import { applyEdits } from "../../src/domain/edits/apply-edits.ts";
import type { RoleVerdict } from "../../src/domain/explanation.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import {
  aClient,
  aClientScope,
  aMapper,
  aRealm,
  aRole,
  type ClientDraft,
  type ClientScopeDraft,
  clientNamed,
  DEFAULT_SCOPES,
  idOf,
  someEditFacts,
} from "../support/builders.ts";
import { accessTokenOf, anImportedRealm, audienceIn, planOf, rolesIn, scopeIn } from "./a-token.ts";

const roles = [
  aRole("r1"),
  aRole("r2"),
  aRole("c1"),
  aRole("p", { composites: ["c1"] }),
  aRole("gp", { composites: ["p"] }),
  aRole("x", { composites: ["other:o1"] }),
  aRole("a1", { ownerClientId: "app" }),
  aRole("a2", { ownerClientId: "app" }),
  aRole("o1", { ownerClientId: "other" }),
  aRole("o2", { ownerClientId: "other" }),
];

const BASE_REALM = ["default-roles-t", "offline_access", "uma_authorization"];
const ACCOUNT = ["manage-account", "manage-account-links", "view-profile"];
const DEFAULT_ROLE = "default-roles-t";
const OFF = { fullScopeAllowed: false };
const withScope = (as: "default" | "optional"): Partial<ClientDraft> =>
  as === "default" ? { defaultClientScopes: [...DEFAULT_SCOPES, "s"] } : { optionalClientScopes: ["s"] };

interface Vector {
  readonly holds: readonly string[];
  readonly client?: Partial<ClientDraft>;
  readonly issuedTo?: string;
  readonly s?: Omit<ClientScopeDraft, "name">;
  readonly scope?: string;
  readonly realm?: readonly string[];
  readonly clients?: Readonly<Record<string, readonly string[]>>;
  readonly aud?: readonly string[];
  readonly scopeHas?: readonly string[];
  readonly scopeLacks?: readonly string[];
  readonly more?: Readonly<Record<string, unknown>>;
}

const HELD = [DEFAULT_ROLE, "r1", "app:a1", "other:o1"];

/** The vectors of the reference §6.3, by their numbers; claims that are not stated are absent. */
const vectors: readonly (readonly [number, string, Vector])[] = [
  [
    1,
    "the default role alone gives its members",
    { holds: [DEFAULT_ROLE], realm: BASE_REALM, clients: { account: ACCOUNT }, aud: ["account"] },
  ],
  [2, "who holds nothing gets no role claims and no audience", { holds: [] }],
  [
    3,
    "full scope passes realm roles, own roles and roles of others, whose client becomes the audience",
    {
      holds: HELD,
      realm: [...BASE_REALM, "r1"],
      clients: { account: ACCOUNT, app: ["a1"], other: ["o1"] },
      aud: ["account", "other"],
    },
  ],
  [
    4,
    "without full scope and mappings only the client's own roles pass",
    { holds: HELD, client: OFF, clients: { app: ["a1"] } },
  ],
  [
    5,
    "a mapped realm role passes",
    { holds: HELD, client: { ...OFF, scopeMappings: ["r1"] }, realm: ["r1"], clients: { app: ["a1"] } },
  ],
  [
    6,
    "a mapped client role passes, its sister does not",
    {
      holds: [...HELD, "other:o2"],
      client: { ...OFF, scopeMappings: ["other:o1"] },
      clients: { app: ["a1"], other: ["o1"] },
      aud: ["other"],
    },
  ],
  [7, "a composite stands beside its member", { holds: ["p"], realm: ["p", "c1"] }],
  [
    8,
    "a held composite is cut down to the mapped member",
    { holds: ["p"], client: { ...OFF, scopeMappings: ["c1"] }, realm: ["c1"] },
  ],
  [
    9,
    "a mapped composite lets itself and its member through",
    { holds: ["p"], client: { ...OFF, scopeMappings: ["p"] }, realm: ["p", "c1"] },
  ],
  [
    10,
    "a mapped grandparent lets a held member through, and nothing above it",
    { holds: ["c1"], client: { ...OFF, scopeMappings: ["gp"] }, realm: ["c1"] },
  ],
  [11, "composites nest", { holds: ["gp"], realm: ["gp", "p", "c1"] }],
  [
    12,
    "a realm role can bring a client role",
    { holds: ["x"], realm: ["x"], clients: { other: ["o1"] }, aud: ["other"] },
  ],
  [
    13,
    "of a realm role only the mapped client role passes",
    { holds: ["x"], client: { ...OFF, scopeMappings: ["other:o1"] }, clients: { other: ["o1"] }, aud: ["other"] },
  ],
  [
    14,
    "a default client scope lets its role through",
    {
      holds: ["r2"],
      client: { ...OFF, ...withScope("default") },
      s: { scopeMappings: ["r2"] },
      realm: ["r2"],
      scopeHas: ["s"],
    },
  ],
  [
    15,
    "an optional client scope that is not asked for lets nothing through",
    { holds: ["r2"], client: { ...OFF, ...withScope("optional") }, s: { scopeMappings: ["r2"] }, scopeLacks: ["s"] },
  ],
  [
    16,
    "an optional client scope that is asked for lets its role through",
    {
      holds: ["r2"],
      client: { ...OFF, ...withScope("optional") },
      s: { scopeMappings: ["r2"] },
      scope: "s",
      realm: ["r2"],
      scopeHas: ["s"],
    },
  ],
  [
    17,
    "a client scope whose roles are not held is dropped in silence",
    {
      holds: ["r1"],
      client: { ...OFF, ...withScope("optional") },
      s: {
        scopeMappings: ["r2"],
        protocolMappers: [aMapper("oidc-hardcoded-claim-mapper", { "claim.name": "h", "claim.value": "v" })],
      },
      scope: "s",
      scopeLacks: ["s"],
      more: { h: undefined },
    },
  ],
  [
    18,
    "full scope does not save a client scope whose roles are not held",
    {
      holds: ["r1"],
      client: withScope("optional"),
      s: { scopeMappings: ["r2"] },
      scope: "s",
      realm: ["r1"],
      scopeLacks: ["s"],
    },
  ],
  [
    19,
    "a client scope without role mappings takes part with its mappers",
    {
      holds: ["r1"],
      client: withScope("optional"),
      s: { protocolMappers: [aMapper("oidc-hardcoded-claim-mapper", { "claim.name": "h", "claim.value": "v" })] },
      scope: "s",
      realm: ["r1"],
      scopeHas: ["s"],
      more: { h: "v" },
    },
  ],
  [
    20,
    "a client scope may hide its name and still let its role through",
    {
      holds: ["r2"],
      client: { ...OFF, ...withScope("default") },
      s: { scopeMappings: ["r2"], attributes: { "include.in.token.scope": "false" } },
      realm: ["r2"],
      scopeLacks: ["s"],
    },
  ],
  [
    21,
    "own roles make no audience",
    { holds: ["other:o1"], issuedTo: "other", client: OFF, clients: { other: ["o1"] } },
  ],
  [
    22,
    "a hardcoded role needs not be held, and makes an audience",
    {
      holds: [],
      client: { protocolMappers: [aMapper("oidc-hardcoded-role-mapper", { role: "other.o2" })] },
      clients: { other: ["o2"] },
      aud: ["other"],
    },
  ],
  [
    23,
    "without any client scope there are no role claims and the scope is empty",
    { holds: [DEFAULT_ROLE], client: { defaultClientScopes: [], optionalClientScopes: [] }, more: { scope: "" } },
  ],
  [24, "roles of a parent group count", { holds: [], client: { user: { groups: ["/g/sub"] } }, realm: ["r1"] }],
]; // prettier-ignore

function realmOf({ holds, client = {}, issuedTo = "app", s }: Vector): RealmDocument {
  const about = { serviceAccountRoles: holds, ...client };
  return anImportedRealm({
    realm: "t",
    roles,
    clients: [aClient("app", issuedTo === "app" ? about : {}), aClient("other", issuedTo === "other" ? about : {})],
    clientScopes: [aClientScope("s", s)],
    groups: [{ name: "g", path: "/g", realmRoles: ["r1"], subGroups: [{ name: "sub", path: "/g/sub" }] }],
  });
}

test.each(vectors)("vector %i: %s", (_number, _sentence, vector) => {
  const { claims } = accessTokenOf(realmOf(vector), vector.scope, vector.issuedTo);
  expect(rolesIn(claims)).toEqual({
    realm: vector.realm && [...vector.realm].sort(),
    clients: vector.clients,
  });
  expect(audienceIn(claims)).toEqual(vector.aud && [...vector.aud].sort());
  expect(scopeIn(claims)).toEqual(expect.arrayContaining([...(vector.scopeHas ?? [])]));
  for (const name of vector.scopeLacks ?? []) expect(scopeIn(claims)).not.toContain(name);
  for (const [name, value] of Object.entries(vector.more ?? {})) expect(claims[name]).toEqual(value);
});

test.each([
  ["full scope passes all that is held", true, ["writer"], [], ["reader", "writer"]],
  ["scope mappings cut down what is held", false, ["writer"], ["reader"], ["reader"]],
  ["a scope mapping grants nothing by itself", false, [], ["reader"], []],
  ["a client's own roles are always in scope", false, ["own"], [], ["own"]],
  ["a role that contains itself ends", true, ["loop"], [], ["loop"]],
  ["two roles that contain each other end", true, ["ping"], [], ["ping", "pong"]],
  ["a deleted role is skipped", true, ["gone"], [], []],
  ["a deleted client role is skipped", true, ["nobody:gone"], [], []],
  ["a mapping of a deleted role lets nothing through", false, ["reader"], ["gone"], []],
])("%s", (_sentence, fullScopeAllowed, serviceAccountRoles, scopeMappings, carried) => {
  const realm = aRealm({
    roles: [
      aRole("reader"),
      aRole("writer", { composites: ["reader"] }),
      aRole("loop", { composites: ["loop"] }),
      aRole("ping", { composites: ["pong"] }),
      aRole("pong", { composites: ["ping"] }),
      aRole("own", { ownerClientId: "app" }),
    ],
    clients: [aClient("app", { fullScopeAllowed, serviceAccountRoles, scopeMappings })],
  });
  const inToken = planOf(clientNamed(realm, "app")).roles.filter((verdict) => verdict.inToken);
  expect(inToken.map(({ name }) => name).sort()).toEqual(carried);
});

test("full scope is allowed where a client does not say", () => {
  const { fullScopeAllowed: _unsaid, ...client } = aClient("app", { serviceAccountRoles: ["r1"] });
  expect(rolesIn(accessTokenOf(aRealm({ roles, clients: [client] })).claims).realm).toEqual(["r1"]);
});

const lesson = aRealm({
  roles: [
    aRole("reader"),
    aRole("editor", { composites: ["reader"] }),
    aRole("chief", { composites: ["editor"] }),
    aRole("auditor"),
    aRole("view", { ownerClientId: "orders" }),
    aRole("own", { ownerClientId: "app" }),
  ],
  clients: [
    aClient("app", {
      fullScopeAllowed: false,
      serviceAccountRoles: ["chief", "view", "own"],
      scopeMappings: ["editor"],
      defaultClientScopes: [...DEFAULT_SCOPES, "orders-read"],
    }),
    aClient("orders"),
  ],
  clientScopes: [aClientScope("orders-read", { scopeMappings: ["view", "auditor"] })],
});

function verdictOn(realm: RealmDocument, name: string): RoleVerdict {
  const verdict = planOf(clientNamed(realm, "app")).roles.find((each) => each.name === name);
  if (!verdict) throw new Error(`no verdict on ${name}`);
  return verdict;
}

test("the chain through composites names each role from the one assigned down to the one explained", () => {
  expect(verdictOn(lesson, "reader").heldThrough).toEqual([
    { kind: "role", id: idOf("role", "chief"), name: "chief" },
    { kind: "role", id: idOf("role", "editor"), name: "editor" },
    { kind: "role", id: idOf("role", "reader"), name: "reader" },
  ]);
});

test("the chain of a role that is assigned itself is that role alone", () => {
  expect(verdictOn(lesson, "chief").heldThrough).toEqual([{ kind: "role", id: idOf("role", "chief"), name: "chief" }]);
});

test("the chain into scope begins with what lets the role through", () => {
  const from = (name: string) => verdictOn(lesson, name).inScopeThrough?.map((link) => link.name);
  expect(from("reader")).toEqual(["app-dedicated", "editor", "reader"]);
  expect(from("view")).toEqual(["orders-read", "view"]);
  expect(from("own")).toEqual(["app (own roles)", "own"]);
  expect(from("chief")).toBeUndefined();
});

test("with full scope the setting itself is the way into scope", () => {
  const realm = aRealm({ roles, clients: [aClient("app", { serviceAccountRoles: ["r1"] })] });
  expect(verdictOn(realm, "r1").inScopeThrough).toEqual([{ kind: "setting", name: "Full scope allowed" }]);
});

test("a link to a client role names its owner", () => {
  expect(verdictOn(lesson, "view")).toMatchObject({
    owner: "orders",
    heldThrough: [{ kind: "role", name: "view", owner: "orders" }],
  });
  expect(verdictOn(lesson, "chief")).not.toHaveProperty("owner");
});

test.each([
  [
    "chief",
    "Not in the token: assigned to the service account, but Full scope allowed is off and no scope lets it through",
  ],
  ["reader", "In the token: held through chief, and let through by app-dedicated"],
  ["view", "In the token: assigned to the service account, and let through by orders-read"],
  ["auditor", "Let through, but the service account does not hold it"],
])("the reason for %s is said in one sentence", (name, reason) => {
  expect(verdictOn(lesson, name).reason).toBe(reason);
});

test("a role in the token needs no mending, one outside it has a mend", () => {
  for (const verdict of planOf(clientNamed(lesson, "app")).roles)
    expect(verdict.mends.length > 0).toBe(!verdict.inToken);
});

test.each([
  ["Let chief through", "chief"],
  ["Switch Full scope allowed on", "chief"],
  ["Assign role auditor", "auditor"],
])("the mend “%s” brings the role into the token", (label, name) => {
  const mend = verdictOn(lesson, name).mends.find((each) => each.label === label);
  const { document } = applyEdits(lesson, mend?.edits ?? [], someEditFacts());
  expect(verdictOn(document, name).inToken).toBe(true);
  expect(rolesIn(accessTokenOf(document).claims).realm).toContain(name);
});

test("a realm in which one role changed is explained anew, other parts are taken over", () => {
  const before = compileRealm(lesson);
  const { document } = applyEdits(lesson, [{ type: "createRole", id: "fresh", name: "fresh" }], someEditFacts());
  const after = compileRealm(document, before);
  expect(after.roles.find("fresh")?.id).toBe("fresh");
  expect(after.clientRepresentations).toBe(before.clientRepresentations);
  expect(after.serviceAccounts).toBe(before.serviceAccounts);
});

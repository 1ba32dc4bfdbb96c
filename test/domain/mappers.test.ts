import { expect, test } from "vitest";
import { buildAccessToken } from "../../src/domain/access-token.ts";
import { buildIdTokenClaims } from "../../src/domain/id-token.ts";
import { type Claims, toJsonText } from "../../src/domain/json.ts";
import { protocolMappers } from "../../src/domain/mappers/index.ts";
import type { ProtocolMapperRepresentation, RealmDocument } from "../../src/domain/realm-document.ts";
import { buildTokenAnswer } from "../../src/domain/token-answer.ts";
import { buildIntrospected, buildIntrospection, buildUserinfo } from "../../src/domain/token-report.ts";
import serverInfo from "../parity/data/serverinfo-mappers.json" with { type: "json" };
import recorded from "../parity/golden/04-claims.json" with { type: "json" };
import parity from "../parity/realms/parity.json" with { type: "json" };
import { aClient, aMapper, aRealm, aRole, type ClientDraft, clientNamed, idOf } from "../support/builders.ts";
import { accessTokenOf, audienceIn, claimsOf, planOf, rolesIn, someTokenFacts } from "./a-token.ts";
import { mapperCases } from "./mapper-cases.ts";

const SOME_SCOPES = ["roles", "basic", "service_account"];

const realmWith = (
  mappers: readonly ProtocolMapperRepresentation[],
  client: Partial<ClientDraft> = {},
): RealmDocument =>
  aRealm({
    roles: [
      aRole("reader"),
      aRole("writer"),
      aRole("view", { ownerClientId: "orders" }),
      aRole("edit", { ownerClientId: "orders" }),
      aRole("view", { ownerClientId: "billing" }),
    ],
    groups: [
      {
        name: "team",
        path: "/team",
        attributes: { city: ["Bern"] },
        subGroups: [{ name: "sub", path: "/team/sub", attributes: { floor: ["3"] } }],
      },
    ],
    clients: [
      aClient("app", { defaultClientScopes: SOME_SCOPES, ...client, protocolMappers: mappers }),
      aClient("orders"),
      aClient("billing"),
    ],
  });

/** Lists that stand for sets come in no promised order. */
const sortedWithin = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sortedWithin).sort();
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, sortedWithin(inner)]));
};

test.each(mapperCases.map((each) => [each.sentence, each] as const))("%s", (_sentence, { mappers, client, claims }) => {
  const token = claimsOf(realmWith(mappers, client));
  for (const [name, value] of Object.entries(claims)) {
    expect(Object.hasOwn(token, name)).toBe(value !== undefined);
    expect(sortedWithin(token[name])).toEqual(sortedWithin(value));
  }
});

test("the claims that no mapper may write are what they would be without it", () => {
  const forged = ["jti", "typ", "iat", "exp", "iss", "scope"].map((name) =>
    aMapper("oidc-hardcoded-claim-mapper", { "claim.name": name, "claim.value": "1", "jsonType.label": "String" }),
  );
  const { jti, typ, iat, exp, iss, scope } = claimsOf(realmWith(forged));
  expect({ jti, typ, iat, exp, iss, scope }).toEqual(
    (({ jti, typ, iat, exp, iss, scope }: Claims) => ({ jti, typ, iat, exp, iss, scope }))(claimsOf(realmWith([]))),
  );
});

const hostile = (claim: string) =>
  aMapper("oidc-hardcoded-claim-mapper", { "claim.name": claim, "claim.value": "v", "jsonType.label": "String" });

test.each(["__proto__", "__proto__.polluted", "constructor.prototype.polluted", "a.__proto__.polluted"])(
  "a claim named %s is a claim and nothing more",
  (claim) => {
    const token = claimsOf(realmWith([hostile(claim)]));
    expect(Object.hasOwn(token, claim.split(".")[0] ?? "")).toBe(true);
    expect(JSON.stringify(token)).toContain('"v"');
    expect(Object.getPrototypeOf(token)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  },
);

test("a client named __proto__ may own roles that reach the token", () => {
  const realm = aRealm({
    roles: [aRole("reader", { ownerClientId: "__proto__" })],
    clients: [aClient("app", { serviceAccountRoles: ["__proto__:reader"] }), aClient("__proto__")],
  });
  const access = claimsOf(realm)["resource_access"] as Claims;
  expect(Object.entries(access)).toEqual([["__proto__", { roles: ["reader"] }]]);
});

const everywhere = {
  "access.token.claim": "false",
  "id.token.claim": "false",
  "userinfo.token.claim": "false",
  "introspection.token.claim": "false",
  "lightweight.claim": "false",
  "access.tokenResponse.claim": "false",
};

/** Where the claim `c` of a mapper with these switches is found. */
function placesOf(switches: Record<string, string>, attributes: Record<string, string> = {}): string[] {
  const { "access.token.claim": _on, ...config } = aMapper("oidc-hardcoded-claim-mapper", {
    "claim.name": "c",
    "claim.value": "v",
    "jsonType.label": "String",
  }).config as Record<string, string>;
  const mapper = { ...hostile("c"), config: { ...config, ...switches } };
  const plan = planOf(clientNamed(realmWith([mapper], { attributes }), "app"), "openid");
  const facts = someTokenFacts();
  const { claims } = buildAccessToken(plan, facts);
  const found = {
    access: claims,
    id: buildIdTokenClaims(plan, facts, claims, "hash"),
    userinfo: buildUserinfo(plan, facts.session),
    introspection: buildIntrospection(plan, claims, buildIntrospected(plan, facts, claims)),
    answer: buildTokenAnswer(plan, facts, { accessToken: "", accessClaims: claims }),
  };
  return Object.entries(found)
    .filter(([, place]) => Object.hasOwn(place, "c"))
    .map(([name]) => name);
}

test.each([
  ["no switch at all", {}, []],
  ["Add to access token also stands for introspection", { "access.token.claim": "true" }, ["access", "introspection"]],
  [
    "introspection can be switched off by itself",
    { "access.token.claim": "true", "introspection.token.claim": "false" },
    ["access"],
  ],
  ["introspection can be switched on by itself", { "introspection.token.claim": "true" }, ["introspection"]],
  ["Add to ID token also stands for userinfo", { "id.token.claim": "true" }, ["id", "userinfo"]],
  ["userinfo can be switched off by itself", { "id.token.claim": "true", "userinfo.token.claim": "false" }, ["id"]],
  ["userinfo can be switched on by itself", { "userinfo.token.claim": "true" }, ["userinfo"]],
  ["Add to access token response is a field of the answer", { "access.tokenResponse.claim": "true" }, ["answer"]],
  ["all switches off", everywhere, []],
])("%s", (_sentence, switches, places) => {
  expect(placesOf(switches)).toEqual(places);
});

const LIGHT = { "client.use.lightweight.access.token.enabled": "true" };

test("a lightweight token has only what is added to lightweight tokens, introspection has the rest", () => {
  expect(placesOf({ "access.token.claim": "true" }, LIGHT)).toEqual(["introspection"]);
  expect(placesOf({ "lightweight.claim": "true" }, LIGHT)).toEqual(["access"]);
});

test("audience resolve and allowed origins are on where nothing is said", () => {
  const bare = (protocolMapper: string) => ({ ...aMapper(protocolMapper), config: {} });
  const token = claimsOf(
    realmWith(
      [
        bare("oidc-audience-resolve-mapper"),
        bare("oidc-allowed-origins-mapper"),
        aMapper("oidc-hardcoded-role-mapper", { role: "orders.view" }),
      ],
      { defaultClientScopes: [], webOrigins: ["https://a.example"] },
    ),
  );
  expect(token).toMatchObject({ aud: "orders", "allowed-origins": ["https://a.example"] });
});

test("the answer's own fields cannot be replaced by a mapper", () => {
  const mapper = (claim: string) => ({
    ...hostile(claim),
    config: { ...hostile(claim).config, "access.tokenResponse.claim": "true" },
  });
  const names = ["access_token", "token_type", "expires_in", "refresh_expires_in", "not-before-policy", "scope"];
  const plan = planOf(clientNamed(realmWith([...names, "more"].map(mapper)), "app"));
  const answer = buildTokenAnswer(plan, someTokenFacts(), { accessToken: "jwt", accessClaims: { exp: 0 } });
  for (const name of names) expect(answer[name]).not.toBe("v");
  expect(answer["more"]).toBe("v");
});

test("mappers run in the order of Keycloak's priorities: renamed, added, resolved, printed", () => {
  const mappers = [
    aMapper("oidc-role-name-mapper", { role: "reader", "new.role.name": "orders.reads" }),
    aMapper("oidc-hardcoded-role-mapper", { role: "billing.view" }),
  ];
  const token = claimsOf(realmWith(mappers, { serviceAccountRoles: ["reader"] }));
  expect(rolesIn(token)).toEqual({ realm: undefined, clients: { orders: ["reads"], billing: ["view"] } });
  expect(audienceIn(token)).toEqual(["billing", "orders"]);
});

test("every mapper that acts here is one that Keycloak has", () => {
  const known = new Set(JSON.stringify(serverInfo).match(/oidc-[a-z0-9-]+-mapper/g));
  expect([...protocolMappers.keys()].filter((provider) => !known.has(provider))).toEqual([]);
});

/** A recorded access token, without what changes from one to the next. */
const recordedClaims = (step: unknown): Claims => {
  const { payload } = (step as { body: { access_token: { payload: Claims } } }).body.access_token;
  const { exp, iat, jti, iss, clientHost, clientAddress, ...rest } = payload;
  return rest;
};

test.each([
  ["hardcoded", "mp-claims", undefined],
  ["hardcoded-openid", "mp-claims", "openid"],
  ["audience", "mp-audience", undefined],
  ["role-mappers", "mp-roles", undefined],
  ["user-attributes", "mp-user", "openid"],
  ["plain-openid", "sa-basic", "openid profile"],
  ["lightweight", "tk-light", undefined],
] as const)("the claims of the recording %s are written, in its order", (name, clientId, scope) => {
  const facts = someTokenFacts({
    session: {
      kind: "transient",
      startedAtSeconds: 0,
      notes: new Map([
        ["client_id", clientId],
        ["clientId", clientId],
      ]),
    },
  });
  const { claims } = accessTokenOf(parity as unknown as RealmDocument, scope, clientId, facts);
  const { exp, iat, jti, iss, ...rest } = JSON.parse(toJsonText(claims)) as Claims; // the recording lost digits as well
  const expected = recordedClaims(recorded[name].steps[0]);
  const inRecordedForm = { ...rest, scope: String(rest["scope"]).split(" ").sort().join(" ") };
  expect(sortedWithin(inRecordedForm)).toEqual(sortedWithin(expected));
  expect(Object.keys(rest)).toEqual(Object.keys(expected));
});

test("each claim is explained by the mapper that wrote it, where it stands, and what it read", () => {
  const realm = realmWith(
    [
      aMapper(
        "oidc-usermodel-attribute-mapper",
        { "user.attribute": "team", "claim.name": "a.team", "jsonType.label": "String" },
        "team",
      ),
    ],
    { user: { attributes: { team: ["blue"] } } },
  );
  const { claims } = accessTokenOf(realm).explain();
  expect(claims.find(({ path }) => path[0] === "a")).toEqual({
    path: ["a", "team"],
    value: "blue",
    rule: "oidc-usermodel-attribute-mapper",
    links: [
      { kind: "client", id: idOf("client", "app"), name: "app" },
      { kind: "mapper", id: idOf("mapper", "team"), name: "team" },
    ],
    input: "user attribute team",
  });
});

test("claims that every token has are explained by the token itself", () => {
  const { claims } = accessTokenOf(realmWith([])).explain();
  for (const name of ["exp", "iat", "jti", "iss", "typ", "azp", "scope"])
    expect(claims.find(({ path }) => path[0] === name)).toMatchObject({ links: [], rule: expect.any(String) });
});

test("every claim of a token is explained, and nothing that is not in it", () => {
  const { claims, explain } = accessTokenOf(parity as unknown as RealmDocument, "openid", "mp-claims");
  const explained = explain().claims;
  expect(new Set(explained.map(({ path }) => path[0]))).toEqual(new Set(Object.keys(claims)));
  for (const { path, value } of explained)
    expect(path.reduce<unknown>((at, part) => (at as Claims)[part], claims)).toEqual(value);
});

test("of two mappers for one claim the one that ran last explains it", () => {
  const { claims, explain } = accessTokenOf(
    realmWith([hostile("c"), { ...hostile("c"), id: "mapper:second", name: "second" }]),
  );
  expect(claims["c"]).toBe("v");
  expect(explain().claims.filter(({ path }) => path[0] === "c")).toHaveLength(1);
});

test("an audience that several mappers add to is explained by all of them", () => {
  const add = (text: string) => aMapper("oidc-audience-mapper", { "included.custom.audience": text });
  const explained = accessTokenOf(realmWith([add("a"), add("b")]))
    .explain()
    .claims.filter(({ path }) => path[0] === "aud");
  expect(explained.map(({ input }) => input).sort()).toEqual(["adds the text a", "adds the text b"]);
});

test.each([
  [
    "Add to access token is off",
    { ...hostile("c"), config: { ...hostile("c").config, "access.token.claim": "false" } },
  ],
  [
    "user attribute none: no value",
    aMapper("oidc-usermodel-attribute-mapper", { "user.attribute": "none", "claim.name": "c" }),
  ],
  ["iss is a claim that mappers may not write", hostile("iss")],
  ["Token Claim Name is empty", hostile("")],
  ["the role writer is not in the token", aMapper("oidc-role-name-mapper", { role: "writer", "new.role.name": "x" })],
  ["no audience is set", aMapper("oidc-audience-mapper")],
  ["the client has no web origins", aMapper("oidc-allowed-origins-mapper")],
  ["the user has neither first nor last name", aMapper("oidc-full-name-mapper")],
  ["the user has no address attributes", aMapper("oidc-address-mapper")],
  ["the user is in no group", aMapper("oidc-group-membership-mapper", { "claim.name": "groups" })],
  [
    "no role of billing is in the token",
    aMapper("oidc-usermodel-client-role-mapper", {
      "claim.name": "c",
      "usermodel.clientRoleMapping.clientId": "billing",
    }),
  ],
])("a mapper that wrote nothing says why: %s", (reason, mapper) => {
  const { silentMappers } = accessTokenOf(realmWith([mapper])).explain();
  expect(silentMappers).toContainEqual({
    links: [expect.anything(), expect.objectContaining({ name: mapper.name })],
    reason,
  });
});

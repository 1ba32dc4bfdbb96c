import type { JsonValue } from "../../src/domain/json.ts";
import type { ProtocolMapperRepresentation } from "../../src/domain/realm-document.ts";
import { aMapper, type ClientDraft } from "../support/builders.ts";

/**
 * A client with its mappers, and what they write; `undefined` says that the claim is absent. All of these were asked of a
 * Keycloak 26.7.0, which answered so.
 */
export interface MapperCase {
  readonly sentence: string;
  readonly mappers: readonly ProtocolMapperRepresentation[];
  readonly client?: Partial<ClientDraft>;
  readonly claims: Readonly<Record<string, JsonValue | undefined>>;
}

const hardcoded = (claim: string, value: string, jsonType = "String", more: Record<string, string> = {}) =>
  aMapper("oidc-hardcoded-claim-mapper", {
    "claim.name": claim,
    "claim.value": value,
    "jsonType.label": jsonType,
    ...more,
  });

const attribute = (name: string, claim: string, jsonType = "String", more: Record<string, string> = {}) =>
  aMapper("oidc-usermodel-attribute-mapper", {
    "user.attribute": name,
    "claim.name": claim,
    "jsonType.label": jsonType,
    ...more,
  });

const property = (name: string, claim: string, jsonType = "String") =>
  aMapper("oidc-usermodel-property-mapper", {
    "user.attribute": name,
    "claim.name": claim,
    "jsonType.label": jsonType,
  });

const note = (name: string, claim: string, jsonType = "String") =>
  aMapper("oidc-usersessionmodel-note-mapper", {
    "user.session.note": name,
    "claim.name": claim,
    "jsonType.label": jsonType,
  });

const realmRoles = (claim: string, more: Record<string, string> = {}) =>
  aMapper("oidc-usermodel-realm-role-mapper", {
    "claim.name": claim,
    "jsonType.label": "String",
    multivalued: "true",
    ...more,
  });

const clientRoles = (claim: string, more: Record<string, string> = {}) =>
  aMapper("oidc-usermodel-client-role-mapper", {
    "claim.name": claim,
    "jsonType.label": "String",
    multivalued: "true",
    ...more,
  });

const roleName = (role: string, to: string) => aMapper("oidc-role-name-mapper", { role, "new.role.name": to });
const hardcodedRole = (role: string) => aMapper("oidc-hardcoded-role-mapper", { role });
const audience = (config: Record<string, string>) => aMapper("oidc-audience-mapper", config);

const withAttributes = (attributes: Record<string, readonly string[]>) => ({ user: { attributes } });
const holding = (...serviceAccountRoles: string[]) => ({ serviceAccountRoles });
const mapped = (
  sentence: string,
  mapper: ProtocolMapperRepresentation,
  claims: MapperCase["claims"],
  client?: Partial<ClientDraft>,
): MapperCase => ({ sentence, mappers: [mapper], claims, ...(client && { client }) });

/** Without the mappers of `basic`, which write `sub` as well. */
const NO_SCOPES = { defaultClientScopes: [] };

const types: readonly MapperCase[] = [
  mapped("String keeps the text", hardcoded("c", "42"), { c: "42" }),
  mapped("int makes a number", hardcoded("c", "42", "int"), { c: 42 }),
  mapped("long makes a number", hardcoded("c", "-7", "long"), { c: -7 }),
  mapped("boolean is true for true", hardcoded("c", "true", "boolean"), { c: true }),
  mapped("boolean is true for TRUE", hardcoded("c", "TRUE", "boolean"), { c: true }),
  mapped("boolean is false for anything else", hardcoded("c", "yes", "boolean"), { c: false }),
  mapped("JSON may be an object", hardcoded("c", '{"a":[1,null,{"b":"x"}]}', "JSON"), {
    c: { a: [1, null, { b: "x" }] },
  }),
  mapped("JSON may be a list", hardcoded("c", '["x","y"]', "JSON"), { c: ["x", "y"] }),
  mapped("without a type the text stays", hardcoded("c", "as is", ""), { c: "as is" }),
  mapped("empty text leaves the claim out", hardcoded("c", ""), { c: undefined }),
];

const paths: readonly MapperCase[] = [
  mapped("a dot nests", hardcoded("a.b.c", "v"), { a: { b: { c: "v" } } }),
  mapped("an escaped dot is a dot", hardcoded("a\\.b", "v"), { "a.b": "v" }),
  mapped("an escaped dot within a path is a dot", hardcoded("a.b\\.c", "v"), { a: { "b.c": "v" } }),
  {
    sentence: "two claims share their object",
    mappers: [hardcoded("a.x", "1"), hardcoded("a.y", "2")],
    claims: { a: { x: "1", y: "2" } },
  },
  mapped("a name out of JavaScript is a name like any other", hardcoded("constructor", "v"), { constructor: "v" }),
];

const named: readonly MapperCase[] = [
  mapped("sub may be replaced", hardcoded("sub", "me"), { sub: "me" }, NO_SCOPES),
  mapped("azp may be replaced", hardcoded("azp", "someone"), { azp: "someone" }),
  mapped("aud is replaced by a text", hardcoded("aud", "api"), { aud: "api" }),
  mapped("auth_time may be set by a number", hardcoded("auth_time", "5", "long"), { auth_time: 5 }),
  mapped("auth_time may be set by a text that is a number", hardcoded("auth_time", "5"), { auth_time: 5 }),
  mapped("auth_time is not set by another text", hardcoded("auth_time", "noon"), { auth_time: undefined }),
  mapped(
    "aud is replaced by a list",
    attribute("apis", "aud", "String", { multivalued: "true" }),
    { aud: ["a", "b"] },
    withAttributes({ apis: ["a", "b"] }),
  ),
  mapped("acr may be replaced", hardcoded("acr", "gold"), { acr: "gold" }),
  mapped("sub may be a number that becomes text", hardcoded("sub", "5", "int"), { sub: "5" }, NO_SCOPES),
  mapped("JSON in aud is one text", hardcoded("aud", '["x", "y"]', "JSON"), { aud: '["x","y"]' }),
  mapped("a JSON text in sub keeps its quotes", hardcoded("sub", '"me"', "JSON"), { sub: '"me"' }, NO_SCOPES),
  mapped("JSON null in acr is a word", hardcoded("acr", "null", "JSON"), { acr: "null" }),
  mapped("a number in aud is a text", hardcoded("aud", "5", "int"), { aud: "5" }),
  mapped("auth_time may be a JSON number", hardcoded("auth_time", "7", "JSON"), { auth_time: 7 }),
  mapped("auth_time is not set by a JSON text", hardcoded("auth_time", '"8"', "JSON"), { auth_time: undefined }),
  mapped("iss may not be written", hardcoded("iss", "forged"), {}),
  mapped("typ may not be written", hardcoded("typ", "forged"), { typ: "Bearer" }),
  mapped("scope may not be written", hardcoded("scope", "forged"), {}),
  mapped("nonce may not be written", hardcoded("nonce", "forged"), { nonce: undefined }),
  mapped("session_state may not be written", hardcoded("session_state", "forged"), { session_state: undefined }),
];

const userValues: readonly MapperCase[] = [
  mapped("an attribute of the user", attribute("team", "t"), { t: "blue" }, withAttributes({ team: ["blue"] })),
  mapped("an attribute as a number", attribute("level", "l", "long"), { l: 7 }, withAttributes({ level: ["7"] })),
  mapped("of several values the first", attribute("r", "r"), { r: "eu" }, withAttributes({ r: ["eu", "us"] })),
  mapped(
    "several values as a list",
    attribute("r", "r", "String", { multivalued: "true" }),
    { r: ["eu", "us"] },
    withAttributes({ r: ["eu", "us"] }),
  ),
  mapped(
    "one value as a list of one",
    attribute("r", "r", "String", { multivalued: "true" }),
    { r: ["eu"] },
    withAttributes({ r: ["eu"] }),
  ),
  mapped(
    "several numbers as a list",
    attribute("n", "n", "int", { multivalued: "true" }),
    { n: [1, 2] },
    withAttributes({ n: ["1", "2"] }),
  ),
  mapped("an attribute that the user lacks leaves the claim out", attribute("none", "c"), { c: undefined }),
  mapped("a list that the user lacks leaves the claim out", attribute("none", "c", "String", { multivalued: "true" }), {
    c: undefined,
  }),
  mapped(
    "a multivalued e-mail address that the user lacks is a list of null",
    attribute("email", "c", "String", { multivalued: "true" }),
    { c: [null] },
  ),
  mapped("an e-mail address that the user lacks leaves the claim out", attribute("email", "c"), { c: undefined }),
  mapped("the user name counts as an attribute", attribute("username", "c"), { c: "service-account-app" }),
  mapped(
    "an attribute of a group is inherited",
    attribute("floor", "c"),
    { c: "3" },
    { user: { groups: ["/team/sub"] } },
  ),
  mapped(
    "an attribute of a parent group is inherited",
    attribute("city", "c"),
    { c: "Bern" },
    { user: { groups: ["/team/sub"] } },
  ),
  mapped(
    "the user's own value wins over the group's",
    attribute("floor", "c"),
    { c: "own" },
    { user: { groups: ["/team/sub"], attributes: { floor: ["own"] } } },
  ),
  mapped(
    "aggregated values are the user's and the group's",
    attribute("floor", "c", "String", { multivalued: "true", "aggregate.attrs": "true" }),
    { c: ["own", "3"] },
    { user: { groups: ["/team/sub"], attributes: { floor: ["own"] } } },
  ),
  mapped("the property username", property("username", "c"), { c: "service-account-app" }),
  mapped("the property emailVerified as a boolean", property("emailVerified", "c", "boolean"), { c: false }),
  mapped("the property email that is not set", property("email", "c"), { c: undefined }),
  mapped("the property firstName", property("firstName", "c"), { c: "Ada" }, { user: { firstName: "Ada" } }),
  mapped(
    "the full name",
    aMapper("oidc-full-name-mapper"),
    { name: "Ada Byron" },
    { user: { firstName: "Ada", lastName: "Byron" } },
  ),
  mapped(
    "the full name of one who has a first name only",
    aMapper("oidc-full-name-mapper"),
    { name: "Ada" },
    { user: { firstName: "Ada" } },
  ),
  mapped("no name, no claim", aMapper("oidc-full-name-mapper"), { name: undefined }),
  mapped(
    "an address out of attributes",
    aMapper("oidc-address-mapper", { "user.attribute.street": "strasse" }),
    { address: { street_address: "Gasse 1", country: "CH" } },
    withAttributes({ strasse: ["Gasse 1"], country: ["CH"] }),
  ),
  mapped(
    "group paths",
    aMapper("oidc-group-membership-mapper", { "claim.name": "groups", "full.path": "true" }),
    { groups: ["/team/sub"] },
    { user: { groups: ["/team/sub"] } },
  ),
  mapped(
    "group names where the full path is off",
    aMapper("oidc-group-membership-mapper", { "claim.name": "groups", "full.path": "false" }),
    { groups: ["sub"] },
    { user: { groups: ["/team/sub"] } },
  ),
  mapped(
    "group names where the full path is not stated",
    aMapper("oidc-group-membership-mapper", { "claim.name": "groups" }),
    { groups: ["sub"] },
    { user: { groups: ["/team/sub"] } },
  ),
  mapped("no group, no claim", aMapper("oidc-group-membership-mapper", { "claim.name": "groups" }), {
    groups: undefined,
  }),
];

const notes: readonly MapperCase[] = [
  mapped("the note of the client's id, under its old claim name", note("clientId", "clientId"), { clientId: "app" }),
  mapped("a note that is not there leaves the claim out", note("AUTH_TIME", "t", "long"), { t: undefined }),
  mapped("a note that cannot be converted is left out", note("client_id", "n", "long"), { n: undefined }),
  mapped("amr is an empty list for a service account", aMapper("oidc-amr-mapper"), { amr: [] }),
  mapped("acr is 1", aMapper("oidc-acr-mapper"), { acr: "1" }, { defaultClientScopes: [] }),
];

const roles: readonly MapperCase[] = [
  mapped("realm roles under another name", realmRoles("groups"), { groups: ["reader"] }, holding("reader")),
  mapped(
    "realm roles with a prefix",
    realmRoles("groups", { "usermodel.realmRoleMapping.rolePrefix": "r_" }),
    { groups: ["r_reader"] },
    holding("reader"),
  ),
  mapped("realm roles in a nested claim", realmRoles("a.roles"), { a: { roles: ["reader"] } }, holding("reader")),
  mapped(
    "one realm role as a text when not multivalued",
    realmRoles("groups", { multivalued: "false" }),
    { groups: "reader" },
    holding("reader"),
  ),
  mapped(
    "of several realm roles as a text the first one",
    realmRoles("groups", { multivalued: "false" }),
    { groups: "reader" },
    holding("reader", "writer"),
  ),
  mapped(
    "one client role as a text",
    clientRoles("perms", { multivalued: "false" }),
    { perms: "view" },
    holding("orders:view"),
  ),
  mapped(
    "of several client roles as a text the first one",
    clientRoles("perms", { multivalued: "false" }),
    { perms: "view" },
    holding("orders:view", "orders:edit"),
  ),
  {
    sentence: "two kinds of roles in one list",
    mappers: [realmRoles("all"), clientRoles("all")],
    client: holding("reader", "orders:view"),
    claims: { all: ["reader", "view"] },
  },
  {
    sentence: "two attributes in one list, each value once",
    mappers: [
      attribute("a", "all", "String", { multivalued: "true" }),
      attribute("b", "all", "String", { multivalued: "true" }),
    ],
    client: withAttributes({ a: ["x", "y"], b: ["y", "z"] }),
    claims: { all: ["x", "y", "z"] },
  },
  {
    sentence: "an attribute that holds a value twice keeps it twice",
    mappers: [attribute("a", "all", "String", { multivalued: "true" }), attribute("b", "all2", "String")],
    client: withAttributes({ a: ["x", "x"], b: ["y", "z"] }),
    claims: { all: ["x", "x"], all2: "y" },
  },
  {
    sentence: "a dot with nothing before it stays in the name, one at the end is left out",
    mappers: [hardcoded("a..b", "v"), hardcoded(".c", "v"), hardcoded("d.", "v")],
    claims: { a: { ".b": "v" }, ".c": "v", d: "v" },
  },
  {
    sentence: "a backslash takes the next character as it is",
    mappers: [hardcoded("a\\\\b", "v"), hardcoded("c\\d", "w")],
    claims: { "a\\b": "v", cd: "w" },
  },
  mapped("a plus may stand in front of a number", hardcoded("c", "+5", "int"), { c: 5 }),
  mapped("a number beyond int is left out", hardcoded("c", "3000000000", "int"), { c: undefined }),
  mapped("an unknown type keeps the text", hardcoded("c", "v", "Duration"), { c: "v" }),
  mapped("JSON may be null", hardcoded("c", "null", "JSON"), { c: null }),
  mapped("JSON may be a text", hardcoded("c", '"x"', "JSON"), { c: "x" }),
  mapped("without a realm role there is no claim", realmRoles("groups"), { groups: undefined }),
  mapped(
    "roles of one client",
    clientRoles("perms", { "usermodel.clientRoleMapping.clientId": "orders" }),
    { perms: ["view"] },
    holding("orders:view", "billing:view"),
  ),
  mapped(
    "roles of one client with a prefix",
    clientRoles("perms", {
      "usermodel.clientRoleMapping.clientId": "orders",
      "usermodel.clientRoleMapping.rolePrefix": "o_",
    }),
    { perms: ["o_view"] },
    holding("orders:view"),
  ),
  mapped(
    "roles of each client under its id",
    clientRoles(`access.${"$"}{client_id}.roles`),
    { access: { orders: { roles: ["view"] }, billing: { roles: ["view"] } } },
    holding("orders:view", "billing:view"),
  ),
  mapped(
    "roles of all clients in one list keep their duplicates",
    clientRoles("perms"),
    { perms: ["view", "view"] },
    holding("orders:view", "billing:view"),
  ),
  mapped(
    "roles of a client that the token holds none of",
    clientRoles("perms", { "usermodel.clientRoleMapping.clientId": "orders" }),
    { perms: undefined },
    holding("billing:view"),
  ),
  mapped("a hardcoded realm role", hardcodedRole("writer"), { realm_access: { roles: ["writer"] } }),
  mapped("a hardcoded role that does not exist", hardcodedRole("phantom"), { realm_access: { roles: ["phantom"] } }),
  mapped("a hardcoded client role makes its client the audience", hardcodedRole("orders.view"), {
    resource_access: { orders: { roles: ["view"] } },
    aud: "orders",
  }),
  mapped(
    "a renamed realm role",
    roleName("reader", "leser"),
    { realm_access: { roles: ["leser"] } },
    holding("reader"),
  ),
  mapped(
    "a realm role moved to a client",
    roleName("reader", "orders.reads"),
    { realm_access: undefined, resource_access: { orders: { roles: ["reads"] } }, aud: "orders" },
    holding("reader"),
  ),
  mapped(
    "a client role renamed within its client",
    roleName("orders.view", "orders.see"),
    { resource_access: { orders: { roles: ["see"] } } },
    holding("orders:view"),
  ),
  mapped(
    "a role that is not in the token is not renamed",
    roleName("writer", "schreiber"),
    { realm_access: { roles: ["reader"] } },
    holding("reader"),
  ),
];

const audiences: readonly MapperCase[] = [
  mapped("a client in the audience", audience({ "included.client.audience": "orders" }), { aud: "orders" }),
  mapped("any text in the audience", audience({ "included.custom.audience": "https://api.example" }), {
    aud: "https://api.example",
  }),
  mapped(
    "the text does not count beside a client",
    audience({ "included.client.audience": "orders", "included.custom.audience": "other" }),
    { aud: "orders" },
  ),
  mapped("a client that is not there", audience({ "included.client.audience": "phantom" }), { aud: "phantom" }),
  mapped("the client itself", audience({ "included.client.audience": "app" }), { aud: "app" }),
  {
    sentence: "the same audience twice stands once",
    mappers: [audience({ "included.client.audience": "orders" }), audience({ "included.custom.audience": "orders" })],
    claims: { aud: "orders" },
  },
  mapped("no audience is set", audience({}), { aud: undefined }),
];

const origins: readonly MapperCase[] = [
  mapped(
    "the client's web origins",
    aMapper("oidc-allowed-origins-mapper"),
    { "allowed-origins": ["https://a.example"] },
    { webOrigins: ["https://a.example"] },
  ),
  mapped(
    "a plus stands for the origins of the redirect URIs",
    aMapper("oidc-allowed-origins-mapper"),
    { "allowed-origins": ["https://b.example"] },
    { webOrigins: ["+"], redirectUris: ["https://b.example/cb"] },
  ),
  mapped("no web origins, no claim", aMapper("oidc-allowed-origins-mapper"), { "allowed-origins": undefined }),
];

const pairwise = (config: Record<string, string>) =>
  aMapper("oidc-sha256-pairwise-sub-mapper", { pairwiseSubAlgorithmSalt: "salt", ...config });
const withId = (id: string, more: Partial<ClientDraft> = {}) => ({ ...NO_SCOPES, user: { id }, ...more });

const subjects: readonly MapperCase[] = [
  mapped(
    "a pairwise subject of the sector's host",
    pairwise({ sectorIdentifierUri: "https://sector.example/ids.json" }),
    { sub: "0bc70cc6-9494-3a85-9850-3e302a447b75" },
    withId("40000000-0000-4000-8000-000000000206"),
  ),
  mapped(
    "a pairwise subject of the redirect URIs' one host",
    pairwise({}),
    { sub: "c9510d14-b1d8-32d2-9066-f9990df5e30c" },
    withId("40000000-0000-4000-8000-000000000210", {
      redirectUris: ["https://one.example/a", "https://one.example:8443/b"],
    }),
  ),
  mapped(
    "a pairwise subject of the root URL's host",
    pairwise({}),
    { sub: "a061a5be-bc8f-3dea-9f29-d1f83f3e437e" },
    withId("40000000-0000-4000-8000-000000000212", { rootUrl: "https://root.example", redirectUris: ["/cb"] }),
  ),
];

const levels = (loaMap: string, more: Record<string, string> = {}) => ({
  attributes: { "acr.loa.map": loaMap, ...more },
  defaultClientScopes: [],
});
const acr = aMapper("oidc-acr-mapper");
const ALL = '{"copper":0,"silver":1,"gold":2}';

const authentication: readonly MapperCase[] = [
  mapped("the level of a client is 1", acr, { acr: "1" }, NO_SCOPES),
  mapped("a level has the name that the client gives it", acr, { acr: "silver" }, levels('{"silver":1,"gold":2}')),
  mapped("the highest level that was reached", acr, { acr: "copper" }, levels('{"copper":0,"gold":2}')),
  mapped("the first of two names", acr, { acr: "urn:two" }, levels('{"urn:two":1,"urn:one":1}')),
  mapped("a default level", acr, { acr: "copper" }, levels(ALL, { "default.acr.values": "copper" })),
  mapped("a minimum that was not reached", acr, { acr: "silver" }, levels(ALL, { "minimum.acr.value": "gold" })),
  mapped("no level beyond what was reached", acr, { acr: "1" }, levels('{"gold":2}')),
  mapped("a service account used no authentication methods", aMapper("oidc-amr-mapper"), { amr: [] }),
];

const idle: readonly MapperCase[] = [
  mapped("no nonce", aMapper("oidc-nonce-backwards-compatible-mapper"), { nonce: undefined }),
  mapped("no claims parameter", aMapper("oidc-claims-param-token-mapper"), {}),
  mapped("no organization", aMapper("oidc-organization-membership-mapper", { "claim.name": "organization" }), {
    organization: undefined,
  }),
  mapped("a mapper of an unknown provider writes nothing", aMapper("oidc-of-tomorrow", { "claim.name": "c" }), {
    c: undefined,
  }),
  mapped("a mapper for SAML writes nothing", { ...hardcoded("c", "v"), protocol: "saml" }, { c: undefined }),
  mapped("a mapper without a claim name writes nothing", hardcoded("", "v"), {}),
  mapped("only the word true switches on", hardcoded("c", "v", "String", { "access.token.claim": "TRUE" }), {
    c: undefined,
  }),
];

export const mapperCases: readonly MapperCase[] = [
  ...types,
  ...paths,
  ...named,
  ...userValues,
  ...notes,
  ...roles,
  ...audiences,
  ...origins,
  ...subjects,
  ...authentication,
  ...idle,
];

#!/usr/bin/env node
// Writes realms/shapes.json: clients whose mappers write the same claims, or where a token has a place of its own.
//   node test/recordings/make-shapes.mjs
// To record anew, see make-lab.mjs.
import { writeFileSync } from "node:fs";
import { aClient, aServiceAccount, idsOf, someKeys } from "./realm-parts.mjs";

const ALL = ["access", "id", "userinfo", "introspection"];
const id = idsOf("5ab0");

const bucketOf = (text) => {
  const hash = [...text].reduce((sum, char) => (Math.imul(31, sum) + char.charCodeAt(0)) | 0, 0);
  return (hash ^ (hash >>> 16)) & 15;
};
const isRising = (numbers) => numbers.every((number, i) => i === 0 || number > numbers[i - 1]);

/** Ids with which the mappers of a client run in the order in which they are stated: that of Keycloak's hash buckets. */
function idsInOrder(length) {
  for (;;) {
    const last = id("3").slice(8);
    const found = Array.from({ length }, (_, i) => `30005ab${i}${last}`);
    if (isRising(found.map(bucketOf))) return found;
  }
}

const mapper = (protocolMapper, config, { in: places = ALL } = {}) => ({
  protocol: "openid-connect",
  protocolMapper,
  config: { ...Object.fromEntries(places.map((each) => [`${each}.token.claim`, "true"])), ...config },
});
const fixed = (name, value, type = "String", more = {}, where) =>
  mapper("oidc-hardcoded-claim-mapper", { "claim.name": name, "claim.value": value, "jsonType.label": type, ...more }, where);
const many = (name, attribute, more = {}) =>
  mapper("oidc-usermodel-attribute-mapper", {
    "claim.name": name,
    "user.attribute": attribute,
    "jsonType.label": "String",
    multivalued: "true",
    ...more,
  });
const realmRoles = (name, more = {}, where) =>
  mapper("oidc-usermodel-realm-role-mapper", { "claim.name": name, multivalued: "true", "jsonType.label": "String", ...more }, where);
const clientRoles = (name, more = {}, where) =>
  mapper("oidc-usermodel-client-role-mapper", { "claim.name": name, multivalued: "true", "jsonType.label": "String", ...more }, where);
const address = (more = {}) => mapper("oidc-address-mapper", more);
const PREFIX = "usermodel.clientRoleMapping.rolePrefix";
const OWNER = "usermodel.clientRoleMapping.clientId";
const id_ = { in: ["id"] };
const report = { in: ["userinfo", "introspection"] };

export const shapes = {
  "text-then-inside": [fixed("nest", "text"), fixed("nest.c", "inner")],
  "inside-then-text": [fixed("nest.c", "inner"), fixed("nest", "text")],
  "text-then-inside-id": [fixed("nest", "text", "String", {}, id_), fixed("nest.c", "inner", "String", {}, id_)],
  "text-then-inside-reports": [fixed("nest", "text", "String", {}, report), fixed("nest.c", "inner", "String", {}, report)],
  "json-then-inside": [fixed("nest", '{"a":1}', "JSON"), fixed("nest.c", "inner")],
  "list-then-inside": [many("nest", "many"), fixed("nest.c", "inner")],
  "list-then-list": [many("list", "many"), many("list", "more")],
  "list-then-json-list": [many("list", "many"), fixed("list", '["x","y"]', "JSON")],
  "list-then-text": [many("list", "many"), fixed("list", "z")],
  "list-then-multivalued-text": [many("list", "many"), fixed("list", "z", "String", { multivalued: "true" })],
  "text-then-list": [fixed("list", "z"), many("list", "more")],
  "json-list-then-list": [fixed("list", '["b","x"]', "JSON"), many("list", "more")],
  "json-then-list": [fixed("list", '{"b":1}', "JSON"), many("list", "more")],
  "inside-then-typed-list": [fixed("list.a", "z"), many("list", "flags", { "jsonType.label": "boolean" })],
  "address-of-lists": [many("address.street_address", "many")],
  "list-then-roles": [many("list", "roles"), realmRoles("list")],
  "roles-twice": [realmRoles("list"), realmRoles("list")],
  "roles-after-text": [fixed("list", "z"), realmRoles("list")],
  "roles-inside-text": [fixed("nest", "z"), realmRoles("nest.roles")],
  "roles-in-sub": [realmRoles("sub", { multivalued: "false" })],
  "roles-in-sub-list": [realmRoles("sub")],
  "roles-in-aud": [realmRoles("aud")],
  "roles-in-azp": [realmRoles("azp", { multivalued: "false" })],
  "roles-in-acr": [realmRoles("acr", { multivalued: "false" })],
  "roles-in-scope": [realmRoles("scope", { multivalued: "false" })],
  "roles-in-jti": [realmRoles("jti", { multivalued: "false" })],
  "roles-in-iss": [realmRoles("iss", { multivalued: "false" })],
  "roles-in-typ": [realmRoles("typ", { multivalued: "false" })],
  "roles-in-sid": [realmRoles("sid", { multivalued: "false" })],
  "roles-in-auth-time": [realmRoles("auth_time", { multivalued: "false" })],
  "roles-in-email-list": [realmRoles("email")],
  "roles-inside-sub": [realmRoles("sub.roles")],
  "roles-in-realm-access": [realmRoles("realm_access", { multivalued: "false" })],
  "roles-boolean": [realmRoles("realm_access.roles", { "jsonType.label": "boolean" })],
  "roles-boolean-elsewhere": [realmRoles("flags", { "jsonType.label": "boolean" })],
  "roles-long": [realmRoles("realm_access.roles", { "jsonType.label": "long" })],
  "roles-json": [realmRoles("realm_access.roles", { "jsonType.label": "JSON" })],
  "roles-long-id": [realmRoles("realm_access.roles", { "jsonType.label": "long" }, id_)],
  "roles-deeper": [realmRoles("realm_access.roles.deep"), realmRoles("realm_access.other")],
  "roles-of-nobody": [clientRoles("resource_access.ghost.roles")],
  "client-roles-flat": [clientRoles("flat")],
  "client-roles-flat-first": [clientRoles("flat", { multivalued: "false" })],
  "client-roles-flat-prefix": [clientRoles("flat", { [PREFIX]: "${client_id}/" })],
  "client-roles-prefix": [clientRoles("by.${client_id}.r", { [PREFIX]: "${client_id}/" })],
  "client-roles-one-prefix": [clientRoles("by.${client_id}.r", { [PREFIX]: "${client_id}/", [OWNER]: "other.one" })],
  "client-roles-one-flat": [clientRoles("flat", { [PREFIX]: "p-", [OWNER]: "other.one" })],
  "client-roles-first": [clientRoles("by.${client_id}", { multivalued: "false" })],
  "client-roles-inside-each-other": [clientRoles("${client_id}.x", { multivalued: "false" }), clientRoles("${client_id}")],
  "fixed-inside-sub": [fixed("sub.x", "v"), fixed("aud.y", "v"), fixed("acr.z", "v"), fixed("azp.q", "v"), fixed("auth_time.w", "v")],
  "fixed-sid": [fixed("sid", "my-session"), fixed("at_hash", "mine")],
  "fixed-cnf": [fixed("cnf", '{"jkt":"x"}', "JSON")],
  "fixed-cnf-text": [fixed("cnf", "text")],
  "fixed-nbf": [fixed("nbf", "42", "long")],
  "fixed-nbf-late": [fixed("nbf", "4000000000", "long")],
  "fixed-origins": [fixed("allowed-origins", "https://one.example"), fixed("trusted-certs", "x")],
  "fixed-origins-list": [fixed("allowed-origins", '["https://one.example"]', "JSON")],
  "fixed-realm-access": [fixed("realm_access.x", "v")],
  "fixed-realm-access-roles": [fixed("realm_access.roles", '["mine"]', "JSON")],
  "fixed-realm-access-text": [fixed("realm_access", "text")],
  "fixed-resource-access": [fixed("resource_access.one.roles", '["mine"]', "JSON")],
  "fixed-authorization": [fixed("authorization", "text")],
  "fixed-verified-text": [fixed("email_verified", "text")],
  "fixed-verified": [fixed("email_verified", "true")],
  "fixed-updated": [fixed("updated_at", "text")],
  "fixed-updated-number": [fixed("updated_at", "12", "long")],
  "fixed-birthdate-number": [fixed("birthdate", "12", "long")],
  "fixed-client-id": [fixed("client_id", "mine"), fixed("active", "false", "boolean"), fixed("username", "me"), fixed("token_type", "x")],
  "fixed-address-text": [fixed("address", "text")],
  "fixed-address-json": [fixed("address", '{"street_address":"s","more":1}', "JSON")],
  "fixed-address-inside": [fixed("address.more", "m")],
  "address-after-text": [fixed("address", "text"), address()],
  "address-after-inside": [fixed("address.more", "m"), address()],
  "address-empty-option": [address({ "user.attribute.region": "", "user.attribute.street": "street" })],
  "answer-fields": [
    fixed("access_token", "a", "String", { "access.tokenResponse.claim": "true" }),
    fixed("sub", "s", "String", { "access.tokenResponse.claim": "true" }),
    fixed("iss", "i", "String", { "access.tokenResponse.claim": "true" }),
    fixed("error", "e", "String", { "access.tokenResponse.claim": "true" }),
    fixed("scope.x", "sc", "String", { "access.tokenResponse.claim": "true" }),
    fixed("jti", "j", "String", { "access.tokenResponse.claim": "true" }),
  ],
  "bad-lifespan": [],
  "bad-lifespan-spaces": [],
  "bad-algorithm": [],
  "algorithm-none": [],
  "groups-typed": [mapper("oidc-group-membership-mapper", { "claim.name": "g", "jsonType.label": "boolean" })],
  "unheard-of": [mapper("oidc-unheard-of-mapper", {}), fixed("a", "b")],
};

const ATTRIBUTES = {
  "bad-lifespan": { "access.token.lifespan": "abc" },
  "bad-lifespan-spaces": { "access.token.lifespan": " 60 " },
  "bad-algorithm": { "access.token.signed.response.alg": "HS999" },
  "algorithm-none": { "access.token.signed.response.alg": "none" },
};

function mappersOf(stated) {
  const ids = idsInOrder(stated.length);
  return stated.map((each, i) => ({ id: ids[i], name: `mapper ${i + 1}`, ...each }));
}

const roles = (names) => names.map((name) => ({ id: id("2"), name, composite: false }));
const clientIds = ["inspector", "other.one", "zed", ...Object.keys(shapes)];
const realm = {
  id: id("0"),
  realm: "shapes",
  enabled: true,
  sslRequired: "none",
  roles: {
    realm: [...roles(["reader", "12", "true"]), ...roles(["default-roles-shapes", "offline_access", "uma_authorization"])],
    client: { "other.one": roles(["use", "view"]), zed: roles(["use", "5"]) },
  },
  groups: [{ id: id("4"), name: "team", path: "/team", subGroups: [] }],
  clientScopes: [
    {
      id: id("5"),
      name: "basic",
      protocol: "openid-connect",
      attributes: { "include.in.token.scope": "false" },
      protocolMappers: [
        { ...mapper("oidc-sub-mapper", {}, { in: ["access", "introspection"] }), id: id("3"), name: "sub" },
        {
          ...mapper("oidc-audience-mapper", { "included.client.audience": "inspector" }, { in: ["access", "introspection"] }),
          id: id("3"),
          name: "for the inspector",
        },
      ],
    },
  ],
  clients: clientIds.map((clientId) => ({
    ...aClient(id, clientId),
    serviceAccountsEnabled: clientId in shapes,
    attributes: ATTRIBUTES[clientId] ?? {},
    protocolMappers: mappersOf(shapes[clientId] ?? []),
    defaultClientScopes: ["basic"],
  })),
  users: Object.keys(shapes).map((clientId) =>
    aServiceAccount(id, clientId, {
      attributes: { many: ["a", "b"], more: ["b", "c"], roles: ["reader", "x"], flags: ["no", "true", "nay"], street: ["Street 1"], region: ["North"] },
      realmRoles: ["reader", "12", "true"],
      clientRoles: { "other.one": ["use", "view"], zed: ["use", "5"] },
      groups: ["/team"],
    }),
  ),
  components: someKeys(id),
};
if (import.meta.filename === process.argv[1])
  writeFileSync(new URL("realms/shapes.json", import.meta.url), `${JSON.stringify(realm)}\n`);

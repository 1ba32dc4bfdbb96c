import { expect, test } from "vitest";
import { describeClientPut, describeRealmPut, describeUserPut } from "../../src/domain/edits/describe-put.ts";
import { aMapper } from "../support/builders.ts";

const mapper = aMapper("oidc-hardcoded-claim-mapper", { "claim.name": "team", "claim.value": "blue" }, "team");
const client = {
  id: "1",
  clientId: "orders",
  enabled: true,
  publicClient: false,
  secret: "s3cret",
  redirectUris: ["https://a.example/*", "https://b.example/*"],
  attributes: { "access.token.lifespan": "60", "a.private.key": "MIIE" },
  protocolMappers: [mapper],
  access: { view: true },
};

test.each([
  ["itself", client, ["Client orders saved as it was"]],
  [
    "what is not taken",
    { id: "2", defaultClientScopes: ["x"], access: { view: false } },
    ["Client orders saved as it was"],
  ],
  ["lists in another order", { redirectUris: client.redirectUris.toReversed() }, ["Client orders saved as it was"]],
  ["null, which says nothing", { enabled: null, secret: null }, ["Client orders saved as it was"]],
  ["a setting", { ...client, enabled: false }, ["orders: Enabled off"]],
  ["Client authentication", { publicClient: true }, ["orders: Client authentication off"]],
  ["a secret, which is not told", { secret: "another" }, ["orders: Client Secret changed"]],
  ["a lifespan", { attributes: { "access.token.lifespan": "120" } }, ["orders: Access Token Lifespan 2 minutes"]],
  ["a removed attribute", { attributes: { "access.token.lifespan": null } }, ["orders: Access Token Lifespan removed"]],
  [
    "a private key, which is not told",
    { attributes: { "a.private.key": "other" } },
    ["orders: attribute a.private.key changed"],
  ],
  [
    "what is no plain value",
    { authenticationFlowBindingOverrides: { browser: "f" } },
    ["orders: authenticationFlowBindingOverrides changed"],
  ],
  [
    "mappers",
    { protocolMappers: [aMapper("oidc-audience-mapper", {}, "aud")] },
    ["orders: mapper aud added", "orders: mapper team deleted"],
  ],
  [
    "a mapper",
    { protocolMappers: [{ ...mapper, config: { ...mapper.config, "claim.value": "red" } }] },
    ["orders: mapper team changed"],
  ],
])("a client that is put with %s", (_what, given, lines) => {
  expect(describeClientPut(client, given as never)).toEqual(lines);
});

const realm = {
  realm: "test",
  enabled: true,
  attributes: { frontendUrl: "https://a.example", color: "red" },
  smtpServer: { host: "a", password: "**********" },
};

test.each([
  ["itself", realm, ["Realm test saved as it was"]],
  ["parts of its own path", { clients: [], components: {} }, ["Realm test saved as it was"]],
  ["a setting", { enabled: false, displayName: "Test" }, ['Realm settings: Enabled off, Display name "Test"']],
  ["another name", { realm: "other", enabled: false }, ["Realm test renamed to other", "Realm settings: Enabled off"]],
  [
    "other attributes in place of these",
    { attributes: { color: "blue" } },
    ["Realm settings: Frontend URL removed, attribute color blue"],
  ],
  ["a mail server", { smtpServer: { host: "b", password: "p4ss" } }, ["Realm settings: smtpServer changed"]],
])("a realm that is put with %s", (_what, given, lines) => {
  expect(describeRealmPut(realm, given)).toEqual(lines);
});

test("the user of a service account is told by its client", () => {
  const account = { id: "1", username: "service-account-orders", enabled: true, serviceAccountClientId: "orders" };
  const { serviceAccountClientId: _client, ...person } = { ...account, username: "eva" };
  expect(describeUserPut(account, { ...account, enabled: false })).toEqual(["orders: service account Enabled off"]);
  expect(describeUserPut(account, account)).toEqual(["The service account of orders saved as it was"]);
  expect(describeUserPut(person, { ...person, enabled: false })).toEqual(["User eva: Enabled off"]);
});

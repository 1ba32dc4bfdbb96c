import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { describeStep } from "../../src/domain/promotion/describe-step.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { type Connection, connect } from "../../src/keycloak/connection.ts";
import { runSteps } from "../../src/keycloak/push-steps.ts";
import { readLiveRealm } from "../../src/keycloak/read-live-realm.ts";
import { aPlan, driftOf, leftIn, push } from "../support/a-push.ts";
import { withFurtherChanges } from "../support/further-changes.ts";
import { aRealmToPromote, CHANGES, withChanges } from "../support/promoted-realm.ts";

const { KEYCLOAK_URL = "http://127.0.0.1:8180", KEYCLOAK_USER = "admin", KEYCLOAK_PASSWORD = "admin" } = process.env;

const copyOf = (document: RealmDocument): RealmDocument => ({ ...document, realm: `${document.realm}-copy` });

let connection: Connection;
let realm: RealmDocument;

beforeEach(async () => {
  const credentials = { username: KEYCLOAK_USER, password: KEYCLOAK_PASSWORD };
  connection = await connect({ baseUrl: KEYCLOAK_URL, credentials });
  realm = await aRealmToPromote(`push-${randomUUID().slice(0, 8)}`);
});
afterEach(async () => {
  for (const name of [realm.realm, copyOf(realm).realm])
    await connection.call("DELETE", "/{realm}", { realm: name }).catch(() => {}); // not every test makes both
});

test("a copy under another name gets ids of its own where the first realm has them", async () => {
  await push(connection, realm);
  const copy = copyOf(realm);
  await push(connection, copy);
  const drift = (await driftOf(connection, realm)).map((line) => line.replaceAll(realm.realm, copy.realm));
  expect(await driftOf(connection, copy)).toEqual(drift);
});

test("one client alone makes a realm with what it needs, and nothing else", async () => {
  await push(connection, realm, { clients: ["orders"] });
  const live = (await readLiveRealm(connection, realm.realm))?.document;
  const clientIds = live?.clients?.map(({ clientId }) => clientId);
  expect(clientIds).toEqual(expect.arrayContaining(["billing", "orders"])); // it holds a role of billing
  expect(live?.roles?.realm?.map(({ name }) => name)).not.toContain("leaving");
  expect(live?.clientScopes?.map(({ name }) => name)).not.toContain("spare");
  const drift = await driftOf(connection, realm);
  expect(drift.filter((line) => / orders\b/.test(line))).toEqual([]);
  expect((await aPlan(connection, realm, { clients: ["orders"] })).steps.map(describeStep)).toEqual([]);
});

test("what service accounts lean on is pushed, and all that differs afterwards was told", async () => {
  await push(connection, realm);
  const live = await readLiveRealm(connection, realm.realm);
  const changed = withFurtherChanges(realm, live?.document ?? realm);
  const plan = await push(connection, changed);
  expect(plan.steps.map(({ type }) => type)).toEqual([
    "updateRealm",
    "changeTexts",
    "changeTexts",
    "updateClient",
    "createRole",
    "changeGroupRoles",
    "changeDefaultGroups",
    "changeFlowOverrides",
    "changeServiceAccountRoles",
    "importAuthorization",
  ]);
  const second = await aPlan(connection, changed);
  expect(second.steps.map(describeStep)).toEqual([]);
  expect(leftIn(second).sort()).toEqual((await driftOf(connection, changed)).sort());
  expect(second.left).toEqual([]);
});

test("secrets that are masked here are left out, and told", async () => {
  const identityProvider = {
    alias: "other",
    providerId: "oidc",
    enabled: true,
    config: {
      clientId: "us",
      clientSecret: "**********",
      tokenUrl: "https://other.example/token",
      authorizationUrl: "https://other.example/auth",
    },
  };
  const masked = {
    ...realm,
    smtpServer: { host: "mail.example", from: "a@mail.example", auth: "true", user: "a", password: "**********" },
    identityProviders: [identityProvider],
    clients: (realm.clients ?? []).map((each) =>
      each.clientId === "orders" ? { ...each, secret: "**********" } : each,
    ),
  };
  const { left } = await push(connection, masked);
  expect(left.map(({ difference: { kind, name, field }, reason }) => `${kind} ${name} ${field}: ${reason}`)).toEqual([
    `realm ${realm.realm} smtpServer.password: left out, because it is masked here: set it there`,
    "identityProvider other config.clientSecret: left out, because it is masked here: set it there",
    "client orders secret: left out, because it is masked here: Keycloak makes one",
  ]);
});

test("a client that came meanwhile, and a realm that is deleted meanwhile, are told as such", async () => {
  await push(connection, realm);
  const { steps } = await aPlan(connection, withChanges(realm, CHANGES));
  const created = steps.filter(({ type }) => type === "createClientScope" || type === "createClient");
  await runSteps(connection, realm.realm, created);
  const second = created.filter(({ type }) => type === "createClient");
  await expect(runSteps(connection, realm.realm, second)).rejects.toThrow(
    /^Create client shipping: .*Client shipping already exists \(409 on .*; it came there after the plan was made\. 0 of 1 /,
  );
  await connection.call("DELETE", "/{realm}", { realm: realm.realm });
  await expect(runSteps(connection, realm.realm, steps)).rejects.toThrow(
    new RegExp(`\\(404 on .*; realm ${realm.realm} is no longer there\\. 0 of ${steps.length} steps are done`),
  );
});

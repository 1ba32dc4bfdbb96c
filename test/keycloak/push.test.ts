import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { describeStep } from "../../src/domain/promotion/describe-step.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { startServer } from "../../src/index.ts";
import { type Connection, connect } from "../../src/keycloak/connection.ts";
import { KeycloakRefused } from "../../src/keycloak/keycloak-refused.ts";
import { runSteps } from "../../src/keycloak/push-steps.ts";
import { aPlan, driftOf, leftIn, push } from "../support/a-push.ts";
import { aRealmToPromote, CHANGES, GROUP_CHANGES, REMOVALS, withChanges } from "../support/promoted-realm.ts";
import { aToken } from "./a-token.ts";

/** A Keycloak to push to; realms of random names are made there and deleted again. */
const { KEYCLOAK_URL = "http://127.0.0.1:8180", KEYCLOAK_USER = "admin", KEYCLOAK_PASSWORD = "admin" } = process.env;

let connection: Connection;
let realm: RealmDocument;

beforeEach(async () => {
  const credentials = { username: KEYCLOAK_USER, password: KEYCLOAK_PASSWORD };
  connection = await connect({ baseUrl: KEYCLOAK_URL, credentials });
  realm = await aRealmToPromote(`push-${randomUUID().slice(0, 8)}`);
});
afterEach(() => connection.call("DELETE", "/{realm}", { realm: realm.realm }));

const ALL = { ...CHANGES, ...GROUP_CHANGES };

test("a realm that is not there is made with its ids, keys and secrets, and gives the tokens it gives here", async () => {
  await using server = await startServer({ realm });
  await push(connection, realm);
  const [here, there] = await Promise.all([
    aToken(server.tokenUrlOf(realm.realm), { client: "orders" }),
    aToken(`${KEYCLOAK_URL}/realms/${realm.realm}/protocol/openid-connect/token`, { client: "orders" }),
  ]);
  expect(there).toEqual(here); // the kid among it
});

test("a realm that is there is brought in line with every kind of change, and a second push finds nothing to do", async () => {
  await push(connection, realm);
  const changed = withChanges(realm, ALL);
  const first = await push(connection, changed);
  expect(first.steps.length).toBeGreaterThan(25);
  const second = await aPlan(connection, changed);
  expect(second.steps.map(describeStep)).toEqual([]);
  expect(await driftOf(connection, changed)).toEqual(leftIn(second));
});

test("what is only there stays, and is told, unless the push deletes", async () => {
  await push(connection, realm);
  await push(connection, withChanges(realm, {})); // what an import adds by itself
  const changed = withChanges(realm, REMOVALS);
  const kept = await push(connection, changed);
  expect(kept.steps.map(describeStep)).toEqual([]);
  expect(leftIn(kept)).toEqual(expect.arrayContaining(["Client scope spare is only there"]));
  await push(connection, changed, { deletes: true });
  const remaining = (await driftOf(connection, changed)).filter((line) => /spare|leaving|idle/.test(line));
  expect(remaining).toEqual([]);
});

test("one client comes with the roles and scopes it needs, and with nothing else", async () => {
  await push(connection, realm);
  const changed = withChanges(realm, ALL);
  const { steps } = await push(connection, changed, { clients: ["shipping"] });
  expect(steps.map(({ type }) => type)).not.toContain("updateRealm");
  const drift = await driftOf(connection, changed);
  expect(drift.filter((line) => line.includes("shipping"))).toEqual([]);
  expect(drift.some((line) => line.startsWith("Client orders: "))).toBe(true);
});

test("a push that stopped at a step is finished by another", async () => {
  await push(connection, realm);
  const changed = withChanges(realm, ALL);
  const { steps } = await aPlan(connection, changed);
  const broken = { type: "deleteRole", role: { name: "nobody" } } as const;
  await expect(runSteps(connection, realm.realm, [...steps.slice(0, 12), broken])).rejects.toThrow(KeycloakRefused);
  await push(connection, changed);
  expect((await aPlan(connection, changed)).steps.map(describeStep)).toEqual([]);
});

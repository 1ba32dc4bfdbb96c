import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { describeStep } from "../../src/domain/promotion/describe-step.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { type RunningServer, startServer } from "../../src/index.ts";
import { type Connection, connect } from "../../src/keycloak/connection.ts";
import { KeycloakRefused } from "../../src/keycloak/keycloak-refused.ts";
import { runSteps } from "../../src/keycloak/push-steps.ts";
import { readLiveRealm } from "../../src/keycloak/read-live-realm.ts";
import { aPlan, driftOf, leftIn, push } from "../support/a-push.ts";
import { aRealmToPromote, CHANGES, REMOVALS, withChanges } from "../support/promoted-realm.ts";

const ADMIN = { username: "admin", password: "admin-password" };

/** Changes that make what others refer to, so that each stands alone. */
const namesForOthers = () =>
  Object.fromEntries(Object.entries(CHANGES).filter(([what]) => /, made( and described)?$/.test(what)));

let server: RunningServer;
let connection: Connection;
let made = 0;
/** A realm that the server does not have yet. */
let realm: RealmDocument;

beforeAll(async () => {
  server = await startServer({ admin: ADMIN });
  connection = await connect({ baseUrl: server.baseUrl, credentials: ADMIN });
});
afterAll(() => server.stop());
beforeEach(async () => {
  made++;
  realm = await aRealmToPromote(`promoted-${made}`);
});

describe("a realm that is not there", () => {
  test("is read as none", async () => {
    expect(await readLiveRealm(connection, realm.realm)).toBeUndefined();
  });

  test("is made, its own clients follow one by one, and then nothing differs", async () => {
    const plan = await push(connection, realm);
    expect(plan.steps.map(describeStep)).toEqual([
      `Create realm ${realm.realm}`,
      "Create client billing",
      "Create client orders",
      "Create role view of client orders",
      "Create role a/b c% of client orders",
      "Create role idle of client orders",
      "Create role pay of client billing",
      "Realm role editor: associate role view of client orders",
      "Client orders: let through realm role reader, role pay of client billing",
      "Service account of orders: make it, with realm role reader, role pay of client billing",
      "Service account of billing: make it, with realm role editor; in group /staff",
    ]);
    expect(await driftOf(connection, realm)).toEqual([]);
  });

  test("keeps its keys: the same client gets a token of the same kid", async () => {
    await push(connection, realm);
    const keys = realm.components?.["org.keycloak.keys.KeyProvider"] ?? [];
    const { keys: published } = await connection.call<{ keys: { providerId: string }[] }>("GET", "/{realm}/keys", {
      realm: realm.realm,
    });
    expect(published.map(({ providerId }) => providerId).sort()).toEqual(keys.map(({ id }) => id).sort());
  });

  test("does not get the stars of a masked secret for a secret", async () => {
    const clients = realm.clients?.map((each) =>
      each.clientId === "orders" ? { ...each, secret: "**********" } : each,
    );
    const plan = await push(connection, { ...realm, clients: clients ?? [] });
    expect(leftIn(plan)).toEqual(["Client orders: secret is not the same (secret, not shown)"]);
    const live = await readLiveRealm(connection, realm.realm);
    expect(live?.document.clients?.find(({ clientId }) => clientId === "orders")?.secret).toMatch(/^\w{30,}$/);
  });
});

describe("a realm that is there", () => {
  beforeEach(() => push(connection, realm).then(() => {}));

  test.each(Object.entries(CHANGES))("is brought in line: %s", async (what, change) => {
    const changed = withChanges(realm, { ...namesForOthers(), [what]: change });
    const plan = await push(connection, changed);
    expect(plan.steps.length).toBeGreaterThan(0);
    expect(leftIn(plan)).toEqual([]);
    expect(await driftOf(connection, changed)).toEqual([]);
  });

  test("is brought in line with everything at once, and the second plan is empty", async () => {
    const changed = withChanges(realm, CHANGES);
    await push(connection, changed);
    expect(await driftOf(connection, changed)).toEqual([]);
    const second = await aPlan(connection, changed);
    expect(second.steps).toEqual([]);
    expect(leftIn(second)).toEqual([]);
  });

  test("gets many roles at once, those that came meanwhile included, also from whom may not import", async () => {
    const roles = Array.from({ length: 30 }, (_, i) => ({ name: `role-${i}`, description: `The ${i}th` }));
    const client = { ...realm.roles?.client, billing: [{ name: "pay" }, ...roles] };
    const changed = { ...realm, roles: { ...realm.roles, client } };
    const { steps } = await aPlan(connection, changed);
    expect(steps.map(({ type }) => type)).toEqual(roles.map(() => "createRole"));
    await runSteps(connection, realm.realm, steps.slice(3, 5));
    const done: number[] = [];
    await runSteps(connection, realm.realm, steps, { onStep: (count) => done.push(count) });
    expect(done.at(-1)).toBe(30);
    expect(await driftOf(connection, changed)).toEqual([]);
    const limited = await aLimitedAdministrator(["view-clients", "manage-clients"]);
    const names = { realm: realm.realm, id: idIn(realm, "billing") };
    for (const { name } of roles)
      await connection.call("DELETE", "/{realm}/clients/{id}/roles/{name}", { ...names, name });
    await runSteps(limited, realm.realm, steps);
    expect(await driftOf(connection, changed)).toEqual([]);
  });

  test("keeps what is only there, and says so, unless it is told to delete", async () => {
    const changed = withChanges(realm, REMOVALS);
    const kept = await push(connection, changed);
    expect(kept.steps).toEqual([]);
    expect(leftIn(kept)).toEqual(await driftOf(connection, changed));
    expect(leftIn(kept)).toHaveLength(4);
    await push(connection, changed, { deletes: true });
    expect(await driftOf(connection, changed)).toEqual([]);
  });

  test("keeps its own clients and roles even then", async () => {
    const clients = (realm.clients ?? []).filter(({ clientId }) => clientId !== "account-console");
    const plan = await aPlan(connection, { ...realm, clients }, { deletes: true });
    expect(plan.steps.map(describeStep).filter((step) => step.startsWith("Delete"))).toEqual([]);
    expect(leftIn(plan)).toContain("Client account-console is only there");
  });
});

describe("some clients", () => {
  test("come with what they need that is missing there, and with nothing else", async () => {
    await push(connection, realm);
    const changed = withChanges(realm, CHANGES);
    const plan = await push(connection, changed, { clients: ["shipping"] });
    expect(plan.steps.map(describeStep)).toEqual([
      "Create client scope fresh",
      "Create client shipping",
      "Create realm role new",
      "Create role refund of client billing",
      "Role refund of client billing: associate role pay of client billing",
      "Client scope fresh: let through realm role new",
      "Service account of shipping: make it, with realm role new, role refund of client billing",
    ]);
    expect((await driftOf(connection, changed)).filter((line) => line.includes("shipping"))).toEqual([]);
  });
});

describe("a push that cannot go on", () => {
  test("names the step and the call, and a second one finishes it", async () => {
    await push(connection, realm);
    const changed = withChanges(realm, CHANGES);
    const plan = await aPlan(connection, changed);
    const limited = await aLimitedAdministrator(["view-realm", "view-clients", "view-users", "manage-clients"]);
    const failed = await runSteps(limited, realm.realm, plan.steps).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(KeycloakRefused);
    expect(String(failed)).toMatch(
      /^KeycloakRefused: Realm: set accessTokenLifespan, .*: http:.*: this account may not do that in realm promoted-\d+ \(403 on PUT \/admin\/realms\/promoted-\d+\); it needs the role manage-realm of client realm-management, or of promoted-\d+-realm if it is of master\. 0 of 29 steps are done and stay; push again, and it goes on from there$/,
    );
    const done: string[] = [];
    const stopped = runSteps(connection, realm.realm, [...plan.steps.slice(0, 12), brokenStep], {
      onStep: (_done, step) => done.push(step.type),
    });
    await expect(stopped).rejects.toThrow(
      /^Delete realm role nobody: .* has no role nobody\. 12 of 13 steps are done and stay; push again/,
    );
    expect(done).toHaveLength(12);
    await push(connection, changed);
    expect(await driftOf(connection, changed)).toEqual([]);
  });

  test("says that the server is gone, and how far it came", async () => {
    const other = await startServer({ admin: ADMIN });
    const going = await connect({ baseUrl: other.baseUrl, credentials: ADMIN });
    await push(going, realm);
    const { steps } = await aPlan(going, withChanges(realm, CHANGES));
    let stopped: Promise<void> | undefined;
    const run = runSteps(going, realm.realm, steps, {
      onStep: () => {
        stopped ??= other.stop();
      },
    });
    await expect(run).rejects.toThrow(
      /: http\S+ cannot be reached \(\w+\)\. \d+ of \d+ steps are done and stay; push again, and it goes on from there$/,
    );
    await stopped;
  });

  test("is cancelled between two steps, and a second one finishes it", async () => {
    await push(connection, realm);
    const changed = withChanges(realm, CHANGES);
    const { steps } = await aPlan(connection, changed);
    const cancelled = new AbortController();
    const run = runSteps(connection, realm.realm, steps, {
      onStep: (done) => done === 5 && cancelled.abort(),
      signal: cancelled.signal,
    });
    await expect(run).rejects.toThrow(/aborted/);
    const rest = await push(connection, changed);
    expect(rest.steps.length).toBeLessThanOrEqual(steps.length - 5); // what is under way ends
    expect(await driftOf(connection, changed)).toEqual([]);
  });
});

describe("an administrator of clients and users", () => {
  test("makes a client with its service account, though only who manages the realm may give it its id", async () => {
    await push(connection, realm);
    await push(connection, withChanges(realm, namesForOthers()));
    const what = "a client with a service account, made";
    const changed = withChanges(realm, { ...namesForOthers(), [what]: CHANGES[what] ?? ((same) => same) });
    const limited = await aLimitedAdministrator([
      ...["view-realm", "view-clients", "view-users"],
      ...["manage-clients", "manage-users"],
    ]);
    await connection.call("DELETE", "/{realm}/clients/{id}", { realm: realm.realm, id: await idOfShipping() });
    const { steps } = await aPlan(connection, changed);
    await runSteps(limited, realm.realm, steps);
    expect(await driftOf(connection, changed)).toEqual([]);
  });
});

const idIn = ({ clients = [] }: RealmDocument, clientId: string): string =>
  clients.find((client) => client.clientId === clientId)?.id ?? "";

async function idOfShipping(): Promise<string> {
  const names = { realm: realm.realm, clientId: "shipping" };
  const [found] = await connection.call<{ id: string }[]>("GET", "/{realm}/clients", names);
  return found?.id ?? "";
}

const brokenStep = { type: "deleteRole", role: { name: "nobody" } } as const;

/** Signed in as a client of `master` that has these rights over the realm, and no others. */
async function aLimitedAdministrator(rights: readonly string[]): Promise<Connection> {
  const clientId = `limited-${made}`;
  const client = {
    clientId,
    secret: "s3cret",
    protocol: "openid-connect",
    publicClient: false,
    serviceAccountsEnabled: true,
  };
  const id = await connection.create("/{realm}/clients", { realm: "master" }, client);
  const { id: user } = await connection.call<{ id: string }>("GET", "/{realm}/clients/{id}/service-account-user", {
    realm: "master",
    id,
  });
  const owner = `${realm.realm}-realm`;
  const [found] = await connection.call<{ id: string }[]>("GET", "/{realm}/clients", {
    realm: "master",
    clientId: owner,
  });
  const names = { realm: "master", id: found?.id ?? "" };
  const roles = await connection.call<{ name: string }[]>("GET", "/{realm}/clients/{id}/roles", names);
  await connection.call(
    "POST",
    "/{realm}/users/{user}/role-mappings/clients/{id}",
    { ...names, user },
    roles.filter(({ name }) => rights.includes(name)),
  );
  return connect({ baseUrl: server.baseUrl, credentials: { clientId, clientSecret: "s3cret" } });
}

import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { KEY_PROVIDER_TYPE } from "../../src/domain/realm-document.ts";
import { expectStillServing } from "../doors/bad-input.ts";
import { aFolder, post } from "../protocol/a-server.ts";
import { aClient, aRealm, idOf } from "../support/builders.ts";
import { type Served, serve } from "./a-command.ts";

const env = { KC_BOOTSTRAP_ADMIN_USERNAME: "admin", KC_BOOTSTRAP_ADMIN_PASSWORD: "a-password-of-the-test" };
const orders = aRealm({ clients: [aClient("orders")] });

/** Its one key is quickly made: a realm with RSA keys would take longer than a server lives here. */
const anyRealm = {
  components: { [KEY_PROVIDER_TYPE]: [{ name: "hmac-generated", providerId: "hmac-generated", config: {} }] },
};

/** What the server has said yes to, in all its lives. */
interface Acknowledged {
  readonly roles: string[];
  readonly realms: string[];
  revision: number;
}

interface Answered {
  readonly status: number;
  readonly json: { readonly revision?: number };
}

/** A killed server breaks off its answers: those were no yes. */
async function call(url: string, bearer: string, body: object): Promise<Answered | "broken off"> {
  const headers = { authorization: `Bearer ${bearer}`, "content-type": "application/json" };
  try {
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
    const text = await response.text();
    return { status: response.status, json: text === "" ? {} : JSON.parse(text) };
  } catch {
    return "broken off";
  }
}

async function signIn({ baseUrl }: Served): Promise<string> {
  const [username, password] = Object.values(env) as [string, string];
  const form = { grant_type: "password", client_id: "admin-cli", username, password };
  return (await post(`${baseUrl}/realms/master/protocol/openid-connect/token`, form)).json.access_token;
}

/** Makes roles, one Save each, until the server is gone. Who is overtaken saves again, as the window does. */
async function saveRoles({ baseUrl }: Served, bearer: string, done: Acknowledged, saved: () => void): Promise<void> {
  let baseRevision = done.revision;
  for (;;) {
    const role = crypto.randomUUID();
    const edits = [{ type: "createRole", id: role, name: `role ${role}`, description: "x".repeat(200) }];
    const answer = await call(`${baseUrl}/workbench/realms/test/edits`, bearer, { baseRevision, edits });
    if (answer === "broken off") return;
    expect([200, 409]).toContain(answer.status);
    baseRevision = answer.json.revision ?? 0;
    if (answer.status !== 200) continue;
    done.roles.push(role);
    done.revision = Math.max(done.revision, baseRevision);
    saved();
  }
}

async function makeRealms({ baseUrl }: Served, bearer: string, done: Acknowledged, made: () => void): Promise<void> {
  for (;;) {
    const realm = `realm-${crypto.randomUUID()}`;
    const answer = await call(`${baseUrl}/admin/realms`, bearer, { ...anyRealm, realm });
    if (answer === "broken off") return;
    expect(answer).toMatchObject({ status: 201 });
    done.realms.push(realm);
    made();
    if (done.realms.length % 2 === 0) return; // two in each life: a workspace of hundreds takes longer to start
  }
}

/** Lets several edits be under way for a random while after a role was saved and a realm made, then kills the server. */
async function runAndKill(served: Served, bearer: string, done: Acknowledged): Promise<void> {
  const awaited = new Set(["role", "realm"]);
  const happened = (what: "role" | "realm") => {
    if (awaited.delete(what) && awaited.size === 0) setTimeout(() => served.child.kill("SIGKILL"), Math.random() * 150);
  };
  const writers = [1, 2, 3].map(() => saveRoles(served, bearer, done, () => happened("role")));
  await Promise.all([...writers, makeRealms(served, bearer, done, () => happened("realm"))]);
  expect(await served.end("SIGKILL")).toBe("SIGKILL");
}

async function read<Answer>({ baseUrl }: Served, bearer: string, path: string): Promise<Answer> {
  const response = await fetch(`${baseUrl}${path}`, { headers: { authorization: `Bearer ${bearer}` } });
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

async function expectAllThere(served: Served, bearer: string, done: Acknowledged): Promise<void> {
  await expectStillServing(`${served.baseUrl}/realms/test/protocol/openid-connect/token`);
  const page = await read<{ roles: { id: string }[]; revision: number }>(
    served,
    bearer,
    `/workbench/realms/test/clients/${idOf("client", "orders")}`,
  );
  const roles = new Set(page.roles.map(({ id }) => id));
  expect(done.roles.filter((role) => !roles.has(role))).toEqual([]);
  expect(page.revision).toBeGreaterThanOrEqual(done.revision);
  done.revision = page.revision;
  const visible = await read<{ realm: string }[]>(served, bearer, "/admin/realms?briefRepresentation=true");
  const realms = new Set(visible.map(({ realm }) => realm)); // to an administrator whose rights are in `master`
  expect(done.realms.filter((realm) => !realms.has(realm))).toEqual([]);
}

const TEMPORARY = /\.json(l?)\.\d+$|^lock\./;
const LEFTOVERS_KEPT = 10;

/** Nothing to mend by hand, and nothing that piles up with every kill. */
async function expectNoRepair(served: Served, bearer: string, workspace: string): Promise<void> {
  expect(await read(served, bearer, "/workbench/server")).toMatchObject({ notices: [] });
  expect(served.said()).not.toMatch(/^(Warning|Error)/m);
  const leftovers = async () => {
    const files = (await readdir(workspace, { recursive: true })).map((path) => path.split("/"));
    return files.filter((path) => !path.includes("set-aside") && TEMPORARY.test(path.at(-1) ?? ""));
  };
  await expect.poll(leftovers).toEqual([]); // but for the one that is being written right now
  const setAside = await readdir(join(workspace, "state/set-aside")).catch(() => []);
  expect(setAside.filter((name) => !/\.json\.\d+-/.test(name))).toEqual([]);
  expect(setAside.length).toBeLessThanOrEqual(LEFTOVERS_KEPT);
}

/** Kills the real command in the middle of saves over its HTTP doors; after each kill all it said yes to is there. */
export async function expectKillsOfServeToLoseNothing(kills: number): Promise<void> {
  await using folder = await aFolder();
  const workspace = join(folder.path, "workspace");
  const file = join(folder.path, "test.json");
  await writeFile(file, JSON.stringify(orders));
  const done: Acknowledged = { roles: [], realms: [], revision: 0 };
  for (let kill = 0; kill <= kills; kill++) {
    await using served = await serve(["--workspace", workspace, ...(kill === 0 ? ["--realm", file] : [])], { env });
    const bearer = await signIn(served);
    await expectAllThere(served, bearer, done);
    await expectNoRepair(served, bearer, workspace);
    if (kill < kills) await runAndKill(served, bearer, done);
  }
  expect(done.roles.length).toBeGreaterThan(kills);
  expect(done.realms.length).toBeGreaterThanOrEqual(kills);
}

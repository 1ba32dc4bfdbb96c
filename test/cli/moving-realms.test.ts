import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serve, tokenbench } from "./a-command.ts";

let folder = "";
let workspace = "";
const shop = { realm: "shop", clients: [{ clientId: "orders", secret: "s3cret", serviceAccountsEnabled: true }] };
const at = (name: string) => join(folder, name);
const here = () => ["--workspace", workspace];

const put = async (name: string, content: unknown) => {
  await writeFile(at(name), typeof content === "string" ? content : JSON.stringify(content, null, 2));
  return at(name);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "moving-"));
  workspace = at("workspace");
  const { code } = await tokenbench(["import", await put("shop.json", shop), ...here()]);
  expect(code).toBe(0);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("what is there already is refused unless the person says what to do with it", async () => {
  const ended = await tokenbench(["import", at("shop.json"), ...here()]);
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain("Realm shop already exists. Nothing was imported; --if-exists skip");
});

test("a change is shown first, and made only when somebody says yes", async () => {
  const client = await put("orders.json", {
    clientId: "orders",
    description: "takes orders",
    serviceAccountsEnabled: true,
  });
  const words = ["import", client, "--into", "shop", "--if-exists", "overwrite", ...here()];
  const asked = await tokenbench(words);
  expect(asked.code).toBe(1);
  expect(asked.stdout).toContain('~ Client orders: description is not set now, "takes orders" then');
  expect(asked.stderr).toContain("Nothing was imported: say --yes");
  expect((await tokenbench([...words, "--yes"])).code).toBe(0);
  expect(await readFile(join(workspace, "realms/shop.json"), "utf8")).toContain("takes orders");
});

test("the plan tells by which variables masked secrets are told; of two realms each has its own", async () => {
  const clients = [{ clientId: "a-service", secret: "**********" }];
  const files = await Promise.all(["mask-a", "mask-b"].map((realm) => put(`${realm}.json`, { realm, clients })));
  const env = { TOKENBENCH_SECRET_MASK_A_A_SERVICE: "told-a", TOKENBENCH_SECRET_A_SERVICE: "nobody's" };
  const ended = await tokenbench(["import", ...files, ...here()], { env });
  expect(ended.stdout).toContain(
    "Masked secrets, and the variables that tell them: a-service (TOKENBENCH_SECRET_MASK_B_A_SERVICE)",
  );
  expect(ended.stderr).toContain(
    "New secrets are made, because the files mask them and no variable tells them: a-service",
  );
  expect(await readFile(join(workspace, "realms/mask-a.json"), "utf8")).toContain('"secret": "told-a"');
  expect(await readFile(join(workspace, "realms/mask-b.json"), "utf8")).not.toMatch(/told-a|nobody's/);
});

test("an import that leaves a realm as it is says why", async () => {
  const ended = await tokenbench(["import", at("shop.json"), "--if-exists", "skip", ...here()]);
  expect([ended.code, ended.stdout]).toEqual([
    0,
    expect.stringContaining("  Realm shop is there already and stays as it is."),
  ]);
});

test("a whole export taken in elsewhere shows no difference, and diff ends with 0", async () => {
  expect((await tokenbench(["export", "shop", "--output", at("out.json"), ...here()])).code).toBe(0);
  const other = ["--workspace", at("other")];
  expect((await tokenbench(["import", at("out.json"), ...other])).code).toBe(0);
  const drift = await tokenbench(["diff", "shop", "--with", at("out.json"), ...other]);
  expect([drift.code, drift.stdout]).toEqual([0, "No differences.\n"]);
});

test("keys and secrets that a file does not state are no differences, and the person is told", async () => {
  const bare = { realm: "bare", clients: [{ clientId: "orders", serviceAccountsEnabled: true }] };
  const file = await put("bare.json", bare);
  expect((await tokenbench(["import", file, ...here()])).code).toBe(0);
  const drift = await tokenbench(["diff", "bare", "--with", file, ...here()]);
  expect([drift.code, drift.stdout]).toEqual([0, "No differences.\n"]);
  expect(drift.stderr).toContain("Not compared: The realm's keys, because the file has none.");
  expect(drift.stderr).toContain("Not compared: Secrets of clients that the file leaves out: 1.");
});

test("a file that differs is told in words and as JSON, and diff ends with 3", async () => {
  const { stdout } = await tokenbench(["export", "shop", ...here()]);
  const changed = await put("changed.json", stdout.replace('"takes orders"', '"ships orders"'));
  const words = await tokenbench(["diff", "shop", "--with", changed, ...here()]);
  const json = await tokenbench(["diff", "shop", "--with", changed, "--json", ...here()]);
  expect([words.code, json.code]).toEqual([3, 3]);
  expect(words.stdout).toContain('Client orders: description is "takes orders" here, "ships orders" there');
  expect(JSON.parse(json.stdout)).toMatchObject({ realm: "shop", total: 1 });
});

test("an export overwrites no file, and a shareable one holds no secret", async () => {
  const file = await put("taken.json", "mine");
  const refused = await tokenbench(["export", "shop", "--output", file, ...here()]);
  expect([refused.code, await readFile(file, "utf8")]).toEqual([1, "mine"]);
  const { stdout } = await tokenbench(["export", "shop", "--form", "shareable", ...here()]);
  expect(JSON.parse(stdout)).toMatchObject({ realm: "shop" });
  expect(stdout).not.toMatch(/s3cret|privateKey|"secret"/);
});

test("while a server has the workspace open, an import goes through it and shows at once", async () => {
  await using server = await serve(here());
  const ended = await tokenbench(["import", await put("depot.json", { realm: "depot", enabled: true }), ...here()]);
  expect([ended.code, ended.stderr]).toEqual([0, expect.not.stringContaining("open in another")]);
  expect((await fetch(`${server.baseUrl}/realms/depot`)).status).toBe(200);
});

test("credentials that are missing are asked for by name, and a Keycloak that does not answer is named", async () => {
  const env = { KEYCLOAK_USER: "", KEYCLOAK_PASSWORD: "" };
  const words = ["diff", "shop", "--with", "http://127.0.0.1:9", ...here()];
  expect((await tokenbench(words, { env })).stderr).toContain("Set KEYCLOAK_USER and KEYCLOAK_PASSWORD");
  const unreached = await tokenbench(words, { env: { KEYCLOAK_USER: "admin", KEYCLOAK_PASSWORD: "hush" } });
  expect(unreached.code).toBe(1);
  expect(unreached.stderr).toContain("http://127.0.0.1:9 cannot be reached");
  expect(unreached.stderr).not.toContain("hush");
});

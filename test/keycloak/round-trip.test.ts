import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer } from "../../src/index.ts";
import { type Connection, connect } from "../../src/keycloak/connection.ts";
import { tokenbench } from "../cli/a-command.ts";
import { buildRealm, TOKEN_REQUESTS } from "../support/built-realm.ts";
import { exportFrom, hasTool, startKeycloak, stopKeycloak } from "../support/real-keycloak.mjs";
import { makeRealmWithEverything } from "../support/realm-with-everything.ts";
import { aToken } from "./a-token.ts";

const PORT = 8391;
const ADMIN = { username: "admin", password: "admin" };

let folder = "";
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "round-trip-"));
});
afterAll(async () => {
  if (hasTool) await stopKeycloak(PORT);
  await rm(folder, { recursive: true, force: true });
});

const { KEYCLOAK_URL = "http://127.0.0.1:8180" } = process.env;
const env = { KEYCLOAK_USER: ADMIN.username, KEYCLOAK_PASSWORD: ADMIN.password, ...process.env };

/** A command that must succeed. */
async function done(...args: string[]): Promise<string> {
  const ended = await tokenbench(args, { env });
  if (ended.code !== 0) throw new Error(`${args.join(" ")} ended with ${ended.code}:\n${ended.stdout}${ended.stderr}`);
  return ended.stdout;
}

test.runIf(hasTool)(
  "a realm built here, taken to Keycloak and back in files, gives the same tokens there and does not differ when it is back",
  async () => {
    const workspace = at("built");
    const server = await startServer({ workspace, admin: ADMIN });
    await buildRealm(await connect({ baseUrl: server.baseUrl, credentials: ADMIN }), "built");
    const here = await tokensOf(server.baseUrl, "built");
    await server.stop();
    await done("export", "built", "--workspace", workspace, "--output", at("built.json"));

    const there = await startKeycloak(PORT, [at("built.json")]);
    expect(await tokensOf(there, "built")).toEqual(here);
    await stopKeycloak(PORT);

    await writeFile(at("back.json"), await exportFrom(PORT, "built"));
    await done("import", at("back.json"), "--workspace", at("other"));
    for (const [into, file] of [
      ["built", "back.json"],
      ["other", "built.json"],
    ] as const)
      expect(await done("diff", "built", "--with", at(file), "--workspace", at(into))).toBe("No differences.\n");
    const again = await startServer({ workspace: at("other") });
    expect(await tokensOf(again.baseUrl, "built")).toEqual(here);
    await again.stop();
  },
  300_000,
);

test("a realm that was pushed does not differ there, is pushed again without a step, and is given back by a pull", async () => {
  const realm = `pushed-${randomUUID().slice(0, 8)}`;
  const workspace = at("pushing");
  const server = await startServer({ workspace, admin: ADMIN });
  await buildRealm(await connect({ baseUrl: server.baseUrl, credentials: ADMIN }), realm);
  await server.stop();
  const live = await connect({ baseUrl: KEYCLOAK_URL, credentials: ADMIN });
  try {
    await done("push", realm, "--to", KEYCLOAK_URL, "--yes", "--workspace", workspace);
    expect(await done("diff", realm, "--with", KEYCLOAK_URL, "--workspace", workspace)).toMatch(/^No differences\.$/m);
    const before = await wholeOf(live, realm);
    expect(await done("push", realm, "--to", KEYCLOAK_URL, "--yes", "--workspace", workspace)).toContain(
      "Nothing to push.",
    );
    expect(await wholeOf(live, realm)).toEqual(before);
    const over = ["--yes", "--if-exists", "overwrite", "--workspace", workspace];
    expect(await done("pull", realm, "--from", KEYCLOAK_URL, ...over)).toContain(
      "Only ids and the order of things change.",
    );
    await done("pull", realm, "--from", KEYCLOAK_URL, "--yes", "--workspace", at("pulled"));
    await done("export", realm, "--workspace", workspace, "--output", at("pushed.json"));
    const given = await tokenbench(["diff", realm, "--with", at("pushed.json"), "--json", "--workspace", at("pulled")]);
    const { differences } = JSON.parse(given.stdout) as { differences: { line: string }[] };
    // Keycloak shows nobody its private keys: elsewhere the realm has others.
    expect(differences.filter(({ line }) => !line.startsWith("Component KeyProvider/"))).toEqual([]);
  } finally {
    await live.call("DELETE", "/{realm}", { realm });
  }
});

/** The whole of a live realm as its partial export shows it: the same after a push that changes nothing. */
const wholeOf = (live: Connection, realm: string) =>
  live.call("POST", "/{realm}/partial-export", { realm, exportClients: true, exportGroupsAndRoles: true });

test.runIf(hasTool)(
  "a realm of Keycloak with everything in it comes back as it was",
  async () => {
    const url = await startKeycloak(PORT);
    await makeRealmWithEverything(await connect({ baseUrl: url, credentials: ADMIN }), "everything");
    await stopKeycloak(PORT);
    const exported = await exportFrom(PORT, "everything");
    await writeFile(at("everything.json"), exported);

    const workspace = at("everything");
    await done("import", at("everything.json"), "--workspace", workspace);
    await done("export", "everything", "--workspace", workspace, "--output", at("given-back.json"));
    expect(JSON.parse(await readFile(at("given-back.json"), "utf8"))).toEqual(JSON.parse(exported));
  },
  300_000,
);

async function tokensOf(baseUrl: string, realm: string) {
  const tokens = [];
  for (const request of TOKEN_REQUESTS)
    tokens.push(await aToken(`${baseUrl}/realms/${realm}/protocol/openid-connect/token`, request));
  return tokens;
}

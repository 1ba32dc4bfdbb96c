import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startServer } from "../../src/index.ts";
import { aClient, aRealm } from "../support/builders.ts";

type Server = Awaited<ReturnType<typeof startServer>>;

const call = async (server: Server, path: string, body?: object) => {
  const init = body ? { method: "POST", body: JSON.stringify(body) } : {};
  const answer = await server.handleInProcess(new Request(`app://ui/workbench${path}`, init));
  return { status: answer.status, json: (await answer.json()) as Record<string, never> };
};

test("a realm file that broke while nobody looked is set aside; the window offers its last good version and brings it back", async () => {
  const workspace = await mkdtemp(join(tmpdir(), "notices-"));
  const first = await startServer({ workspace, realm: aRealm({ clients: [aClient("orders")] }) });
  await first.stop();
  const file = join(workspace, "realms/test.json");
  const good = await readFile(file, "utf8");
  await writeFile(file, good.slice(0, good.length / 2));

  await using server = await startServer({ workspace });
  const { json } = await call(server, "/server");
  const [notice] = json["notices"] as unknown as { id: string; text: string; restorable: boolean; level: string }[];
  expect(notice).toMatchObject({ level: "error", restorable: true });
  expect(notice?.text).toMatch(/^test\.json was moved to state\/set-aside\/.* restore the last good version/);
  expect((await call(server, "/realms/test/clients")).status).toBe(404);

  expect(await call(server, "/notices/restore", { notice: notice?.id ?? "" })).toEqual({
    status: 200,
    json: { restored: "test.json" },
  });
  expect(await readFile(file, "utf8")).toBe(good);
  expect((await call(server, "/realms/test/clients")).status).toBe(200);
  expect((await call(server, "/server")).json["notices"]).toEqual([]);
  expect((await call(server, "/notices/restore", { notice: notice?.id ?? "" })).status).toBe(404);
  await server.stop();
  await rm(workspace, { recursive: true });
});

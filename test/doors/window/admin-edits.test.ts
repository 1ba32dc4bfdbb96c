import { afterAll, expect, test } from "vitest";
import { listEvents, listHistory, readCall } from "../../../src/contract/index.ts";
import { aClient, aMapper, aRealm, aRole, idOf, SECRET } from "../../support/builders.ts";
import { anEditor } from "./an-editor.ts";

const server = await anEditor(aRealm({ roles: [aRole("reader")], clients: [aClient("orders")] }));
afterAll(() => server.stop());

const path = `test/clients/${idOf("client", "orders")}`;
const history = async (): Promise<string[]> => {
  const { answer } = await server.call(listHistory, { realm: "test" });
  return answer.entries.flatMap(({ summary }) => summary);
};

async function settingBehindRefusal(secret: string) {
  const form = { grant_type: "client_credentials", client_id: "orders", client_secret: secret };
  const refused = await fetch(server.tokenUrlOf("test"), { method: "POST", body: new URLSearchParams(form) });
  expect(refused.status).toBe(401);
  const [call] = (await server.call(listEvents, { realm: "test" })).answer.events;
  return (await server.call(readCall, { realm: "test", call: call?.kind === "call" ? call.call : -1 })).answer.setting;
}

test("an edit by the Admin API says what it changed, so that a refused call leads to it", async () => {
  const shown = (await server.admin(path)) as object;
  await server.admin(path, "PUT", { ...shown, description: "ours" });
  await server.admin(path, "PUT", { secret: "another" });
  server.wait(2);
  expect((await settingBehindRefusal(SECRET))?.before).toMatchObject({ summary: "orders: Client Secret changed" });
  await server.admin(path, "PUT", { enabled: false });
  expect((await settingBehindRefusal("another"))?.before).toMatchObject({ summary: "orders: Enabled off" });
  await server.admin(path, "PUT", { enabled: true });
  expect(await history()).not.toContain("Client orders saved as it was");
  expect(JSON.stringify(await history())).not.toContain("another");
});

test("what belongs to a client is told with its name, in the words of the window's own edits", async () => {
  const role = (await server.admin("test/roles/reader")) as object;
  const { id: user } = (await server.admin(`${path}/service-account-user`)) as { id: string };
  await server.admin(`test/users/${user}/role-mappings/realm`, "POST", [role]);
  await server.admin(`${path}/scope-mappings/realm`, "POST", [role]);
  await server.admin(`${path}/protocol-mappers/models`, "POST", aMapper("oidc-audience-mapper", {}, "aud"));
  await server.admin(`test/users/${user}`, "PUT", { enabled: false });
  await server.admin("test", "PUT", { accessTokenLifespan: 120 });
  expect((await history()).slice(0, 5)).toEqual([
    "Realm settings: Access Token Lifespan 2 minutes",
    "orders: service account Enabled off",
    "orders: mapper aud added",
    "orders-dedicated: role reader let through",
    "orders: role reader assigned",
  ]);
});

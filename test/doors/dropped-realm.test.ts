import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ADMIN, aFolder, aServer, post } from "../protocol/a-server.ts";
import { aRealm } from "../support/builders.ts";

test("a realm whose file is dropped in can be administered at once, and master forgets one whose file goes", async () => {
  await using folder = await aFolder();
  await using server = await aServer({ workspace: folder.path });
  const form = { grant_type: "password", client_id: "admin-cli", ...ADMIN };
  const read = async () => {
    const { json } = await post(server.tokenUrlOf("master"), form);
    const headers = { authorization: `Bearer ${json.access_token}` };
    const answer = await fetch(`${server.baseUrl}/admin/realms`, { headers });
    return ((await answer.json()) as { realm: string }[]).map(({ realm }) => realm).sort();
  };
  const file = join(folder.path, "realms/dropped.json");
  await writeFile(file, JSON.stringify(aRealm({ realm: "dropped" })));
  await expect.poll(read).toEqual(["demo", "dropped", "master"]);
  await rm(file);
  await expect.poll(read).toEqual(["demo", "master"]);
});

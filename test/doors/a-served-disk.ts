import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { StartOptions } from "../../src/index.ts";
import { ADMIN, aServer, post } from "../protocol/a-server.ts";
import { aClient, aRealm } from "../support/builders.ts";
import { aSmallDisk, whileFull, whileReadOnly } from "../support/small-disk.ts";

/** A server that serves the realm `test` from a small disk; leaving the block stops it and removes the disk. */
export async function aServedDisk(options: StartOptions = {}) {
  const disk = aSmallDisk("3m");
  const workspace = join(disk.path, "workspace");
  const es256 = aClient("es256", { attributes: { "access.token.signed.response.alg": "ES256" } });
  const realm = aRealm({ clients: [aClient("orders"), es256] });
  const server = await aServer({ workspace, realm, ...options }).catch(async (error: unknown) => {
    await disk[Symbol.asyncDispose]();
    throw error;
  });
  const signedIn = await post(server.tokenUrlOf("master"), {
    grant_type: "password",
    client_id: "admin-cli",
    ...ADMIN,
  });
  const stop = async () => {
    await server.stop();
    await disk[Symbol.asyncDispose]();
  };
  const realms = join(workspace, "realms");
  const lockedFolders = [realms, join(workspace, "state"), join(workspace, "state/history")];
  const file = join(realms, "test.json");
  return {
    disk,
    server,
    realms,
    onReadOnly:
      <Result>(act: () => Promise<Result>) =>
      () =>
        whileReadOnly(disk, lockedFolders, act),
    onFull:
      <Result>(act: () => Promise<Result>, freeBlocks = 0) =>
      () =>
        whileFull(disk, freeBlocks, act),
    /** The realm's file is broken by a hand while it is served. */
    onBrokenFile:
      <Result>(act: () => Promise<Result>) =>
      async () => {
        const good = await readFile(file, "utf8");
        await writeFile(file, '{\n  "realm": "test",\n  "enabled": tru\n}\n');
        return act().finally(() => writeFile(file, good));
      },
    /** Of an administrator of `master`. */
    bearer: String(signedIn.json.access_token),
    stop,
  };
}

/** An edit that can be made as often as it is wanted: a role of its own each time. */
export const aRoleEdit = () => {
  const id = crypto.randomUUID();
  return { type: "createRole" as const, id, name: `role ${id}` };
};

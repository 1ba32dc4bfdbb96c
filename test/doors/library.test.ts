import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startServer } from "../../src/index.ts";
import { aClient, aRealm } from "../support/builders.ts";

const ask = (url: string, clientId: string, clientSecret = "s3cret") =>
  fetch(url, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret }),
  });

test("a service can fetch its token from a server started inside the test", async () => {
  await using server = await startServer({ realm: aRealm({ clients: [aClient("orders")] }) });

  const response = await ask(server.tokenUrl, "orders");

  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ token_type: "Bearer" });
});

test("as little as a name and a client is a realm", async () => {
  const clients = [{ clientId: "orders", secret: "s3cret", serviceAccountsEnabled: true }];
  await using server = await startServer({ realm: { realm: "small", clients } as never });
  expect((await ask(server.tokenUrl, "orders")).status).toBe(200);
});

test("nothing is left on the disk by a server that was given no workspace", async () => {
  const before = await readdir(tmpdir());
  const server = await startServer({ realm: { realm: "gone" } });
  const { workspacePath } = server;
  await server.stop();
  expect(before).not.toContain(workspacePath);
  expect(await readdir(tmpdir())).not.toContain(workspacePath.split("/").at(-1));
});

test("time is what the test says it is", async () => {
  let now = 1_000_000_000;
  await using server = await startServer({
    realm: aRealm({ clients: [aClient("orders")] }),
    clock: { nowSeconds: () => now },
  });
  const claimsOf = async () => {
    const { access_token: token } = (await (await ask(server.tokenUrl, "orders")).json()) as { access_token: string };
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { iat: number; exp: number };
  };
  expect(await claimsOf()).toMatchObject({ iat: 1_000_000_000, exp: 1_000_000_300 });
  now += 86_400;
  expect(await claimsOf()).toMatchObject({ iat: 1_000_086_400 });
});

test("a workspace outlives its server", async () => {
  const workspace = await mkdtemp(join(tmpdir(), "library-"));
  const first = await startServer({ workspace, realm: aRealm({ clients: [aClient("orders")] }) });
  await first.stop();
  await using second = await startServer({ workspace });
  expect((await ask(second.tokenUrlOf("test"), "orders")).status).toBe(200);
  await second.stop();
  await rm(workspace, { recursive: true });
});

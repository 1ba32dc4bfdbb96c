import KeycloakAdminClient from "@keycloak/keycloak-admin-client";
import { expect, test } from "vitest";
import { startServer } from "../../../src/index.ts";

const admin = { username: "admin", password: "admin-password" };

test("Keycloak's own admin client signs in, brings a realm in, finds it and takes it away again", async () => {
  await using server = await startServer({ admin });
  const client = new KeycloakAdminClient({ baseUrl: server.baseUrl, realmName: "master" });
  await client.auth({ grantType: "password", clientId: "admin-cli", ...admin });

  expect(await client.realms.create({ realm: "shop", enabled: true })).toEqual({ realmName: "shop" });
  expect(await client.realms.findOne({ realm: "shop" })).toMatchObject({ realm: "shop", accessTokenLifespan: 300 });
  expect((await client.realms.find({ briefRepresentation: true })).map(({ realm }) => realm)).toEqual([
    "master",
    "shop",
  ]);
  await client.realms.del({ realm: "shop" });
  expect(await client.realms.findOne({ realm: "shop" })).toBeNull();
});

test("a bootstrap client gets an administrator's token by client credentials", async () => {
  await using server = await startServer({ admin: { clientId: "bootstrap", clientSecret: "s3cret" } });
  const client = new KeycloakAdminClient({ baseUrl: server.baseUrl, realmName: "master" });
  await client.auth({ grantType: "client_credentials", clientId: "bootstrap", clientSecret: "s3cret" });
  expect((await client.realms.find()).map(({ realm }) => realm)).toEqual(["master"]);
});

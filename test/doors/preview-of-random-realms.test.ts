import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { ClientRepresentation, RealmDocument } from "../../src/domain/realm-document.ts";
import { aServer } from "../protocol/a-server.ts";
import { aWindow } from "../workbench/a-window.ts";
import { askAsClient, expectAsAnswered } from "../workbench/as-answered.ts";

/** The realms made by chance whose answers were recorded of a real Keycloak: what the server says of them is right. */
const folder = join(import.meta.dirname, "../random-realms/realms");
const realms = readdirSync(folder)
  .slice(0, 20)
  .map((file): RealmDocument => JSON.parse(readFileSync(join(folder, file), "utf8")));

const server = await aServer({ realm: realms });
afterAll(() => server.stop());

const optionalScopes = ({ optionalClientScopes = [] }: ClientRepresentation) =>
  ["openid", ...optionalClientScopes].join(" ");

test.each(realms.map((realm) => [realm.realm, realm] as const))(
  "for every client of %s the preview is what the server answers",
  async (name, { clients = [] }) => {
    const window = aWindow(server, name);
    const ids = new Map((await window.clients()).answer.clients.map(({ id, clientId }) => [clientId, id]));
    let tokens = 0;
    for (const client of clients)
      for (const scope of [undefined, "openid", optionalScopes(client), "bogus"]) {
        const answered = await askAsClient(server, name, client, scope);
        if (answered.status === 200) tokens++;
        await expectAsAnswered((await window.preview(ids.get(client.clientId) ?? "", scope)).answer, answered);
      }
    expect(tokens).toBeGreaterThan(5);
  },
);

import { writeSync } from "node:fs";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { openWorkspace } from "../../src/store/workspace.ts";

/*
 * The process that `killed.ts` kills: saves one client after the other into the realm `demo`, two at a time, and tells the
 * number of each on its standard output once the save is acknowledged. Arguments: folder, first number.
 */
const [folder = "", first = "0"] = process.argv.slice(2);

const workspace = await openWorkspace(folder, {
  rules: {
    parse: async (json) => ({ document: json as RealmDocument, changed: false }),
    compile: (document) => document,
  },
  parseSettings: () => ({}),
  clock: { nowSeconds: () => 1_700_000_000 },
  log: { info: () => undefined, warn: (message) => process.stderr.write(`${message}\n`) },
});
const store = workspace.realms.get("demo") ?? (await workspace.createRealm({ id: "demo", realm: "demo", clients: [] }));

const save = async (number: number) => {
  const client = { id: `id-${number}`, clientId: `client-${number}`, description: "x".repeat(500) };
  await store.edit((document) => ({ ...document, clients: [...(document.clients ?? []), client] }), {
    by: "child",
    summary: [client.clientId],
  });
  writeSync(1, `${number}\n`);
};
for (let number = Number(first); ; number += 2) await Promise.all([save(number), save(number + 1)]);

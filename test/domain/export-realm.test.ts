import { expect, test } from "vitest";
import { exportRealm } from "../../src/domain/transfer/export-realm.ts";
import { completed } from "../../src/start/realm-keeper.ts";

const facts = { newId: () => crypto.randomUUID(), newSecret: (length: number) => "s".repeat(length), nowSeconds: 1 };
const pair = { kty: "EC", crv: "P-256", kid: "one", x: "eA", y: "eQ", d: "c2VjcmV0" };

test.each([
  ["the public half of a key pair", { keys: [pair] }, { keys: [{ ...pair, d: undefined }] }],
  [
    "nothing of a shared secret",
    { keys: [{ kty: "oct", kid: "two", k: "c2VjcmV0" }] },
    { keys: [{ kty: "oct", kid: "two" }] },
  ],
  ["nothing of a text that is no JWK set", "c2VjcmV0", undefined],
])("a shareable export shows %s of a client's own keys", async (_what, jwks, shown) => {
  const text = typeof jwks === "string" ? jwks : JSON.stringify(jwks);
  const client = { clientId: "orders", attributes: { "jwks.string": text } };
  const realm = await completed({ realm: "test", enabled: true, clients: [client] } as never, facts);
  const { clients } = exportRealm(realm, "shareable") as typeof realm;
  const attributes = clients?.find(({ clientId }) => clientId === "orders")?.attributes;
  expect(attributes?.["jwks.string"]).toBe(shown && JSON.stringify(shown));
  expect(JSON.stringify(clients)).not.toContain("c2VjcmV0");
});

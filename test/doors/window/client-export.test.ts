import { expect, test } from "vitest";
import { exportClient, planImport, stageImport } from "../../../src/contract/index.ts";
import { aClient, aMapper, aRealm, idOf, SECRET } from "../../support/builders.ts";
import { anEditor } from "./an-editor.ts";

const APP = idOf("client", "app");
const PRIVATE_JWKS = JSON.stringify({ keys: [{ kty: "RSA", n: "AQAB", e: "AQAB", d: "a-private-number" }] });
const realm = aRealm({
  clients: [
    aClient("app", {
      protocolMappers: [aMapper("oidc-audience-mapper", { "included.custom.audience": "x" }, "aud")],
      attributes: { "jwks.string": PRIVATE_JWKS, "jwt.credential.private.key": "a-private-key" },
    }),
    aClient("other"),
  ],
});

test("a client leaves as Keycloak's representation, without its secrets unless they are asked for", async () => {
  await using editor = await anEditor(realm);
  const bare = await editor.call(exportClient, { realm: "test", client: APP, secrets: false });
  expect(JSON.parse(bare.answer.text)).toMatchObject({ clientId: "app", protocolMappers: [{ name: "aud" }] });
  expect(bare.answer.text).not.toMatch(new RegExp(`${SECRET}|a-private`));

  const whole = await editor.call(exportClient, { realm: "test", client: APP, secrets: true });
  expect(JSON.parse(whole.answer.text)).toMatchObject({ secret: SECRET });
});

test("what was copied can be pasted: the import of the very client changes nothing", async () => {
  await using editor = await anEditor(realm);
  const { answer } = await editor.call(exportClient, { realm: "test", client: APP, secrets: true });
  const files = [{ name: "pasted.json", text: answer.text }];
  const staged = await editor.call(stageImport, { files, into: "test" });
  const plan = await editor.call(planImport, { import: staged.answer.import, ifExists: "overwrite" });
  expect(plan.answer.items).toMatchObject([{ realm: "test", action: "nothing" }]);
});

test("a client that is gone is 404", async () => {
  await using editor = await anEditor(realm);
  const gone = await editor.call(exportClient, { realm: "test", client: "gone", secrets: true });
  expect(gone).toMatchObject({ status: 404, refusal: { error: "That client is no longer there" } });
});

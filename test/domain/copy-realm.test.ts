import { expect, test } from "vitest";
import { copyRealm } from "../../src/domain/copy-realm.ts";
import { KEY_PROVIDER_TYPE } from "../../src/domain/realm-document.ts";
import { aClient, aRealm, SECRET } from "../support/builders.ts";

const FLOW = "1b4e28ba-2fa1-41d2-883f-0016d3cca427";
const facts = () => {
  let made = 0;
  return { newId: () => `copy-${++made}` };
};

const realm = aRealm({
  realm: "shop",
  id: "shop", // as realms of old Keycloaks have it
  clients: [aClient("shop", { authenticationFlowBindingOverrides: { direct_grant: FLOW } }), aClient("copy")],
  components: {
    [KEY_PROVIDER_TYPE]: [
      {
        id: "made",
        name: "made",
        providerId: "rsa-generated",
        config: { privateKey: ["pem"], certificate: ["pem"], keySize: ["4096"], priority: ["7"] },
      },
      { id: "given", name: "given", providerId: "rsa", config: { privateKey: ["pem"] } },
    ],
  },
  ...({ authenticationFlows: [{ id: FLOW, alias: "mine" }] } as object),
});

test("what refers to an id refers to the new one, and names that look like an id stay", () => {
  const copy = copyRealm(realm, "shop-2", facts());
  const flows = (copy as { authenticationFlows?: { id: string }[] }).authenticationFlows;
  const shop = copy.clients?.find(({ clientId }) => clientId === "shop");
  expect(flows?.[0]?.id).toMatch(/^copy-/);
  expect(shop?.authenticationFlowBindingOverrides).toEqual({ direct_grant: flows?.[0]?.id });
  expect([copy.id, shop?.clientId, shop?.secret, shop?.id]).toEqual([
    expect.stringMatching(/^copy-/),
    "shop",
    SECRET,
    expect.stringMatching(/^copy-/),
  ]);
});

test("keys that the realm made itself are left to be made anew, with their size; given ones are left behind", () => {
  expect(copyRealm(realm, "shop-2", facts()).components?.[KEY_PROVIDER_TYPE]).toEqual([
    {
      id: expect.stringMatching(/^copy-/),
      name: "made",
      providerId: "rsa-generated",
      config: { keySize: ["4096"], priority: ["7"] },
    },
  ]);
});

test("the realm that is copied stays as it is", () => {
  const before = JSON.stringify(realm);
  copyRealm(realm, "shop-2", facts());
  expect(JSON.stringify(realm)).toBe(before);
});

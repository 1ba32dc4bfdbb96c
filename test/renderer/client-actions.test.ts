import { expect, test } from "vitest";
import { callSnippet, secretCurl } from "../../renderer/screens/client/call-snippet.ts";
import { duplicateEdits } from "../../renderer/screens/client/duplicate-client.ts";
import { toGivenKeys } from "../../renderer/screens/client/given-keys.ts";
import { aClientPage, aClientScope, aRole } from "./a-client-page.ts";

const place = { tokenUrl: "http://127.0.0.1:8080/realms/demo/token", issuer: "http://127.0.0.1:8080/realms/demo" };

test("the curl line sends the secret by the method the client allows, safe for a shell", () => {
  const basic = aClientPage({ client: { clientId: "it's:me" } });
  expect(secretCurl(basic, place, null)).toBe(
    [
      "curl http://127.0.0.1:8080/realms/demo/token \\",
      '  -u "it%27s%3Ame:$CLIENT_SECRET" \\',
      "  -d grant_type=client_credentials",
    ].join("\n"),
  );
  const post = aClientPage({
    client: { attributes: { "client.secret.authentication.allowed.method": "client_secret_post" } },
  });
  expect(secretCurl(post, place, "p$ss'word")).toContain("--data-urlencode 'client_secret=p$ss'\\''word'");
});

test.each([
  ["client-secret", "-u"],
  ["client-secret-jwt", '"alg":"HS256"'],
  ["client-jwt", "createPrivateKey"],
  ["client-x509", "--cert"],
])("a client of the authenticator %s is shown how to call", (clientAuthenticatorType, part) => {
  expect(callSnippet(aClientPage({ client: { clientAuthenticatorType } }), place)).toContain(part);
});

test("nobody can say how to call by an authenticator of one's own", () => {
  expect(callSnippet(aClientPage({ client: { clientAuthenticatorType: "mine" } }), place)).toBeNull();
});

test("a duplicate has the settings, mappers, scopes and roles of the first, its own ids and no secrets of it", () => {
  const page = aClientPage({
    client: {
      fullScopeAllowed: false,
      attributes: { "access.token.lifespan": "60", "client.secret.creation.time": "1" },
    },
    roles: [aRole("own-id", { name: "own", owner: { id: "orders-id", clientId: "orders" } }), aRole("realm-id")],
    assigned: ["own-id", "realm-id"],
    clientScopes: [aClientScope("s-id", { assignment: "optional" })],
    mappers: [{ id: "m-id", name: "tier", protocolMapper: "oidc-hardcoded-claim-mapper", config: {} }],
    scopeMappings: ["own-id"],
  });
  let count = 1;
  const edits = duplicateEdits(page, { id: "new-1", clientId: "orders-2" }, () => `new-${++count}`);
  expect(edits[0]).toMatchObject({
    type: "createClient",
    id: "new-1",
    settings: { clientId: "orders-2", fullScopeAllowed: false, attributes: { "access.token.lifespan": "60" } },
  });
  expect(JSON.stringify(edits)).not.toMatch(/"(own-id|m-id|orders-id)"|creation\.time|hasSecret/);
  expect(edits.slice(1)).toEqual([
    { type: "createRole", id: "new-2", name: "own", owner: "new-1" },
    { type: "assignClientScope", client: "new-1", clientScope: "s-id", as: "optional" },
    {
      type: "createMapper",
      id: "new-3",
      name: "tier",
      protocolMapper: "oidc-hardcoded-claim-mapper",
      config: {},
      to: { client: "new-1" },
    },
    { type: "addScopeMapping", to: { client: "new-1" }, role: "new-2" },
    { type: "assignRole", client: "new-1", role: "new-2" },
    { type: "assignRole", client: "new-1", role: "realm-id" },
  ]);
});

test.each([
  ['{"keys":[]}', { jwks: '{"keys":[]}' }],
  ['{"kty":"EC"}', { jwks: '{"keys":[{"kty":"EC"}]}' }],
  ["-----BEGIN PUBLIC KEY-----\nMII", { publicKey: "-----BEGIN PUBLIC KEY-----\nMII" }],
  ["-----BEGIN CERTIFICATE-----\nMII", { certificate: "-----BEGIN CERTIFICATE-----\nMII" }],
])("what is pasted is told by its beginning: %s", (text, given) => {
  expect(toGivenKeys(text)).toEqual(given);
});

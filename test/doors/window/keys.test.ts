import { createPrivateKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  addKeyProvider,
  generateClientKeys,
  importClientKeys,
  listKeyProviderTypes,
  readClient,
  readRealmSettings,
  removeKeyProvider,
  undoChange,
  updateKeyProvider,
} from "../../../src/contract/index.ts";
import { readKeyStore } from "../../../src/keys/key-store.ts";
import { post } from "../../protocol/a-server.ts";
import { aClient, aRealm, idOf, NOW, SECRET } from "../../support/builders.ts";
import { anEditor, type Editor } from "./an-editor.ts";

const APP = idOf("client", "app");
const JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

let editor: Editor;
beforeAll(async () => {
  editor = await anEditor(
    aRealm({
      clients: [
        aClient("app", { attributes: { "allow.token.introspection.without.audience.check": "true" } }),
        aClient("signer", {
          clientAuthenticatorType: "client-jwt",
          attributes: { "use.jwks.url": "true", "jwks.url": "http://127.0.0.1:1/" },
        }),
      ],
    }),
  );
});
afterAll(() => editor.stop());

const settings = async () => (await editor.call(readRealmSettings, { realm: "test" })).answer;
const token = async () => {
  const form = { grant_type: "client_credentials", client_id: "app", client_secret: SECRET };
  return String((await post(editor.tokenUrlOf("test"), form)).json.access_token);
};
const kidOf = (jwt: string) => JSON.parse(Buffer.from(jwt.split(".")[0] ?? "", "base64url").toString()).kid as string;
const isActive = async (jwt: string) => {
  const form = { token: jwt, client_id: "app", client_secret: SECRET };
  return (await post(`${editor.tokenUrlOf("test")}/introspect`, form)).json.active as boolean;
};
const rsa = { realm: "test", providerId: "rsa-generated", name: "newer", config: { keySize: "2048", priority: "200" } };

describe("keys of a realm", () => {
  test("a new key of higher priority signs from now on, and says so; tokens of the old one go on", async () => {
    const old = await token();
    const { status, answer } = await editor.call(addKeyProvider, rsa);
    const kid = kidOf(await token());
    expect([status, answer.effects]).toEqual([200, [`New RS256 tokens are signed with kid ${kid}`]]);
    expect([kid === kidOf(old), await isActive(old)]).toEqual([false, true]);
    const { keyProviders, signingKids, defaultRole, roles, clientScopes } = await settings();
    expect(signingKids["RS256"]).toBe(kid);
    const provider = keyProviders.find(({ id }) => id === answer.provider);
    expect(provider).toMatchObject({ name: "newer", status: "active", priority: 200, key: { kid, signs: true } });
    const inFlight = (of: string) => keyProviders.find(({ key }) => key?.kid === of)?.key?.tokensInFlight;
    expect([inFlight(kid), inFlight(kidOf(old))]).toEqual([1, 1]);
    expect(roles.find(({ id }) => id === defaultRole)?.name).toBe("default-roles-test");
    expect(clientScopes.map(({ name }) => name)).toEqual(expect.arrayContaining(["email", "phone"]));
    expect(new X509Certificate(provider?.key?.certificate ?? "").subject).toBe("CN=test");
    expect(provider?.if.removed).toEqual([
      `Tokens signed with kid ${kid} (RS256) no longer verify`,
      `New RS256 tokens are signed with kid ${kidOf(old)}`,
    ]);
    expect(JSON.stringify(keyProviders)).not.toMatch(/PRIVATE|privateKey|"secret"/);
    expect((await editor.call(undoChange, { realm: "test", revision: answer.revision })).status).toBe(200);
    expect(kidOf(await token())).toBe(kidOf(old));
  });

  test("a key made passive verifies and signs no more; disabled it does neither", async () => {
    const { provider } = (await editor.call(addKeyProvider, rsa)).answer;
    const issued = await token();
    const kid = kidOf(issued);
    const change = (config: object) => editor.call(updateKeyProvider, { realm: "test", provider, config });
    const passive = await change({ active: "false" });
    expect(passive.answer.effects).toEqual([expect.stringMatching(/^New RS256 tokens are signed with kid /)]);
    expect([kidOf(await token()) === kid, await isActive(issued)]).toEqual([false, true]);
    const disabled = await change({ enabled: "false" });
    expect(disabled.answer).toMatchObject({
      effects: [`Tokens signed with kid ${kid} (RS256) no longer verify`],
      summary: ["Key provider newer: Enabled off"],
    });
    expect(await isActive(issued)).toBe(false);
    const again = await change({ enabled: null, active: "" });
    expect(again.answer.effects).toEqual([`New RS256 tokens are signed with kid ${kid}`]);
    const removed = await editor.call(removeKeyProvider, { realm: "test", provider });
    expect(removed.answer.effects[0]).toBe(`Tokens signed with kid ${kid} (RS256) no longer verify`);
    expect(await isActive(issued)).toBe(false);
  });

  test("a private key of one's own is taken in as PEM", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const config = { privateKey: String(privateKey.export({ type: "pkcs8", format: "pem" })), priority: "1" };
    const { status, answer } = await editor.call(addKeyProvider, {
      realm: "test",
      providerId: "rsa",
      name: "own",
      config,
    });
    expect([status, answer.effects]).toEqual([200, []]);
    const keys = (await editor.admin("test/keys")) as { keys: { providerId: string }[] };
    expect(keys.keys.map(({ providerId }) => providerId)).toContain(answer.provider);
    await editor.call(removeKeyProvider, { realm: "test", provider: answer.provider });
  });

  test.each([
    ["an unknown kind", addKeyProvider, { ...rsa, providerId: "script" }, 422, "providerId"],
    ["a size that is none", addKeyProvider, { ...rsa, config: { keySize: "7" } }, 422, "config"],
    [
      "a private key that is none",
      addKeyProvider,
      { ...rsa, providerId: "rsa", config: { privateKey: "x" } },
      422,
      "config",
    ],
    ["a configuration that is a list", addKeyProvider, { ...rsa, config: [] }, 400, "config"],
    ["a provider that is gone", updateKeyProvider, { realm: "test", provider: "gone", name: "n" }, 422, "provider"],
    ["removing one that is gone", removeKeyProvider, { realm: "test", provider: "gone" }, 422, "provider"],
  ])("%s is refused", async (_what, endpoint, input, status, field) => {
    expect(await editor.call(endpoint as typeof addKeyProvider, input)).toMatchObject({ status, refusal: { field } });
  });

  test("the kinds of key providers come with their forms", async () => {
    const { types } = (await editor.call(listKeyProviderTypes, {})).answer;
    expect(types.find(({ id }) => id === "rsa-generated")?.properties.map(({ name }) => name)).toContain("keySize");
  });
});

describe("keys of a client", () => {
  const signer = idOf("client", "signer");
  const asked = async (key: ReturnType<typeof createPrivateKey>, alg: string, kid: string) => {
    const client_assertion = await new SignJWT({ jti: `${Math.random()}` })
      .setProtectedHeader({ alg, kid })
      .setIssuer("signer")
      .setSubject("signer")
      .setAudience(`${editor.baseUrl}/realms/test`)
      .setExpirationTime(NOW + 60)
      .setIssuedAt(NOW)
      .sign(key);
    const form = { grant_type: "client_credentials", client_assertion_type: JWT_BEARER, client_assertion };
    return (await post(editor.tokenUrlOf("test"), form)).status;
  };

  test.each([
    ["ES256", "jwks"],
    ["ES384", "certificate"],
    ["RS256", "certificate"],
  ] as const)("an %s key is made and kept as %s; the private half comes once and signs", async (algorithm, keepAs) => {
    const input = { realm: "test", client: signer, keepAs, algorithm, password: "p12-password" };
    const { status, answer } = await editor.call(generateClientKeys, input);
    expect(status).toBe(200);
    const key = createPrivateKey(answer.privateKey);
    expect(await asked(key, algorithm, answer.kid)).toBe(200);
    const store = await readKeyStore("PKCS12", Buffer.from(answer.pkcs12 ?? "", "base64"), "p12-password");
    const entry = "find" in store ? store.find("signer", "p12-password") : undefined;
    expect(entry?.privateKey?.equals(key)).toBe(true);
    const page = (await editor.call(readClient, { realm: "test", client: signer })).answer;
    expect(page.keys).toMatchObject({ from: keepAs, hasPrivateKey: false, problem: null });
    expect(JSON.stringify([page, await editor.admin(`test/clients/${signer}`)])).not.toContain(
      answer.privateKey.split("\n")[1],
    );
    expect((await editor.call(undoChange, { realm: "test", revision: answer.revision })).status).toBe(200);
    expect(await asked(key, algorithm, answer.kid)).toBe(400);
  });

  test("a public half is taken in, and its private half signs", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const jwk = { ...publicKey.export({ format: "jwk" }), kid: "mine", use: "sig", alg: "ES256" };
    const given = { jwks: JSON.stringify({ keys: [jwk] }) };
    const { status, answer } = await editor.call(importClientKeys, { realm: "test", client: signer, given });
    expect([status, answer.summary]).toEqual([200, ["signer: JSON Web Key Set imported"]]);
    expect(await asked(privateKey, "ES256", "mine")).toBe(200);
  });

  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  test.each([
    ["a private key", { certificate: String(privateKey.export({ type: "pkcs8", format: "pem" })) }, 422, /private key/],
    [
      "a private JWK",
      { jwks: JSON.stringify({ keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig" }] }) },
      422,
      /private key/,
    ],
    ["a set without a key for signatures", { jwks: '{"keys":[]}' }, 422, /no key for signatures/],
    ["what is no JSON", { jwks: "{" }, 422, /no JSON/],
    [
      "what is no certificate",
      { certificate: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" },
      422,
      /no certificate/,
    ],
    [
      "an empty certificate",
      { certificate: "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----" },
      422,
      /no certificate/,
    ],
    ["nothing", {}, 400, /./],
  ])("%s is refused", async (_what, given, status, error) => {
    const answered = await editor.call(importClientKeys, { realm: "test", client: APP, given });
    expect(answered).toMatchObject({ status, refusal: { error: expect.stringMatching(error) } });
  });

  test("a client that is gone gets none", async () => {
    const input = { realm: "test", client: "gone", keepAs: "jwks", algorithm: "ES256" };
    expect((await editor.call(generateClientKeys, input)).status).toBe(422);
  });
});

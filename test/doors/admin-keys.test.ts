import { createPrivateKey, type JsonWebKey, X509Certificate } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readKeyStore } from "../../src/keys/key-store.ts";
import rsaA from "../parity/keys/rsa-a.json" with { type: "json" };
import { ADMIN, aServer, post } from "../protocol/a-server.ts";
import { aClient, aRealm } from "../support/builders.ts";

const TYPE = "org.keycloak.keys.KeyProvider";
const MASK = "**********";
let server: Awaited<ReturnType<typeof aServer>>;
let admin: string;
let clientPath: string;

beforeAll(async () => {
  const realm = aRealm({ clients: [aClient("svc", { id: "svc-id", protocol: "openid-connect" })] });
  server = await aServer({ realm: [{ ...realm, adminEventsEnabled: true, adminEventsDetailsEnabled: true }] });
  const form = { grant_type: "password", client_id: "admin-cli", ...ADMIN };
  const { json } = await post(`${server.baseUrl}/realms/master/protocol/openid-connect/token`, form);
  admin = json.access_token;
  const [svc] = (await ask("GET", "/clients?clientId=svc")).json;
  clientPath = `/clients/${svc.id}/certificates/jwt.credential`;
});
afterAll(() => server.stop());

async function ask(method: string, path: string, body?: object | FormData) {
  const isForm = body instanceof FormData;
  const response = await fetch(`${server.baseUrl}/admin/realms/test${path}`, {
    method,
    headers: { authorization: `Bearer ${admin}`, ...(body && !isForm && { "content-type": "application/json" }) },
    ...(body && { body: isForm ? body : JSON.stringify(body) }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const isJson = response.headers.get("content-type")?.startsWith("application/json") && bytes.length > 0;
  const id = response.headers.get("location")?.split("/").at(-1) ?? "";
  return { status: response.status, bytes, id, json: isJson ? JSON.parse(bytes.toString()) : undefined };
}

const provider = (providerId: string, config: Record<string, string>) => ({
  name: providerId,
  providerId,
  providerType: TYPE,
  config: Object.fromEntries(Object.entries(config).map(([name, value]) => [name, [value]])),
});
const keyOf = async (id: string) =>
  (await ask("GET", "/keys")).json.keys.find((key: { providerId: string }) => key.providerId === id);

test("a given private key is never shown, and stays when its mask is sent back", async () => {
  const key = createPrivateKey({ key: rsaA as JsonWebKey, format: "jwk" }).export({ type: "pkcs8", format: "pem" });
  const { id } = await ask("POST", "/components", provider("rsa", { privateKey: key.toString() }));
  const before = await keyOf(id);
  const shown = (await ask("GET", `/components/${id}`)).json;
  expect(shown.config.privateKey).toEqual([MASK]);
  const changed = { ...shown, config: { ...shown.config, priority: ["9"] } };
  expect((await ask("PUT", `/components/${id}`, changed)).status).toBe(204);
  expect(await keyOf(id)).toEqual({ ...before, providerPriority: 9 });
  expect((await ask("GET", "/admin-events")).bytes.toString()).not.toContain(key.toString().slice(40, 80));
});

test("changes that are made of one component at the same time all count", async () => {
  const { id } = await ask("POST", "/components", provider("rsa-generated", { keySize: "1024" }));
  const put = (config: Record<string, string>) => ask("PUT", `/components/${id}`, provider("rsa-generated", config));
  const answers = await Promise.all([put({ keySize: "2048" }), put({ priority: "3" }), put({ active: "false" })]);
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
  expect((await ask("GET", `/components/${id}`)).json.config).toEqual({
    keySize: ["2048"],
    priority: ["3"],
    active: ["false"],
  });
  expect(await keyOf(id)).toMatchObject({ status: "PASSIVE", providerPriority: 3 });
  expect((await ask("DELETE", `/components/${id}`)).status).toBe(204);
  expect((await ask("DELETE", `/components/${id}`)).json).toEqual({ error: "Could not find component" });
});

test("settings of any name are taken and not shown", async () => {
  const { status, id } = await ask(
    "POST",
    "/components",
    provider("hmac-generated", { problem: "x", __proto__x: "y" }),
  );
  expect(status).toBe(201);
  expect((await ask("GET", `/components/${id}`)).json.config).toEqual({});
});

test.each(["JKS", "PKCS12"] as const)("a generated key goes out as %s and is not kept", async (format) => {
  const wish = { format, keyAlias: "mine", keyPassword: "password", storePassword: "password", keySize: 1024 };
  const { bytes } = await ask("POST", `${clientPath}/generate-and-download`, wish);
  const kept = (await ask("GET", clientPath)).json;
  expect(Object.keys(kept)).toEqual(["certificate"]);
  const store = await readKeyStore(format, bytes, "password");
  const entry = "find" in store ? store.find("mine", "password") : undefined;
  expect(entry?.certificate?.toString("base64")).toBe(kept.certificate);
  const certificate = new X509Certificate(entry?.certificate ?? "");
  expect(entry?.privateKey && certificate.checkPrivateKey(entry.privateKey)).toBe(true);
  expect("find" in store && store.find("test", undefined)?.certificate).toBeDefined(); // the realm's
});

test("a key store that was downloaded can be uploaded again", async () => {
  const made = (await ask("POST", `${clientPath}/generate`)).json;
  const wish = { format: "PKCS12", keyAlias: "mine", keyPassword: "password", storePassword: "password" };
  const { bytes } = await ask("POST", `${clientPath}/download`, wish);
  const form = new FormData();
  const fields = { keystoreFormat: "PKCS12", keyAlias: "mine", storePassword: "password" };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", new Blob([new Uint8Array(bytes)]), "store.p12");
  expect((await ask("POST", `${clientPath}/upload`, form)).json).toEqual(made);
  expect((await ask("GET", clientPath)).json).toEqual(made);
});

test("BCFKS is refused with what can be had instead", async () => {
  const wish = { format: "BCFKS", keyPassword: "password", storePassword: "password" };
  const { status, json } = await ask("POST", `${clientPath}/generate-and-download`, wish);
  expect(status).toBe(406);
  expect(json.error).toContain("[JKS, PKCS12]");
});

test("admin events hold no private key of a client", async () => {
  const { privateKey } = (await ask("POST", `${clientPath}/generate`)).json;
  expect((await ask("GET", "/admin-events")).bytes.toString()).not.toContain(privateKey.slice(0, 40));
});

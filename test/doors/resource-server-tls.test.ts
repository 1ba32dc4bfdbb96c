import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createServer as createTlsServer } from "node:tls";
import { afterAll, expect, test } from "vitest";
import { startServer } from "../../src/index.ts";
import { type CertificatePair, createAuthority, issueCertificate } from "../../src/keys/local-authority.ts";
import { aClient, aRealm, SECRET } from "../support/builders.ts";
import { aWindow } from "../workbench/a-window.ts";

const nowSeconds = Math.floor(Date.now() / 1000);
const folder = await mkdtemp(join(tmpdir(), "resource-tls-"));
const authority = await createAuthority(nowSeconds);
const issue = (commonName: string) => issueCertificate(authority, { commonName, hosts: ["127.0.0.1"], nowSeconds });
const [serverPair, orders, other] = [await issue("localhost"), await issue("orders"), await issue("other")];
const files = { certificateFile: join(folder, "server.pem"), certificateKeyFile: join(folder, "server-key.pem") };
await writeFile(files.certificateFile, serverPair.certificate);
await writeFile(files.certificateKeyFile, serverPair.key);
const attributes = {
  "tls.client.certificate.bound.access.tokens": "true",
  "allow.token.introspection.without.audience.check": "true",
};
const realm = aRealm({ clients: [aClient("orders", { attributes })] });
const server = await startServer({ realm: realm as never, https: { ...files, clientAuth: "request" } });
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const send = (path: string, pair: CertificatePair | undefined, headers: Record<string, string>, form?: object) =>
  new Promise<{ status: number; json: Record<string, string> }>((done, failed) => {
    const call = request(
      `${server.httpsBaseUrl}${path}`,
      {
        method: form ? "POST" : "GET",
        ca: authority.certificate,
        headers: { ...headers, ...(form && { "content-type": "application/x-www-form-urlencoded" }) },
        ...(pair && { cert: pair.certificate, key: pair.key }),
        agent: false,
      },
      (response) =>
        void text(response).then((body) => done({ status: response.statusCode ?? 0, json: JSON.parse(body) }), failed),
    );
    call.on("error", failed);
    call.end(form && new URLSearchParams({ ...form }).toString());
  });

test.each(["signature", "introspection"])(
  "a certificate-bound token opens the resource only with its certificate (RFC 8705 §3), known by %s",
  async (verification) => {
    const settings = {
      enabled: true,
      scopes: [],
      realmRoles: [],
      clientRoles: {},
      verification,
      introspectAs: "orders",
    };
    await aWindow(server).call("POST", "/realms/test/resource-server", { settings });
    const form = { grant_type: "client_credentials", client_id: "orders", client_secret: SECRET };
    const { json } = await send("/realms/test/protocol/openid-connect/token", orders, {}, form);
    const authorization = `Bearer ${json["access_token"]}`;
    expect(await send("/resource/test", other, { authorization })).toMatchObject({
      status: 401,
      json: { error: "invalid_token" },
    });
    expect((await send("/resource/test", undefined, { authorization })).status).toBe(401);
    expect(await send("/resource/test", orders, { authorization })).toMatchObject({ status: 200 });
  },
);

test("the secret that the resource server asks with goes to this server, whatever the Host header says", async () => {
  const settings = { enabled: true, scopes: [], realmRoles: [], clientRoles: {}, verification: "introspection" };
  await aWindow(server).call("POST", "/realms/test/resource-server", {
    settings: { ...settings, introspectAs: "orders" },
  });
  let seen = "";
  const thief = createTlsServer({ cert: serverPair.certificate, key: serverPair.key }, (socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      seen += chunk;
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{"active":true}');
    });
  });
  await new Promise<void>((listening) => thief.listen(0, "127.0.0.1", listening));
  const { port } = thief.address() as { readonly port: number };
  const answer = await send("/resource/test", undefined, { authorization: "Bearer x", host: `127.0.0.1:${port}` });
  thief.close();
  expect(seen).toBe("");
  expect(answer).toMatchObject({ status: 401, json: { error: "invalid_token" } });
});

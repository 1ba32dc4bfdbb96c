import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startServer } from "../../src/index.ts";
import { createAuthority, issueCertificate } from "../../src/keys/local-authority.ts";
import { aConsole } from "../support/a-console.ts";
import { aClient, aRealm, SECRET } from "../support/builders.ts";
import { openForAll } from "../support/with-admin.ts";

const nowSeconds = Math.floor(Date.now() / 1000);
const authority = await createAuthority(nowSeconds);
const stranger = await createAuthority(nowSeconds);

/** A server elsewhere, whose certificate only its own authority vouches for. */
async function aSecureIssuer() {
  const folder = await mkdtemp(join(tmpdir(), "https-issuer-"));
  const pair = await issueCertificate(authority, { commonName: "sso", hosts: ["127.0.0.1"], nowSeconds });
  const files = { certificateFile: join(folder, "server.pem"), certificateKeyFile: join(folder, "server-key.pem") };
  await writeFile(files.certificateFile, pair.certificate);
  await writeFile(files.certificateKeyFile, pair.key);
  const server = await startServer({ realm: aRealm({ clients: [aClient("orders")] }) as never, https: files });
  return {
    issuer: `${server.httpsBaseUrl}/realms/test`,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
}

const app = await openForAll();
const { page } = app;
const shown = aConsole(page);
const elsewhere = await aSecureIssuer();
afterAll(elsewhere.stop);
await app.visit("#/demo/console?elsewhere");

const ca = () => page.getByLabel("Own CA (PEM)", { exact: true });
const notVerified = () => page.getByLabel(/^Do not verify the certificate/);
const told = () => shown.request.getByRole("button", { name: "What the issuer says about itself" });
const refusal = () =>
  shown.request.getByText(/the authority of 127\.0\.0\.1:\d+ is not trusted|is not one the system trusts/);

test("an issuer whose authority nobody knows is not read, and the way out is said", async () => {
  await page.getByLabel("Issuer", { exact: true }).fill(elsewhere.issuer);
  await page.keyboard.press("Enter");
  await refusal().waitFor();
  await shown.request.getByText(/give the certificate of its own authority \(CA\)/).waitFor();
  expect(await told().count()).toBe(0);
});

test("with its own CA it is read again by itself, and the call shows how the connection is secured", async () => {
  await page.getByLabel("Client ID", { exact: true }).fill("orders");
  await page.getByLabel("Client Secret", { exact: true }).fill(SECRET);
  await shown.unfold("Whom to trust");
  await ca().fill(authority.certificate);
  await told().waitFor();
  await expect.poll(() => refusal().count()).toBe(0);
  await shown.send("200");
  await shown.exchange.getByText(/TLSv1\.3, \S+ · certificate trusted · sso, by .+, until /).waitFor();
});

test("the CA of somebody else does not do, and neither is asked while it is half typed", async () => {
  await ca().fill(stranger.certificate);
  await shown.request.getByText(/The request could not be sent: the authority of/).waitFor();
  expect(await told().count()).toBe(0);
  await ca().fill("-----BEGIN CERTIFICATE-----");
  await expect.poll(() => shown.request.getByText("The request could not be sent").count()).toBe(0);
});

test("not to verify is warned of, reads it by itself, and the call says that the certificate is not trusted", async () => {
  await ca().fill("");
  await refusal().waitFor();
  await notVerified().check();
  await shown.request.getByText(/Anybody between here and 127\.0\.0\.1:\d+ can read the client's secret/).waitFor();
  await told().waitFor();
  await shown.send("200");
  await shown.exchange.getByText(/certificate not trusted \(.+\)/).waitFor();
  await notVerified().uncheck();
  await refusal().waitFor();
  await shown.request.getByRole("button", { name: "Send", exact: true }).click();
  await expect.poll(() => refusal().count()).toBe(2);
});

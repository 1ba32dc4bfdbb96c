// The real window on a realm of its own, empty but for its name, and what others do to that realm meanwhile.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { _electron } from "playwright-core";
import { prepareTestRuntime } from "../support/electron-runtime.mjs";

const REALM = "walk";
const root = resolve(import.meta.dirname, "../..");

/** Programs at the token endpoint, and a second window. */
function createOthers(page, baseUrl) {
  const tokenUrl = `${baseUrl}/realms/${REALM}/protocol/openid-connect/token`;
  const ask = (more) =>
    fetch(tokenUrl, { method: "POST", body: new URLSearchParams({ grant_type: "client_credentials", ...more }) });
  /** @returns {Promise<any>} what the Workbench API answers */
  const call = (method, path, body) =>
    page.evaluate(
      async ([verb, address, sent]) => {
        const headers = { "content-type": "application/json" };
        const answer = await fetch(address, { method: verb, headers, ...(sent && { body: JSON.stringify(sent) }) });
        if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
        return answer.json();
      },
      [method, `/workbench/realms/${REALM}${path}`, body],
    );
  const found = async () => {
    const { revision, clients } = await call("GET", "/clients");
    return { revision, id: clients.find(({ clientId }) => clientId === "orders-service").id };
  };
  const readSecret = async () => (await call("POST", `/clients/${(await found()).id}/secret`, {})).secret;
  /** @param {Record<string, string>} more */
  const issuedToken = async (more = { scope: "orders" }) => {
    const answer = await ask({ client_id: "orders-service", client_secret: await readSecret(), ...more });
    if (!answer.ok) throw new Error(`No token: ${await answer.text()}`);
    return (await answer.json()).access_token;
  };
  return {
    call,
    readSecret,
    issuedToken,
    async refusedRequests() {
      const secret = await readSecret();
      await ask({ client_id: "orders-service", client_secret: "wrong" });
      await ask({ client_id: "orders-service", client_secret: secret, scope: "nothing" });
      await ask({ client_id: "orders-servcie", client_secret: secret });
    },
    async heldButCut(name) {
      const { revision, id } = await found();
      const role = crypto.randomUUID();
      const edits = [
        { type: "createRole", id: role, name },
        { type: "assignRole", client: id, role },
      ];
      await call("POST", "/edits", { baseRevision: revision, edits });
    },
  };
}

async function launch(folder) {
  const workspace = join(folder, "workspace");
  mkdirSync(join(workspace, "realms"), { recursive: true });
  writeFileSync(join(workspace, "realms", `${REALM}.json`), JSON.stringify({ realm: REALM, enabled: true }));
  const { executable } = await prepareTestRuntime();
  return _electron.launch({
    executablePath: executable,
    args: ["--no-sandbox", "--disable-gpu", ".", "--port", "0", "--workspace", workspace],
    cwd: root,
    env: { ...process.env, TOKENBENCH_USER_DATA: folder },
  });
}

/** Starts it at the list of clients; needs a display. */
export async function startWalkedApp() {
  const folder = mkdtempSync(join(tmpdir(), "walk-"));
  const app = await launch(folder);
  const page = await app.firstWindow();
  page.setDefaultTimeout(20_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.evaluate((realm) => {
    window.location.hash = `#/${realm}/clients`;
  }, REALM);
  const issuer = await page.locator("header code").textContent();
  const others = createOthers(page, String(issuer).replace(/\/realms\/.*$/, ""));
  const close = async () => {
    app.process().kill("SIGKILL"); // a window with edits would ask before it closes
    await app.waitForEvent("close");
    rmSync(folder, { recursive: true, force: true });
  };
  return { page, others, close };
}

// How soon each screen shows in a realm of 1,000 clients and 2,000 roles: node test/bench/screens.mjs [rounds]
// From the change of the address until what the screen is for is painted, as a person sees it; the median of the rounds.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { signIn } from "../support/screens.mjs";
import { aWorkspaceFolder, startBrowser, startServe } from "../support/served-app.mjs";

const ROUNDS = Number(process.argv[2] ?? 5);
const CLIENTS = 1000;

const nameOf = (i) => `client-${String(i).padStart(4, "0")}`;
const rolesOf = (i) => Array.from({ length: 20 }, (_, k) => `role-${(i * 7 + k * 31) % 1000}`);

/** Each client has a role of its own, a mapper, and twenty of the thousand realm roles. */
const realm = {
  realm: "large",
  enabled: true,
  roles: {
    realm: Array.from({ length: 1000 }, (_, i) => ({ name: `role-${i}`, description: `Role number ${i}` })),
    client: Object.fromEntries(Array.from({ length: CLIENTS }, (_, i) => [nameOf(i), [{ name: "read" }]])),
  },
  clients: Array.from({ length: CLIENTS }, (_, i) => ({
    clientId: nameOf(i),
    secret: `secret-${i}`,
    serviceAccountsEnabled: true,
    protocolMappers: [
      {
        name: "audience",
        protocol: "openid-connect",
        protocolMapper: "oidc-audience-mapper",
        config: { "included.custom.audience": `api-${i}`, "access.token.claim": "true" },
      },
    ],
  })),
  users: Array.from({ length: CLIENTS }, (_, i) => ({
    username: `service-account-${nameOf(i)}`,
    enabled: true,
    serviceAccountClientId: nameOf(i),
    realmRoles: rolesOf(i),
    clientRoles: { [nameOf((i + 1) % CLIENTS)]: ["read"] },
  })),
};

const workspace = await aWorkspaceFolder();
const file = join(workspace.path, "large.json");
writeFileSync(file, JSON.stringify(realm));
const server = await startServe(join(workspace.path, "workspace"), ["--realm", file]);
const browser = await startBrowser();
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
const page = await context.newPage();
await signIn(page, server.signInUrl);

/** Milliseconds from the new address until an element of this selector holds the text, painted. */
const show = (hash, selector, text) =>
  page.evaluate(
    ([to, wanted, words]) =>
      new Promise((shown) => {
        const start = performance.now();
        const look = () => {
          const found = [...document.querySelectorAll(wanted)].some(
            (element) => element.textContent.includes(words) && element.checkVisibility(),
          );
          if (found) requestAnimationFrame(() => setTimeout(() => shown(performance.now() - start)));
          else setTimeout(look, 2);
        };
        window.location.hash = to;
        setTimeout(look, 0);
      }),
    [hash, selector, text],
  );

const leave = () => show("#/large/unknown", "h1, h2", "");
const hrefOf = (text) =>
  page.evaluate(
    (words) => [...document.querySelectorAll("a")].find((a) => a.textContent === words)?.getAttribute("href"),
    text,
  );

await show("#/large/clients", "a", nameOf(0));
const client = await hrefOf(nameOf(0));
const id = client.split("/").at(-1);
await show("#/large/roles", "a", "role-0");
const role = await hrefOf("role-0");
await show("#/large/client-scopes", "h1", "Client scopes");
await page.getByRole("switch", { name: /Show built-in/ }).check();
await page.getByRole("link", { name: "email", exact: true }).waitFor();
const scope = await hrefOf("email");

const screens = [
  ["Clients", "#/large/clients", "a", nameOf(0)],
  ["Client", client, "[aria-label='Token preview'] *", "api-0"],
  ["Client, Service account roles", `${client}/service-account-roles`, "td", "role-0"],
  ["Client, Client scopes", `${client}/client-scopes`, "#section-client-scopes *", "Full scope allowed"],
  ["Client scopes", "#/large/client-scopes", "h2, a", ""],
  ["Client scope", scope, "h1", "email"],
  ["Realm roles", "#/large/roles", "a", "role-0"],
  ["Role", role, "h1", "role-0"],
  ["Roles & Scopes", `#/large/roles-and-scopes?client=${id}`, "[role=rowheader], th, [role=gridcell]", "role-0"],
  ["Sessions", "#/large/sessions", "h1", "Sessions"],
  ["Events", "#/large/events", "h1", "Events"],
  ["History", "#/large/history", "h1", "History"],
  ["Realm settings", "#/large/realm-settings", "h2", "Keys"],
  ["Console", `#/large/console?client=${id}`, "pre", "grant_type"],
  ["Resource server", "#/large/resource-server", "h1", "Resource server"],
  ["Import / Export", "#/large/import-export", "h1, h2", ""],
];

for (const [name, hash, selector, text] of screens) {
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await leave();
    times.push(await show(hash, selector, text));
  }
  times.sort((a, b) => a - b);
  console.log(`${name.padEnd(32)} median ${times[ROUNDS >> 1].toFixed(0).padStart(4)} ms, best ${times[0].toFixed(0)}`);
}

for (const one of [browser, server, workspace]) await one[Symbol.asyncDispose]();

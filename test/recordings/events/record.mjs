#!/usr/bin/env node
// Asks a real Keycloak 26.7 that has imported test/parity/realms/parity.json which events the cases leave, and writes
// recorded.json. Of two events of one request the last is kept.
//
//   node record.mjs --base http://127.0.0.1:8180 [--only TEXT]      administrator: admin/admin
import { readFile, writeFile } from "node:fs/promises";
import { exchange, form } from "../../parity/http.mjs";
import cases from "./cases.mjs";
import { comparable, idsIn, REALM, send } from "./play.mjs";

const option = (name, otherwise) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : otherwise);
const base = option("--base", "http://127.0.0.1:8180");
const only = option("--only", "");
const known = idsIn(await readFile(new URL("../../parity/realms/parity.json", import.meta.url), "utf8"));
const file = new URL("recorded.json", import.meta.url);
const before = JSON.parse(await readFile(file, "utf8").catch(() => "[]"));

async function signIn() {
  const body = form({ grant_type: "password", client_id: "admin-cli", username: "admin", password: "admin" });
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const { text } = await exchange(base, { method: "POST", path: "/realms/master/protocol/openid-connect/token", headers, body });
  return { authorization: `Bearer ${JSON.parse(text).access_token}`, "content-type": "application/json" };
}

const events = (headers, method, below = "", body = undefined) =>
  exchange(base, { method, path: `/admin/realms/${REALM}/events${below}`, headers, ...(body && { body: JSON.stringify(body) }) });

const TYPES = ["CLIENT_LOGIN", "LOGIN", "REFRESH_TOKEN", "INTROSPECT_TOKEN", "REVOKE_GRANT", "USER_INFO_REQUEST", "LOGOUT", "TOKEN_EXCHANGE",
  "CODE_TO_TOKEN", "OAUTH2_DEVICE_CODE_TO_TOKEN", "AUTHREQID_TO_TOKEN", "PERMISSION_TOKEN", "VALIDATE_ACCESS_TOKEN", "OAUTH2_EXTENSION_GRANT", "JWT_AUTHORIZATION_GRANT"];
const enabledEventTypes = TYPES.flatMap((type) => [type, `${type}_ERROR`]);
const set = await events(await signIn(), "PUT", "/config", { eventsEnabled: true, eventsListeners: ["jboss-logging"], enabledEventTypes, adminEventsEnabled: false, adminEventsDetailsEnabled: false });
if (set.status !== 204) throw new Error(`events cannot be switched on: ${set.status} ${set.text}`);

const recorded = [];
for (const { id, before: first, request } of cases) {
  if (!id.includes(only)) continue;
  const headers = await signIn();
  const answers = [];
  for (const each of first) answers.push(await send(base, each, answers));
  await events(headers, "DELETE");
  await send(base, request, answers);
  const found = JSON.parse((await events(headers, "GET")).text);
  recorded.push({ id, before: first, request, event: comparable(found.sort((a, b) => b.time - a.time)[0], base, known) });
}
const kept = only ? before.map((each) => recorded.find(({ id }) => id === each.id) ?? each) : recorded;
await writeFile(file, `${JSON.stringify(kept, null, 1)}\n`);
console.log(`${recorded.length} cases recorded`);

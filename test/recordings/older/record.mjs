#!/usr/bin/env node
// Records what a real Keycloak 26.7 makes of realms/*.json: the realms as it then exports them and the claims of the tokens
// of their service accounts. It must be a Keycloak of its own that has none of them yet and can be stopped:
//   keycloak start 8290
//   node test/recordings/older/record.mjs tokens http://127.0.0.1:8290       administrator: admin/admin
//   stop it, then in its folder: bin/kc.sh export --dir EXPORT --users realm_file
//   node test/recordings/older/record.mjs realms EXPORT
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exchange, form } from "../../parity/http.mjs";
import { comparable } from "./comparable.mjs";
import { laidOut } from "./laid-out.mjs";

const [what, from] = process.argv.slice(2);
const at = (path) => new URL(path, import.meta.url);
const files = readdirSync(at("realms/")).map((name) => ({ name, text: readFileSync(at(`realms/${name}`), "utf8") }));
const write = (path, value) => writeFileSync(at(path), `${laidOut(value)}\n`);

const ASKED = [
  { client: "orders" },
  { client: "orders", scope: "openid" },
  { client: "reports" },
  { client: "reports", scope: "warehouse" },
];

/** What differs from token to token, and where the caller was. */
const PASSING = ["exp", "iat", "jti", "iss", "sid", "clientHost", "clientAddress", "at_hash"];

const headers = { "content-type": "application/x-www-form-urlencoded" };
const ask = (realm, fields) =>
  exchange(from, { method: "POST", path: `/realms/${realm}/protocol/openid-connect/token`, headers, body: form(fields) });

const partOf = (token, i) => JSON.parse(Buffer.from(token.split(".")[i], "base64url").toString());

async function tokenOf(realm, { client, scope }, text) {
  const answer = await ask(realm, { grant_type: "client_credentials", client_id: client, client_secret: "password", ...(scope && { scope }) });
  const { access_token: token, id_token: idToken, scope: granted, error } = JSON.parse(answer.text);
  if (error) return { client, scope, answer: answer.status, error };
  const [{ kid }, claims] = [partOf(token, 0), partOf(token, 1)];
  const lifespanSeconds = claims.exp - claims.iat;
  for (const name of PASSING) if (name in claims) claims[name] = "passing";
  return { client, ...(scope && { scope }), answer: answer.status, granted, idToken: idToken !== undefined, kid, lifespanSeconds, claims: comparable(claims, text) };
}

async function recordTokens() {
  const recorded = {};
  for (const { name, text } of files) {
    const { realm } = JSON.parse(text);
    const admin = JSON.parse((await ask("master", { grant_type: "password", client_id: "admin-cli", username: "admin", password: "admin" })).text);
    const authorization = `Bearer ${admin.access_token}`;
    const made = await exchange(from, { method: "POST", path: "/admin/realms", headers: { authorization, "content-type": "application/json" }, body: text });
    if (made.status !== 201) throw new Error(`${name}: ${made.status} ${made.text}`);
    recorded[name] = [];
    for (const each of ASKED) recorded[name].push(await tokenOf(realm, each, text));
  }
  write("golden/tokens.json", recorded);
}

/** Flows that every realm has Keycloak makes at each import; what counts are those of the file, and what joins them. */
const JOINS = ["Organization", "Browser - Conditional Organization"];

function ofFile(flows, { authenticationFlows: brought }) {
  const aliases = [...(brought ?? []).map(({ alias }) => alias), ...JOINS];
  return brought ? flows.filter(({ alias }) => aliases.includes(alias)) : [];
}

function recordRealms() {
  for (const { name, text } of files) {
    const given = JSON.parse(text);
    const { authenticatorConfig: _made, authenticationFlows, ...realm } = JSON.parse(readFileSync(join(from, `${given.realm}-realm.json`), "utf8"));
    write(`golden/${name}`, comparable({ ...realm, authenticationFlows: ofFile(authenticationFlows, given) }, text));
  }
}

if (what === "tokens") await recordTokens();
else recordRealms();

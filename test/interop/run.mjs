// npm run interop: clients in Python, Go, Java and Rust, and kcadm, against a running Tokenbench, one line per step.
//   --only TEXT                           programs whose name has TEXT in it
//   --base URL --admin NAME:PASSWORD      against a server that runs already, also a real Keycloak
//   --write                               writes the results into README.md
// A language that is not installed is skipped with a word; the exit code is 1 when a program failed.
import { spawn, spawnSync } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { buildWhatIsStale } from "../support/build.mjs";
import { startServe } from "../support/served-app.mjs";
import { programs } from "./programs.mjs";
import { writeResults } from "./results.mjs";
import { connectAdmin } from "./running-server.mjs";

const BUILD_LIMIT_MS = 20 * 60_000;
const RUN_LIMIT_MS = 10 * 60_000;
const say = (line) => process.stderr.write(`${line}\n`);

const { values: options } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    base: { type: "string" },
    admin: { type: "string" },
    write: { type: "boolean", default: false },
  },
});

/** The realm under a name of this run, with a key pair of this run; no private key stands in the repository. */
function prepareRealm(folder, name) {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const about = { kid: "interop", alg: "RS256", use: "sig" };
  const files = { realm: join(folder, "realm.json"), pem: join(folder, "key.pem"), jwk: join(folder, "key.json") };
  const realm = JSON.parse(readFileSync(join(import.meta.dirname, "realm.json"), "utf8"));
  const byKey = realm.clients.find(({ attributes }) => attributes?.["jwks.string"]);
  byKey.attributes["jwks.string"] = JSON.stringify({ keys: [{ ...publicKey.export({ format: "jwk" }), ...about }] });
  writeFileSync(files.realm, JSON.stringify({ ...realm, realm: name }));
  writeFileSync(files.pem, privateKey.export({ type: "pkcs8", format: "pem" }));
  writeFileSync(files.jwk, JSON.stringify({ ...privateKey.export({ format: "jwk" }), ...about }));
  return files;
}

/** A Tokenbench of its own with the realm; it ends with the run. */
async function startTokenbench(folder, realmFile) {
  const problem = buildWhatIsStale();
  if (problem) throw new Error(problem);
  const admin = { name: "admin", password: randomBytes(16).toString("hex") };
  process.env["KC_BOOTSTRAP_ADMIN_USERNAME"] = admin.name;
  process.env["KC_BOOTSTRAP_ADMIN_PASSWORD"] = admin.password;
  const served = await startServe(join(folder, "workspace"), ["--realm", realmFile]);
  return { title: "Tokenbench", base: served.baseUrl, admin, stop: () => served.kill() };
}

/** The server that `--base` names gets the realm by its Admin API, and loses what this run made in the end. */
async function joinServer(realmFile, realmName) {
  const [, name, password] = /^([^:]+):(.*)$/.exec(options.admin ?? "") ?? [];
  if (!name) throw new Error("--base needs --admin NAME:PASSWORD");
  const base = options.base.replace(/\/$/, "");
  const server = await connectAdmin(base, { name, password });
  await server.createRealm(readFileSync(realmFile, "utf8"));
  const stop = () => server.deleteRealmsNamedFrom(realmName);
  return { title: `Keycloak ${server.version}`, base, admin: { name, password }, stop };
}

const builds = new Map();

/** Builds what a language needs, once a run. @returns what kept it from being built */
function build(language) {
  for (const [command, ...words] of language.build()) {
    const options = { encoding: "utf8", timeout: BUILD_LIMIT_MS, maxBuffer: 64 * 1024 * 1024 };
    const { status, stdout, stderr } = spawnSync(command, words, options);
    if (status === 0) continue;
    say(`${stdout}${stderr}`.trim());
    return `not built: ${command} ended with code ${status}`;
  }
  return undefined;
}

/** Runs a program, its lines passed on. @returns its exit code and the lines it printed */
async function run([command, ...words], env) {
  const stdio = ["ignore", "pipe", "inherit"];
  const child = spawn(command, words, { stdio, env: { ...process.env, ...env }, timeout: RUN_LIMIT_MS });
  const ended = once(child, "close").catch(() => [1]);
  const lines = [];
  for await (const line of createInterface({ input: child.stdout })) {
    console.log(line);
    lines.push(line);
  }
  const [code] = await ended;
  return { code: code ?? 1, lines };
}

async function runProgram({ name, language, command, libraries }, server, realmName, files) {
  const result = { name, libraries: libraries(), passed: [], failed: [] };
  const absent = language.absent();
  if (absent) return { ...result, skipped: absent };
  if (!builds.has(language)) builds.set(language, build(language));
  const problem = builds.get(language);
  if (problem) return { ...result, failed: [problem] };
  const { code, lines } = await run(command, surroundings(name, server, realmName, files));
  const stepsOf = (word) => lines.filter((line) => line.startsWith(word)).map((line) => line.slice(word.length));
  const passed = stepsOf(`ok ${name} `);
  const failed = stepsOf(`failed ${name} `);
  if (failed.length === 0 && (code !== 0 || passed.length === 0)) failed.push(`ended with code ${code}`);
  return { ...result, passed, failed };
}

/** What a program is told. An administrator's script makes a realm of its own. */
const surroundings = (name, { base, admin }, realmName, files) => ({
  INTEROP_BASE: base,
  INTEROP_REALM: name.startsWith("admin ") ? `${realmName}-${name.split(" ").at(-1)}` : realmName,
  INTEROP_KEY_PEM: files.pem,
  INTEROP_KEY_JWK: files.jwk,
  INTEROP_ADMIN_NAME: admin.name,
  INTEROP_ADMIN_PASSWORD: admin.password,
});

function conclude({ name, passed, failed, skipped }) {
  if (skipped) return `skipped ${name}: ${skipped}`;
  if (failed.length > 0) return `${name}: ${failed.length} failed, ${passed.length} passed`;
  return `${name}: ${passed.length} passed`;
}

/** @returns the exit code of the run */
async function runAll(server, realmName, files) {
  const results = [];
  for (const program of programs.filter(({ name }) => name.includes(options.only)))
    results.push(await runProgram(program, server, realmName, files));
  say(`\nagainst ${server.title} at ${server.base}`);
  for (const result of results) say(conclude(result));
  if (options.write) writeResults(server.title, results);
  return results.some(({ failed }) => failed.length > 0) ? 1 : 0;
}

if (options.write && options.only) {
  say("--write wants the results of all programs, so not with --only");
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), "tokenbench-interop-"));
try {
  const realmName = `interop-${randomBytes(3).toString("hex")}`;
  const files = prepareRealm(folder, realmName);
  const server = await (options.base ? joinServer(files.realm, realmName) : startTokenbench(folder, files.realm));
  try {
    process.exitCode = await runAll(server, realmName, files);
  } finally {
    await server.stop();
  }
} catch (error) {
  say(error.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

// npm run bench: what a token costs, as a ratio. `serve` is measured against a floor in the same run: a bare node:http
// server that only signs the same claims. CPU time of the server per answer hardly depends on neighbours; tokens per
// second do. Also: cold start to the first token on an existing workspace, and memory after 20,000 tokens.
import { execFileSync, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";

const here = import.meta.dirname;
const cli = join(here, "../../dist/cli/tokenbench.mjs");
const folder = mkdtempSync(join(tmpdir(), "tokenbench-bench-"));
const workspace = join(folder, "workspace");
const TICKS_PER_SECOND = Number(execFileSync("getconf", ["CLK_TCK"]));
const SECRET = "bench-secret";
/** The best round counts, for both alike: neighbours on the machine only ever add. */
const ROUNDS = 6;

const client = (clientId, attributes = {}) => ({ clientId, secret: SECRET, serviceAccountsEnabled: true, attributes });
const clientKeys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const publicKey = { ...clientKeys.publicKey.export({ format: "jwk" }), kid: "bench", use: "sig" };
const signing = (alg) => client(alg.toLowerCase(), { "access.token.signed.response.alg": alg });
const realm = {
  realm: "bench",
  enabled: true,
  clients: [
    signing("RS256"),
    signing("ES256"),
    signing("EdDSA"),
    {
      ...client("by-key", { "use.jwks.string": "true", "jwks.string": JSON.stringify({ keys: [publicKey] }) }),
      clientAuthenticatorType: "client-jwt",
    },
  ],
};

/** Server and load on a core each, where there are two to choose from. */
const pinned = (core, command, args) =>
  availableParallelism() > 1 ? ["taskset", ["-c", String(core), command, ...args]] : [command, args];

async function start(core, args, isReady) {
  const [command, all] = pinned(core, process.execPath, args);
  const child = spawn(command, all, { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const url = isReady(line);
    if (url) {
      child.stdout.resume();
      return { child, url };
    }
  }
  throw new Error(`${args.join(" ")} did not start`);
}

const startTokenbench = () =>
  start(0, [cli, "serve", "--port", "0", "--workspace", workspace], (line) => /answers at (\S+)/.exec(line)?.[1]);
const startFloor = (keyFile) =>
  start(0, [join(here, "floor.mjs"), keyFile], (line) => /^listening (\S+)/.exec(line)?.[1]);

async function stop({ child }) {
  child.kill();
  await once(child, "exit");
}

const cpuSeconds = ({ child }) => {
  const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
};
const residentMiB = ({ child }) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]) / 1024;

/** How a client proves itself to the load's server. */
const bySecret = ["--secret", SECRET];

async function load(url, clientId, count, proof = bySecret) {
  const words = [join(here, "load.mjs"), url, clientId, String(count), ...proof];
  const [command, args] = pinned(1, process.execPath, words);
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  let out = "";
  child.stdout.on("data", (chunk) => (out += chunk));
  await once(child, "exit");
  return JSON.parse(out);
}

async function measure(server, url, { clientId, count, proof }) {
  await load(url, clientId, count / 10, proof); // warm
  const before = cpuSeconds(server);
  const { seconds } = await load(url, clientId, count, proof);
  return { cpuMicros: ((cpuSeconds(server) - before) / count) * 1e6, perSecond: count / seconds };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const best = (runs, name) => {
  const values = runs.map((run) => run[name]);
  return name === "cpuMicros" ? Math.min(...values) : Math.max(...values);
};

async function compare(
  tokenbench,
  name,
  { alg = name, count, clientId = alg.toLowerCase(), proof = bySecret, clientKey },
) {
  const tokenUrl = `${tokenbench.url}/realms/bench/protocol/openid-connect/token`;
  const keyFile = join(folder, `${name}.json`);
  const asked = { clientId, count, proof };
  writeFileSync(keyFile, JSON.stringify({ ...(await floorInput(tokenUrl, alg)), clientKey }));
  const floor = await startFloor(keyFile);
  const ours = [];
  const theirs = [];
  for (let round = 0; round < ROUNDS; round++) {
    theirs.push(await measure(floor, floor.url, asked));
    ours.push(await measure(tokenbench, tokenUrl, asked));
  }
  await stop(floor);
  const row = (figure) => [best(theirs, figure), best(ours, figure)];
  const [floorCpu, ourCpu] = row("cpuMicros");
  const [floorRate, ourRate] = row("perSecond");
  console.log(
    `${name}: CPU µs per token: floor ${floorCpu.toFixed(0)}, serve ${ourCpu.toFixed(0)}: ${(floorCpu / ourCpu).toFixed(2)} of the floor`,
  );
  console.log(
    `${name}: tokens per second: floor ${floorRate.toFixed(0)}, serve ${ourRate.toFixed(0)}: ${(ourRate / floorRate).toFixed(2)} of the floor`,
  );
}

const PROVIDERS = { RS256: "rsa-generated", ES256: "ecdsa-generated", EdDSA: "eddsa-generated" };

/** The claims of a real token and the very key that signed it. */
async function floorInput(tokenUrl, alg) {
  const clientId = alg.toLowerCase();
  const response = await fetch(tokenUrl, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: SECRET }),
  });
  const answer = await response.json();
  const claims = JSON.parse(Buffer.from(answer.access_token.split(".")[1], "base64url").toString());
  const document = JSON.parse(readFileSync(join(workspace, "realms/bench.json"), "utf8"));
  const providers = document.components["org.keycloak.keys.KeyProvider"];
  const provider = providers.find(({ providerId }) => providerId === PROVIDERS[alg]);
  const { privateKey, ecdsaPrivateKey, eddsaPrivateKey } = provider.config;
  const [key] = privateKey ?? ecdsaPrivateKey ?? eddsaPrivateKey;
  return { alg, key, type: alg === "RS256" ? "pkcs1" : "pkcs8", claims, answer };
}

/** By node:http, since the first `fetch` of a process takes 30 ms to load. */
async function post(url, form) {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const call = request(url, { method: "POST", headers }).end(new URLSearchParams(form).toString());
  const [response] = await once(call, "response");
  const [body] = await Promise.all([text(response), once(response, "end")]);
  if (response.statusCode !== 200) throw new Error(`answered ${response.statusCode}: ${body}`);
}

/** From the start of the process to the first token in hand, on a workspace that is there. */
async function coldStartMs() {
  const began = performance.now();
  const server = await startTokenbench();
  await post(`${server.url}/realms/bench/protocol/openid-connect/token`, {
    grant_type: "client_credentials",
    client_id: "rs256",
    client_secret: SECRET,
  });
  const elapsed = performance.now() - began;
  await stop(server);
  return elapsed;
}

try {
  const realmFile = join(folder, "bench.json");
  writeFileSync(realmFile, JSON.stringify(realm));
  const first = await start(
    0,
    [cli, "serve", "--port", "0", "--workspace", workspace, "--realm", realmFile],
    (line) => /answers at (\S+)/.exec(line)?.[1],
  );
  await stop(first);
  const starts = [];
  for (let i = 0; i < 7; i++) starts.push(await coldStartMs());
  console.log(
    `cold start to first token: ${median(starts).toFixed(0)} ms (median of ${starts.length}, ${Math.min(...starts).toFixed(0)} to ${Math.max(...starts).toFixed(0)})`,
  );
  const tokenbench = await startTokenbench();
  await load(`${tokenbench.url}/realms/bench/protocol/openid-connect/token`, "rs256", 20_000);
  console.log(`resident memory after 20,000 tokens: ${residentMiB(tokenbench).toFixed(0)} MiB`);
  await compare(tokenbench, "RS256", { count: 4000 });
  await compare(tokenbench, "ES256", { count: 10_000 });
  await compare(tokenbench, "EdDSA", { count: 10_000 });
  const keyFile = join(folder, "client-key.json");
  writeFileSync(keyFile, JSON.stringify(clientKeys.privateKey.export({ format: "jwk" })));
  const proof = ["--assertions", keyFile, `${tokenbench.url}/realms/bench`];
  const byKey = { alg: "RS256", count: 4000, clientId: "by-key", proof, clientKey: publicKey };
  await compare(tokenbench, "private_key_jwt", byKey);
  await stop(tokenbench);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

// npm run bench: what a token costs, as a ratio. `serve` is measured against a floor in the same run: a bare node:http
// server that only signs the same claims. CPU time of the server per answer hardly depends on neighbours; tokens per
// second do. Also: cold start to the first token on an existing workspace, and memory after 20,000 tokens.
import { execFileSync, spawn } from "node:child_process";
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
const realm = {
  realm: "bench",
  enabled: true,
  clients: [client("rs256"), client("es256", { "access.token.signed.response.alg": "ES256" })],
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

async function load(url, clientId, count) {
  const [command, args] = pinned(1, process.execPath, [join(here, "load.mjs"), url, clientId, SECRET, String(count)]);
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  let out = "";
  child.stdout.on("data", (chunk) => (out += chunk));
  await once(child, "exit");
  return JSON.parse(out);
}

async function measure(server, url, clientId, count) {
  await load(url, clientId, count / 10); // warm
  const before = cpuSeconds(server);
  const { seconds } = await load(url, clientId, count);
  return { cpuMicros: ((cpuSeconds(server) - before) / count) * 1e6, perSecond: count / seconds };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const best = (runs, name) => {
  const values = runs.map((run) => run[name]);
  return name === "cpuMicros" ? Math.min(...values) : Math.max(...values);
};

async function compare(tokenbench, alg, count) {
  const clientId = alg.toLowerCase();
  const tokenUrl = `${tokenbench.url}/realms/bench/protocol/openid-connect/token`;
  const keyFile = join(folder, `${alg}.json`);
  writeFileSync(keyFile, JSON.stringify(await floorInput(tokenUrl, clientId, alg)));
  const floor = await startFloor(keyFile);
  const ours = [];
  const theirs = [];
  for (let round = 0; round < ROUNDS; round++) {
    theirs.push(await measure(floor, floor.url, clientId, count));
    ours.push(await measure(tokenbench, tokenUrl, clientId, count));
  }
  await stop(floor);
  const row = (name) => [best(theirs, name), best(ours, name)];
  const [floorCpu, ourCpu] = row("cpuMicros");
  const [floorRate, ourRate] = row("perSecond");
  console.log(
    `${alg}: CPU µs per token: floor ${floorCpu.toFixed(0)}, serve ${ourCpu.toFixed(0)}: ${(floorCpu / ourCpu).toFixed(2)} of the floor`,
  );
  console.log(
    `${alg}: tokens per second: floor ${floorRate.toFixed(0)}, serve ${ourRate.toFixed(0)}: ${(ourRate / floorRate).toFixed(2)} of the floor`,
  );
}

/** The claims of a real token and the very key that signed it. */
async function floorInput(tokenUrl, clientId, alg) {
  const response = await fetch(tokenUrl, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: SECRET }),
  });
  const answer = await response.json();
  const claims = JSON.parse(Buffer.from(answer.access_token.split(".")[1], "base64url").toString());
  const document = JSON.parse(readFileSync(join(workspace, "realms/bench.json"), "utf8"));
  const providers = document.components["org.keycloak.keys.KeyProvider"];
  const provider = providers.find(
    ({ providerId }) => providerId === (alg === "RS256" ? "rsa-generated" : "ecdsa-generated"),
  );
  const key = provider.config.privateKey?.[0] ?? provider.config.ecdsaPrivateKey[0];
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
  await compare(tokenbench, "RS256", 4000);
  await compare(tokenbench, "ES256", 10_000);
  await stop(tokenbench);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

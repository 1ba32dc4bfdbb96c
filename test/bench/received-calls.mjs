// What the line of received calls costs: node test/bench/received-calls.mjs [folder of a built tree, this one unless given].
// Tokens with the window closed and open on Events, in turn: CPU time of the server per token, and tokens per second; memory;
// then 10,000 calls are scrolled through, and the time of each frame is taken.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { startBrowser } from "../support/served-app.mjs";

const here = import.meta.dirname;
const tree = resolve(process.argv[2] ?? join(here, "../.."));
const ROUNDS = Number(process.argv[3] ?? 3);
const TOKENS = 4000;
const SECRET = "password";
const TICKS_PER_SECOND = Number(execFileSync("getconf", ["CLK_TCK"]));
const folder = mkdtempSync(join(tmpdir(), "tokenbench-received-"));

async function startServe() {
  const args = [join(tree, "dist/cli/tokenbench.mjs"), "serve", "--port", "0", "--open", "--workspace", folder];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, BROWSER: "true", DISPLAY: "" },
  });
  let [url, signInUrl] = ["", ""];
  for await (const line of createInterface({ input: child.stdout })) {
    url ||= /answers at (http\S+?)\.?(\s|$)/.exec(line)?.[1] ?? "";
    signInUrl ||= /(http\S+#code=\S+)/.exec(line)?.[1] ?? "";
    if (url && signInUrl) break;
  }
  child.stdout.resume();
  return { child, url, signInUrl };
}

const cpuSeconds = ({ child }) => {
  const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
};
const residentMiB = ({ child }) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]) / 1024;

async function load(server, count) {
  const url = `${server.url}/realms/demo/protocol/openid-connect/token`;
  const child = spawn(
    process.execPath,
    [join(here, "load.mjs"), url, "product-sa-client", String(count), "--secret", SECRET],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const [out] = await Promise.all([text(child.stdout), once(child, "exit")]);
  return JSON.parse(out).seconds;
}

async function measure(server) {
  const before = cpuSeconds(server);
  const seconds = await load(server, TOKENS);
  return { cpuMicros: ((cpuSeconds(server) - before) / TOKENS) * 1e6, perSecond: TOKENS / seconds };
}

/** Milliseconds of the main thread's own time that a frame of scrolling takes: neighbours on the machine do not count. */
async function threadTimeOfScrolling(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const spent = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
  };
  const before = await spent();
  const told = await scrollThrough(page);
  const perFrameMs = Math.round((((await spent()) - before) / told.frames) * 100) / 100;
  await session.detach();
  return { perFrameMs, ...told };
}

/** Scrolls as a wheel does, a step each frame, and takes the time from frame to frame. */
const scrollThrough = (page) =>
  page.evaluate(async () => {
    const list = document.querySelector('ul[aria-label="Line of time"]').parentElement;
    list.scrollTop = 0;
    const frames = [];
    let longTasks = 0;
    const watch = new PerformanceObserver((entries) => {
      longTasks += entries.getEntries().length;
    });
    watch.observe({ type: "longtask" });
    await new Promise((done) => {
      let before = performance.now();
      let left = 600;
      const step = (now) => {
        frames.push(now - before);
        before = now;
        list.scrollTop += 120;
        if (left-- > 0) requestAnimationFrame(step);
        else done();
      };
      requestAnimationFrame(step);
    });
    watch.disconnect();
    frames.shift();
    frames.sort((a, b) => a - b);
    const at = (share) => Math.round(frames[Math.floor(share * (frames.length - 1))] * 10) / 10;
    const late = frames.filter((ms) => ms > 34).length;
    return { frames: frames.length, median: at(0.5), p95: at(0.95), max: at(1), late, longTasks };
  });

async function loadAll(page) {
  const count = page.getByRole("status").filter({ hasText: /events?$/ });
  await page.getByRole("list", { name: "Line of time" }).getByRole("button").first().focus();
  for (let i = 0; i < 400; i++) {
    await page.keyboard.press("End");
    if (!/or more/.test((await count.textContent()) ?? "")) break;
    await page.waitForTimeout(60);
  }
  return count.textContent();
}

const server = await startServe();
const browser = await startBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(server.signInUrl);
  await page.getByRole("heading", { name: "Clients", exact: true }).waitFor();
  const go = async (hash) => {
    await page.evaluate((to) => {
      window.location.hash = to;
    }, hash);
    await page.waitForTimeout(1500);
  };
  await load(server, 12_000); // the ring is full
  console.log(`resident memory with 10,000 calls kept: ${residentMiB(server).toFixed(0)} MiB`);
  for (let round = 1; round <= ROUNDS; round++) {
    await go("#/demo/clients");
    const closed = await measure(server);
    await go("#/demo/events");
    const open = await measure(server);
    const told = ({ cpuMicros, perSecond }) => `${cpuMicros.toFixed(0)} µs, ${perSecond.toFixed(0)}/s`;
    const more = ((open.cpuMicros / closed.cpuMicros - 1) * 100).toFixed(1);
    console.log(`round ${round}: closed ${told(closed)}; open on Events ${told(open)}; CPU ${more} % more`);
  }
  await page.waitForTimeout(5000); // what came last is asked for
  console.log(`loaded: ${await loadAll(page)}`);
  for (let round = 1; round <= ROUNDS; round++)
    console.log(`scroll ${round}: ${JSON.stringify(await threadTimeOfScrolling(page))}`);
  const heap = await page.evaluate(() => performance.memory?.usedJSHeapSize ?? 0);
  console.log(`the page's heap: ${(heap / 1024 / 1024).toFixed(0)} MB; server ${residentMiB(server).toFixed(0)} MiB`);
} finally {
  await browser.close();
  server.child.kill();
  await once(server.child, "exit");
  rmSync(folder, { recursive: true, force: true });
}

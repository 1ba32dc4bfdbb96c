// `npm run pack`: the packages that this machine can make, in release/. With Electron's own runtime they are releases;
// without it they stand on the runtime of the tests, are for tests alone, and say so.
// `npm run pack -- dir` makes only the unpacked app, quickly.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build, Platform } from "electron-builder";
import { buildWhatIsStale } from "../test/support/build.mjs";
import { findCommand } from "../test/support/chromium.mjs";
import { prepareTestRuntime } from "../test/support/electron-runtime.mjs";
import { release } from "./builder.mjs";

const root = resolve(import.meta.dirname, "..");
const say = (line) => process.stderr.write(`${line}\n`);

/** The oldest Electron that knows the fuse; older ones refuse the whole build for it. */
const KNOWS_FILE_PRIVILEGES = 29;

/**
 * Where electron-builder cannot fetch its tools, those of the system take their place.
 * @returns the targets that can be made with them
 */
function takeToolsOfSystem() {
  const sevenZip = findCommand("7zz");
  const debian = findCommand("dpkg-deb");
  if (sevenZip) process.env.ELECTRON_BUILDER_7ZIP_PATH ??= sevenZip;
  if (debian) process.env.CUSTOM_FPM_PATH ??= join(import.meta.dirname, "debian-package.mjs");
  return ["dir", ...(sevenZip ? ["zip"] : []), ...(debian ? ["deb"] : [])];
}

function sayWhatIsLeftOut(targets) {
  say("Left out: AppImage, Windows and macOS, whose parts come from GitHub.");
  if (!targets.includes("zip")) say("Left out: zip, for want of 7zz (Debian's package 7zip).");
  if (!targets.includes("deb")) say("Left out: deb, for want of dpkg-deb.");
}

function configFor(runtime) {
  if (runtime.source === "electron") return { ...release, electronVersion: runtime.version };
  const { grantFileProtocolExtraPrivileges, ...fuses } = release.electronFuses;
  const knows = Number.parseInt(runtime.version, 10) >= KNOWS_FILE_PRIVILEGES;
  return {
    ...release,
    electronDist: runtime.dist,
    electronVersion: runtime.version,
    electronFuses: knows ? { ...fuses, grantFileProtocolExtraPrivileges } : fuses,
    afterPack: ({ appOutDir }) => {
      for (const file of ["version", "resources/default_app.asar"]) rmSync(join(appOutDir, file), { force: true });
    },
  };
}

/**
 * Makes packages for this system in release/.
 * @param {readonly string[]} [wanted] targets of electron-builder; those that can be made when not said
 */
export async function pack(wanted) {
  const problem = buildWhatIsStale();
  if (problem) throw new Error(problem);
  const runtime = await prepareTestRuntime(say);
  const isRelease = runtime.source === "electron";
  if (!isRelease) say(`Electron ${runtime.version} (${runtime.source}) in place of the release's: for tests alone.`);
  process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL ??= isRelease ? "" : "1";
  const possible = isRelease ? [] : takeToolsOfSystem(); // none: those of the configuration
  if (!isRelease && !wanted) sayWhatIsLeftOut(possible);
  const targets = wanted ?? possible;
  rmSync(join(root, "release"), { recursive: true, force: true });
  return build({
    projectDir: root,
    config: configFor(runtime),
    targets: Platform.current().createTarget([...targets]),
    publish: "never",
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const words = process.argv.slice(2);
  const made = await pack(words.length > 0 ? words : undefined);
  for (const file of made) say(file);
  say(execFileSync("du", ["-sh", join(root, "release")], { encoding: "utf8" }).trim());
}

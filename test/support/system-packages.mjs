// What the tests need of the system: a display server, the libraries Electron is linked with, a browser, a font, and curl,
// with which a printed line is tried.
// As root on Debian the missing packages are installed; anyone else is told their names.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { findChromium, findCommand } from "./chromium.mjs";
import { hasDisplay } from "./display.mjs";

const quietly = (command, words) =>
  execFileSync(command, words, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });

/** Debian's package for each need, and whether the machine already meets it in this or another way. */
function findNeeds() {
  const libraries = quietly("/sbin/ldconfig", ["-p"]);
  const library = (name) => libraries.includes(`\t${name} `);
  return [
    ["xvfb", hasDisplay() || Boolean(findCommand("Xvfb"))],
    ["libgtk-3-0", library("libgtk-3.so.0")],
    ["libnss3", library("libnss3.so")],
    ["libasound2", library("libasound.so.2")],
    ["libgbm1", library("libgbm.so.1")],
    ["libatk-bridge2.0-0", library("libatk-bridge-2.0.so.0")],
    ["libcups2", library("libcups.so.2")],
    ["chromium", Boolean(findChromium())],
    ["curl", Boolean(findCommand("curl"))],
    ["fonts-dejavu-core", existsSync("/usr/share/fonts")],
  ];
}

/** Debian 13 and Ubuntu 24.04 have renamed libraries to `…t64`; there the old name is only a virtual one. */
function todaysName(name) {
  try {
    quietly("apt-cache", ["show", "--quiet=2", `${name}t64`]);
    return `${name}t64`;
  } catch {
    return name;
  }
}

function install(names) {
  process.stderr.write(`Installing Debian packages for the tests: ${names.join(" ")}\n`);
  quietly("apt-get", ["update", "-qq"]);
  quietly("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...names.map(todaysName)]);
}

/**
 * Meets the needs where it can.
 * @returns {string | undefined} one line for the person where it cannot
 */
export function prepareSystemPackages() {
  if (process.platform !== "linux") return undefined;
  const missing = findNeeds().flatMap(([name, met]) => (met ? [] : [name]));
  if (missing.length === 0) return undefined;
  if (process.getuid?.() !== 0 || !findCommand("apt-get")) {
    return `The tests need these packages (Debian's names); install them and run again: ${missing.join(" ")}`;
  }
  try {
    install(missing);
    return undefined;
  } catch (error) {
    const reason = String(error.stderr ?? error.message)
      .trim()
      .split("\n")
      .at(-1);
    return `These Debian packages could not be installed: ${missing.join(" ")} (${reason})`;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const problem = prepareSystemPackages();
  if (problem) process.stderr.write(`${problem}\n`);
  process.exitCode = problem ? 1 : 0;
}

"use strict";
// Stands in for Electron's own default app in the fallback runtime, which has none:
// `electron [flags] [-r module]... <app folder or file> [args]`. Playwright uses `-r`.
const { app } = require("electron");
const Module = require("node:module");
const path = require("node:path");

/** Splits the command line as Electron's default app does: modules to preload, then the first bare word is the app. */
function readCommandLine(words) {
  const preload = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === "-r" || word === "--require") preload.push(words[++i]);
    else if (!word.startsWith("-")) return { preload, target: word, targetIndex: i };
  }
  return { preload, target: undefined, targetIndex: -1 };
}

function describeApp(folder) {
  try {
    const description = require(path.join(folder, "package.json"));
    if (description.version) app.setVersion(description.version);
    if (description.productName || description.name) app.setName(description.productName || description.name);
    app.setAppPath(folder);
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
  }
}

const words = process.argv.slice(1);
if (words.includes("--version")) {
  process.stdout.write(`v${process.versions.electron}\n`);
  process.exit(0);
}
const { preload, target, targetIndex } = readCommandLine(words);
if (!target) {
  process.stderr.write("usage: electron [options] <path>\n");
  process.exit(2);
}
for (const file of preload) require(path.resolve(file));
const folder = path.resolve(target);
describeApp(folder);
const entry = Module._resolveFilename(folder, module, true);
process.argv.splice(1, targetIndex + 1, target);
Module._load(entry, module, true);

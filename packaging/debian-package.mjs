#!/usr/bin/env node
// Stands in for fpm where electron-builder cannot fetch it: understands what electron-builder asks of it for a deb, and
// has Debian's own dpkg-deb make the package.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const FLAGS = new Set(["--force", "--debug"]);

/** `-s dir -d libgtk-3-0 … from=to`: single options, repeated ones, and the files. */
function parse(words) {
  const asked = { options: new Map(), depends: [], recommends: [], files: [] };
  const rest = words.filter((word) => !FLAGS.has(word));
  while (rest.length > 0) {
    const word = rest.shift();
    if (word === "-d") asked.depends.push(rest.shift());
    else if (word === "--deb-recommends") asked.recommends.push(rest.shift());
    else if (word.startsWith("-")) asked.options.set(word.replace(/^-+/, ""), rest.shift());
    else asked.files.push(word);
  }
  return asked;
}

function copyInto(root, file) {
  const cut = file.lastIndexOf("=");
  const [from, to] = [file.slice(0, cut), join(root, file.slice(cut + 1))];
  mkdirSync(dirname(to), { recursive: true });
  if (from.endsWith("/")) cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  else copyFileSync(from, to);
}

function controlOf({ options, depends, recommends }, sizeKilobytes) {
  const [first = "", ...more] = options.get("description").trim().split("\n");
  const iteration = options.has("iteration") ? `-${options.get("iteration")}` : "";
  const lines = [
    `Package: ${options.get("name")}`,
    `Version: ${options.get("version")}${iteration}`,
    `Architecture: ${options.get("architecture")}`,
    `Maintainer: ${options.get("maintainer")}`,
    `Installed-Size: ${sizeKilobytes}`,
    ...(depends.length > 0 ? [`Depends: ${depends.join(", ")}`] : []),
    ...(recommends.length > 0 ? [`Recommends: ${recommends.join(", ")}`] : []),
    `Section: ${options.get("category") ?? "devel"}`,
    `Priority: ${options.get("deb-priority") ?? "optional"}`,
    `Description: ${first.trim()}`,
    ...more.map((line) => ` ${line.trim() || "."}`),
  ];
  return `${lines.join("\n")}\n`;
}

function makePackage(asked) {
  const { options, files } = asked;
  if (options.get("t") !== "deb") throw new Error(`Only deb can be made here, not ${options.get("t")}`);
  const root = mkdtempSync(join(tmpdir(), "deb-"));
  try {
    for (const file of files) copyInto(root, file);
    execFileSync("chmod", ["-R", "u=rwX,go=rX", root]);
    const size = execFileSync("du", ["-sk", root], { encoding: "utf8" }).split("\t")[0];
    mkdirSync(join(root, "DEBIAN"));
    writeFileSync(join(root, "DEBIAN/control"), controlOf(asked, size));
    for (const [option, name] of [
      ["after-install", "postinst"],
      ["after-remove", "postrm"],
    ]) {
      if (!options.has(option)) continue;
      copyFileSync(options.get(option), join(root, "DEBIAN", name));
      chmodSync(join(root, "DEBIAN", name), 0o755);
    }
    const compression = [`-Z${options.get("deb-compression") ?? "xz"}`, `-z${process.env.DEB_LEVEL ?? "1"}`];
    execFileSync("dpkg-deb", ["--root-owner-group", ...compression, "--build", root, options.get("package")], {
      stdio: "inherit",
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

makePackage(parse(process.argv.slice(2)));

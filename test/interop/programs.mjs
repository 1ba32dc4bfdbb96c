// The programs of `npm run interop`, how each is built and run, and where its versions stand. Builds go to the cache
// folder, so nothing is left beside the sources.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";

const here = import.meta.dirname;
const cache = resolve(here, "../../node_modules/.cache/tokenbench/interop");
const inCache = (...words) => join(cache, ...words);

const starts = (command, ...words) => spawnSync(command, words, { stdio: "ignore" }).status === 0;
const missing = (tools) => {
  const absent = tools.filter(([command, ...words]) => !starts(command, ...words)).map(([command]) => command);
  return absent.length > 0 ? `no ${absent.join(", no ")} here` : undefined;
};

/** The version that a manifest pins for each library: `name==1`, `name v1`, `name = "=1"` or a Maven dependency. */
function pinned(manifest, libraries) {
  const text = readFileSync(join(here, manifest), "utf8");
  return libraries.map((name) => {
    const between = String.raw`(?:==| v|\s*=\s*(?:\{\s*version\s*=\s*)?"=|</artifactId>\s*<version>)`;
    const version = new RegExp(`(?:^|[\\s>/])${name}${between}([\\w.]+)`, "m").exec(text)?.[1];
    if (!version) throw new Error(`${manifest} pins no version of ${name}.`);
    return `${name
      .replace(/\/v\d+$/, "")
      .split("/")
      .at(-1)} ${version}`;
  });
}

const python = inCache("python/bin/python");
const pythonLanguage = {
  absent: () => missing([["python3", "--version"]]),
  build: () => [
    ...(existsSync(python) ? [] : [["python3", "-m", "venv", inCache("python")]]),
    [python, "-m", "pip", "install", "--quiet", "--requirement", join(here, "python/requirements.txt")],
  ],
};
const runPython = (script) => [python, "-B", join(here, "python", script)];

const goProgram = inCache("go/tokens");
const goLanguage = {
  absent: () => missing([["go", "version"]]),
  build: () => [["go", "build", "-C", join(here, "go"), "-mod=readonly", "-o", goProgram, "."]],
};

const javaLanguage = {
  absent: () =>
    missing([
      ["java", "-version"],
      ["mvn", "--version"],
    ]),
  build: () => [
    [
      "mvn",
      "-q",
      "-B",
      "-Dstyle.color=never",
      "-f",
      join(here, "java/pom.xml"),
      `-Dinterop.build=${inCache("java")}`,
      "clean",
      "package",
    ],
  ],
};
const javaPath = [inCache("java/classes"), inCache("java/lib/*")].join(delimiter);
const runJava = (name) => ["java", "-cp", javaPath, `interop.${name}`];

const rustLanguage = {
  absent: () => missing([["cargo", "--version"]]),
  build: () => [
    ["cargo", "build", "--quiet", "--locked", "--bins"].concat(
      ["--manifest-path", join(here, "rust/Cargo.toml")],
      ["--target-dir", inCache("rust")],
    ),
  ],
};

const kcadm = process.env["KCADM"] || "kcadm.sh";
const kcadmTool = {
  absent: () => {
    const absent = missing([
      ["bash", "--version"],
      ["curl", "--version"],
    ]);
    if (absent) return absent;
    return starts(kcadm, "help") ? undefined : "no kcadm.sh here (set KCADM to it, or put Keycloak's bin on PATH)";
  },
  build: () => [],
};

/** The command does not say its version, but Keycloak's folder does, where the command is called by its place in it. */
function kcadmVersion() {
  const note = join(dirname(kcadm), "../version.txt");
  const version = existsSync(note) ? /[\d.]+/.exec(readFileSync(note, "utf8")) : undefined;
  return version ? `kcadm.sh ${version[0]}` : "kcadm.sh";
}

/** In the order they run: services that fetch tokens, then scripts of administrators. */
export const programs = [
  {
    name: "python",
    language: pythonLanguage,
    command: runPython("tokens.py"),
    libraries: () => pinned("python/requirements.txt", ["Authlib", "requests-oauthlib", "PyJWT"]),
  },
  {
    name: "go",
    language: goLanguage,
    command: [goProgram],
    libraries: () =>
      pinned("go/go.mod", ["golang.org/x/oauth2", "github.com/coreos/go-oidc/v3", "github.com/go-jose/go-jose/v4"]),
  },
  {
    name: "java",
    language: javaLanguage,
    command: runJava("Tokens"),
    libraries: () => pinned("java/pom.xml", ["oauth2-oidc-sdk"]),
  },
  {
    name: "spring",
    language: javaLanguage,
    command: runJava("Spring"),
    libraries: () => pinned("java/pom.xml", ["spring-security-oauth2-client"]),
  },
  {
    name: "rust",
    language: rustLanguage,
    command: [inCache("rust/debug/tokens")],
    libraries: () => pinned("rust/Cargo.toml", ["oauth2", "openidconnect", "jsonwebtoken"]),
  },
  {
    name: "admin kcadm",
    language: kcadmTool,
    command: ["bash", join(here, "kcadm/admin.sh"), kcadm],
    libraries: () => [kcadmVersion()],
  },
  {
    name: "admin python",
    language: pythonLanguage,
    command: runPython("admin.py"),
    libraries: () => pinned("python/requirements.txt", ["python-keycloak"]),
  },
  {
    name: "admin java",
    language: javaLanguage,
    command: runJava("Admin"),
    libraries: () => pinned("java/pom.xml", ["keycloak-admin-client"]),
  },
  {
    name: "admin rust",
    language: rustLanguage,
    command: [inCache("rust/debug/admin")],
    libraries: () => pinned("rust/Cargo.toml", ["keycloak"]),
  },
];

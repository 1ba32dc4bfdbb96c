import { expect, test } from "vitest";

/**
 * The arrows of the design: what a part may import. "types of x" lets only `import type` pass. A file or folder that is not
 * in the table may import nothing. "node" stands for all of Node's own modules.
 */
const mayImport: Record<string, readonly string[]> = {
  "src/domain": [],
  "src/contract": ["types of src/domain", "zod"],
  "src/store": ["src/domain", "node", "lowdb", "write-file-atomic", "jsonc-parser"],
  "src/keys": [
    "src/domain",
    "node",
    "jose",
    "@peculiar/x509",
    "@peculiar/asn1-schema",
    "@peculiar/asn1-x509",
    "@peculiar/asn1-cms",
    "@peculiar/asn1-pfx",
    "@peculiar/asn1-rsa",
    "node-forge",
    "reflect-metadata",
  ],
  "src/protocol": ["src/domain", "src/store", "src/keys", "node", "types of hono"],
  "src/admin": ["src/domain", "src/protocol", "src/store", "src/keys", "node", "types of hono"],
  "src/keycloak": ["src/domain", "node", "@keycloak/keycloak-admin-client"],
  "src/workbench": [
    "src/domain",
    "src/contract",
    "src/protocol",
    "src/store",
    "src/keys",
    "src/keycloak",
    "node",
    "zod",
  ],
  "src/http": [
    "src/domain",
    "src/protocol",
    "src/admin",
    "src/workbench",
    "src/store",
    "src/keys",
    "node",
    "hono",
    "@hono/node-server",
  ],
  "src/http/ui-files.ts": ["node"],
  "src/settings": ["src/domain"],
  "src/start": ["src", "node", "package.json"],
  "src/index.ts": ["src/start", "types of src"],
  "src/cli": ["src/start", "src/contract", "types of src", "node", "commander", "package.json"],
  electron: ["src/start", "src/http/ui-files.ts", "electron", "node"],
  renderer: [
    "src/contract",
    "react",
    "react-dom",
    "@mantine",
    "@tanstack",
    "@tabler/icons-react",
    "@fontsource-variable",
    "get-nonce",
  ],
};

const sources = import.meta.glob<string>("/{src,electron,renderer}/**/*.{ts,tsx}", {
  query: "?raw",
  import: "default",
  eager: true,
});

const parts = Object.keys(mayImport).sort((a, b) => b.length - a.length);

/** The part a path belongs to: the longest entry of the table that it is, or lies in. `src/cli.ts` is of `src/cli`. */
function partOf(path: string): string {
  const inside = path.replace(/^\//, "");
  return parts.find((part) => inside === part || inside === `${part}.ts` || inside.startsWith(`${part}/`)) ?? inside;
}

const FAMILIES = ["@mantine", "@tanstack", "@fontsource-variable"];

/** A package's name, or its scope where one library comes as several packages. */
function packageOf(specifier: string): string {
  if (specifier.startsWith("node:")) return "node";
  const [first = "", second = ""] = specifier.split("/");
  if (FAMILIES.includes(first)) return first;
  return first.startsWith("@") ? `${first}/${second}` : first;
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

/** Every import of a source: static, re-exported, dynamic, for its effect alone, and `import("…")` in a type. */
function findImports(file: string, source: string): Import[] {
  const code = withoutComments(source);
  const statements = code.matchAll(/^(?:import|export)\s(?:(type\s)?[^;"'`]*?\sfrom\s)?\s*["']([^"']+)["']/gm);
  const calls = code.matchAll(/\b(?:import|require)\(\s*["'`]([^"'`]+)["'`]/g);
  const found = [
    ...[...statements].map(([, type, specifier = ""]) => ({ specifier, typeOnly: type !== undefined })),
    ...[...calls].map(([, specifier = ""]) => ({ specifier, typeOnly: false })),
  ];
  return found.map(({ specifier, typeOnly }) => ({ target: resolveTarget(file, specifier), typeOnly }));
}

function resolveTarget(file: string, specifier: string): string {
  if (!specifier.startsWith(".")) return packageOf(specifier);
  return new URL(specifier.replace(/\?.*$/, ""), `file://${file}`).pathname.slice(1);
}

function isAllowed(from: string, { target, typeOnly }: Import): boolean {
  const to = partOf(target);
  const names = typeOnly ? (name: string) => name.replace(/^types of /, "") : (name: string) => name;
  const allowed = [from, ...(mayImport[from] ?? [])].map(names);
  return allowed.some((name) => to === name || to.startsWith(`${name}/`));
}

/** What a file imports against the rule, as words a person can read. */
const findOffences = (file: string, source: string) =>
  findImports(file, source)
    .filter((found) => !isAllowed(partOf(file), found))
    .map(({ target, typeOnly }) => `${typeOnly ? "types of " : ""}${target}`);

test.each(Object.entries(sources))("%s keeps the dependency rule", (file, source) => {
  expect(findOffences(file, source)).toEqual([]);
});

test.each([
  ["a package has one home", "/src/protocol/token.ts", 'import { SignJWT } from "jose";', ["jose"]],
  ["nothing points up", "/src/store/store.ts", 'import { handle } from "../http/handle.ts";', ["src/http/handle.ts"]],
  ["the domain imports no Node", "/src/domain/roles.ts", 'import { join } from "node:path";', ["node"]],
  [
    "the domain is not loaded by the contract",
    "/src/contract/a.ts",
    'import { a } from "../domain/a.ts";',
    ["src/domain/a.ts"],
  ],
  ["the contract may have types of the domain", "/src/contract/a.ts", 'import type { A } from "../domain/a.ts";', []],
  [
    "the page sees only the contract",
    "/renderer/api.ts",
    'import type { A } from "../src/domain/a.ts";',
    ["types of src/domain/a.ts"],
  ],
  ["a dynamic import counts", "/renderer/App.tsx", 'const a = await import("../src/start.ts");', ["src/start.ts"]],
  ["a re-export counts", "/src/domain/a.ts", 'export * from "zod";', ["zod"]],
  ["an import for its effect counts", "/src/domain/a.ts", 'import "hono";', ["hono"]],
  ["an import over several lines counts", "/src/domain/a.ts", 'import {\n  a,\n  b,\n} from "jose/jwt";', ["jose"]],
  ["an import in a comment does not", "/src/domain/a.ts", '/**\n * import { a } from "jose";\n */', []],
  ["a part without a row may import nothing", "/src/new/a.ts", 'import "../domain/a.ts";', ["src/domain/a.ts"]],
])("%s", (_rule, file, source, offences) => {
  expect(findOffences(file, source)).toEqual(offences);
});

test("the rule looks at real files of every room", () => {
  const files = Object.keys(sources);
  expect(files.length).toBeGreaterThan(20);
  for (const room of ["/src/domain/", "/src/contract/", "/src/http/", "/electron/", "/renderer/"]) {
    expect(files.filter((file) => file.startsWith(room)).length, room).toBeGreaterThan(0);
  }
});

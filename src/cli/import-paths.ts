import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { recogniseForeignFile } from "../contract/foreign-file.ts";
import { IMPORT_BYTES } from "../contract/index.ts";
import { CallRefused } from "../start/workbench-door.ts";

interface ImportFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Reads the files of an import; a folder stands for the .json files in it, as `kc.sh export --dir` writes them.
 *
 * @throws CallRefused for what cannot be read, is not UTF-8 or is too large
 */
export async function readImportPaths(paths: readonly string[]): Promise<ImportFile[]> {
  const files = (await Promise.all(paths.map(filesAt))).flat();
  const texts: ImportFile[] = [];
  let bytes = 0;
  for (const file of files) {
    bytes += (await sizeOf(file)).size;
    if (bytes > IMPORT_BYTES)
      throw new CallRefused(
        `${file} makes this import larger than ${IMPORT_BYTES / 1024 / 1024} MB: import fewer files at once`,
      );
    texts.push({ name: paths.includes(file) ? file : basename(file), text: await readText(file) });
  }
  return texts;
}

async function filesAt(path: string): Promise<string[]> {
  if (!(await sizeOf(path)).isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => name.endsWith(".json")).sort();
  if (names.length === 0) throw new CallRefused(`${path} holds no .json files`);
  const found = await Promise.all(
    names.map(async (name) => ({ path: join(path, name), about: await sizeOf(join(path, name)) })),
  );
  return found.filter(({ about }) => about.isFile()).map((each) => each.path);
}

const WAYS_OUT: Readonly<Record<string, string>> = {
  ELOOP: "its links lead round in a circle",
  EACCES: "give yourself the right to read it",
};

async function sizeOf(path: string) {
  const about = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new CallRefused(
      `${path} cannot be read (${error.code ?? error.message}): ${WAYS_OUT[error.code ?? ""] ?? "check the path"}`,
    );
  });
  if (!about.isFile() && !about.isDirectory()) throw new CallRefused(`${path} is neither a file nor a folder`);
  return about;
}

async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new CallRefused(`${path} cannot be read (${error.code ?? error.message})`);
  });
  const foreign = recogniseForeignFile(bytes.toString("latin1", 0, 1000));
  if (foreign !== undefined) throw new CallRefused(`${path}: ${foreign}`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new CallRefused(`${path}${placeOfBadByte(bytes)}: this is not UTF-8 text: save it as UTF-8`);
  }
}

const REPLACEMENT = "\ufffd";

/** The first byte that a reader would replace in silence: `, line 3, column 5`. */
function placeOfBadByte(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  for (let at = text.indexOf(REPLACEMENT); at >= 0; at = text.indexOf(REPLACEMENT, at + 1)) {
    const before = text.slice(0, at);
    const offset = Buffer.byteLength(before);
    if (bytes.toString("utf8", offset, offset + 3) === REPLACEMENT && bytes[offset] === 0xef) continue; // it stands there
    const lines = before.split(/\r\n|\r|\n/);
    return `, line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
  }
  return "";
}

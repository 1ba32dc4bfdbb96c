import { IMPORT_BYTES, type InputOf, type stageImport } from "../../../src/contract/index.ts";
import { words } from "../../words.ts";

const say = words.transfer.files;

export type ImportFile = InputOf<typeof stageImport>["files"][number];

/** A file that somebody chose, dropped, or that the app's menu brought. */
export interface GivenFile {
  /** With the folders it lies in, where a folder was given. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly read: () => Promise<BufferSource>;
}

/** What was read, or what is wrong with which file; an empty name stands for all of them. */
export type FilesRead =
  | { readonly files: readonly ImportFile[] }
  | { readonly problem: { readonly file: string; readonly sentence: string } };

const MOST_FILES = 1000;

/** Reads files as text. Nothing is guessed: a file that is not UTF-8 is named and none is taken. */
export async function readFiles(given: readonly GivenFile[]): Promise<FilesRead> {
  const refused = findTooMuch(given);
  if (refused !== null) return { problem: { file: "", sentence: refused } };
  const files: ImportFile[] = [];
  for (const { name, read } of given) {
    const bytes = await read().catch(() => null);
    const text = bytes && decode(bytes);
    if (text === null) return { problem: { file: name, sentence: bytes ? say.notUtf8 : say.unreadable } };
    files.push({ name, text });
  }
  return { files };
}

function findTooMuch(given: readonly GivenFile[]): string | null {
  const bytes = given.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (given.length === 0) return say.none;
  if (given.length > MOST_FILES) return say.tooMany(given.length, MOST_FILES);
  return bytes > IMPORT_BYTES ? say.tooLarge(bytes, IMPORT_BYTES) : null;
}

/** A byte order mark is left out, as it is no part of the text. Null for bytes that are no UTF-8. */
function decode(bytes: BufferSource): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

export const toGivenFile = (file: File, name = file.webkitRelativePath || file.name): GivenFile => ({
  name,
  sizeBytes: file.size,
  read: () => file.arrayBuffer(),
});

/** Of a folder only these count; what lies beside them is not for us. */
export const isJsonName = (name: string): boolean => /\.json$/i.test(name);

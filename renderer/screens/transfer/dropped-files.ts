import { type GivenFile, isJsonName, toGivenFile } from "./read-files.ts";

/** What a drop holds, as far as it is read here: `DataTransfer` has it. */
export interface Dropped {
  readonly items: Iterable<Pick<DataTransferItem, "kind" | "webkitGetAsEntry" | "getAsFile">>;
}

/**
 * The files of a drop: those dropped as they are, of folders their .json files at any depth. To be called while the drop
 * event is handled, because the browser empties the drop afterwards.
 */
export async function filesOfDrop({ items }: Dropped): Promise<readonly GivenFile[]> {
  const dropped = [...items]
    .filter(({ kind }) => kind === "file")
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const files: GivenFile[] = [];
  for (const { entry, file } of dropped) {
    if (entry?.isDirectory) files.push(...(await filesOfFolder(entry as FileSystemDirectoryEntry)));
    else if (file) files.push(toGivenFile(file, file.name));
  }
  return files;
}

async function filesOfFolder(folder: FileSystemDirectoryEntry): Promise<readonly GivenFile[]> {
  const files: GivenFile[] = [];
  for (const entry of byName(await readEntries(folder))) {
    if (entry.isDirectory) files.push(...(await filesOfFolder(entry as FileSystemDirectoryEntry)));
    else if (isJsonName(entry.name)) files.push(await fileOf(entry as FileSystemFileEntry));
  }
  return files;
}

const byName = (entries: readonly FileSystemEntry[]) => [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));

/** The browser gives them a hundred at a time, until it gives none. */
async function readEntries(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((found, failed) => reader.readEntries(found, failed));
    if (some.length === 0) return entries;
    entries.push(...some);
  }
}

const fileOf = (entry: FileSystemFileEntry): Promise<GivenFile> =>
  new Promise((found, failed) => {
    entry.file((file) => found(toGivenFile(file, entry.fullPath.replace(/^\//, ""))), failed);
  });

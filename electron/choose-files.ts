import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { type BrowserWindow, dialog } from "electron";
import type { SendToPage } from "./page-messages.ts";

/** As much as the server takes in one import. */
const LARGEST_BYTES = 64 * 1024 * 1024;

/** What the dialog offers. Only macOS has one for both files and folders. */
export type Choice = "openFile" | "openDirectory";
const properties = (choice: Choice) =>
  process.platform === "darwin"
    ? (["openFile", "openDirectory", "multiSelections"] as const)
    : ([choice, "multiSelections"] as const);

/** Asks for realm files and hands them to the page as if they had been dropped there. */
export async function importChosenFiles(window: BrowserWindow, choice: Choice, send: SendToPage): Promise<void> {
  const filters = choice === "openFile" ? [{ name: "Realms and clients", extensions: ["json"] }] : [];
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: "Import",
    buttonLabel: "Import",
    properties: [...properties(choice)],
    filters,
  });
  if (!canceled) await importFiles(filePaths, send);
}

/** Hands files to the page as if they had been dropped there; those that cannot be read are told. */
export async function importFiles(paths: readonly string[], send: SendToPage): Promise<void> {
  try {
    send("files", await readChosenFiles(paths));
  } catch (error) {
    dialog.showErrorBox("These files cannot be imported", error instanceof Error ? error.message : String(error));
  }
}

interface FoundFile {
  readonly name: string;
  readonly path: string;
}

/** Files as they are, of folders the .json files at any depth, by the names a person knows them by. */
async function readChosenFiles(paths: readonly string[]) {
  const found = (await Promise.all(paths.map((path) => findFiles(path, basename(path))))).flat();
  const sizes = await Promise.all(found.map(async ({ path }) => (await stat(path)).size));
  if (sizes.reduce((sum, size) => sum + size, 0) > LARGEST_BYTES)
    throw new Error("Together they have more than 64 MB. Choose fewer of them.");
  return Promise.all(found.map(async ({ name, path }) => ({ name, bytes: await readFile(path) })));
}

async function findFiles(path: string, name: string): Promise<readonly FoundFile[]> {
  if (!(await stat(path)).isDirectory()) return [{ name, path }];
  const entries = (await readdir(path, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const wanted = entries.filter((entry) => entry.isDirectory() || (entry.isFile() && /\.json$/i.test(entry.name)));
  const found = await Promise.all(wanted.map((entry) => findFiles(join(path, entry.name), `${name}/${entry.name}`)));
  return found.flat();
}

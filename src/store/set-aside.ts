import { copyFile, rename, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isThere, makeFolder, syncFolder } from "./durable-file.ts";
import { codeOf } from "./workspace-problem.ts";

/** Moves a file into `folder` under its name and the time, never over another one. Resolves with its new path. */
export async function setAside(path: string, folder: string, nowSeconds: number): Promise<string> {
  await makeFolder(folder);
  const time = new Date(nowSeconds * 1000).toISOString().replace(/[-:]|\.\d+/g, "");
  const stem = `${basename(path).replace(/\.json$/, "")}-${time}`;
  let target = join(folder, `${stem}.json`);
  for (let count = 2; await isThere(target); count++) target = join(folder, `${stem}-${count}.json`);
  await move(path, target);
  await syncFolder(dirname(path));
  return target;
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (codeOf(error) !== "EXDEV") throw error; // `state/` may be on another disk
    await copyFile(from, to);
    await unlink(from);
  }
}

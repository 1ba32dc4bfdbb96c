import { InvalidArgumentError } from "commander";

export const WORKSPACE = [
  "--workspace <folder>",
  "folder the realms live in (default: the same as the app's)",
] as const;

/** An unset variable of a script would make a workspace of whatever folder one is in. */
export function parseFolder(path: string): string {
  if (path === "") throw new InvalidArgumentError("A folder is needed; . is the one you are in.");
  return path;
}

export const collect = (file: string, files: string[] = []): string[] => [...files, file];

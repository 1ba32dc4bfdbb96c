import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** What the command line asks of the app. */
export interface LaunchOptions {
  readonly workspace: string;
  /** Absent when it does not say, or says what is no port. */
  readonly port?: number;
}

/**
 * Reads `--workspace DIR` and `--port N` (also as `--name=value`). Everything else on the line belongs to Chromium, which
 * adds switches of its own, so unknown words are no error here.
 */
export function parseLaunchOptions(words: readonly string[], userData: string): LaunchOptions {
  const workspace = findValue(words, "--workspace");
  const port = Number(findValue(words, "--port") ?? Number.NaN);
  return {
    workspace: workspace ? resolve(workspace) : join(userData, "workspace"),
    ...(Number.isInteger(port) && port >= 0 && port <= 65_535 && { port }),
  };
}

/** Realm files that the person opened the app with: every word that names one and is no option's value. */
export const findRealmFiles = (words: readonly string[], folder: string): readonly string[] =>
  words
    .filter((word, i) => /\.json$/i.test(word) && !word.startsWith("-") && !words[i - 1]?.startsWith("--"))
    .map((word) => (word.startsWith("file://") ? fileURLToPath(word) : resolve(folder, word)));

function findValue(words: readonly string[], name: string): string | undefined {
  const index = words.findIndex((word) => word === name || word.startsWith(`${name}=`));
  const word = words[index];
  if (word === undefined) return undefined;
  return word === name ? words[index + 1] : word.slice(name.length + 1);
}

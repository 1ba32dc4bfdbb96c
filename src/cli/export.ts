import { writeFile } from "node:fs/promises";
import { type ExportedRealm, exportRealm } from "../contract/index.ts";
import { CallRefused, withReadingDoor } from "../start/workbench-door.ts";
import { log, workspaceOf } from "./places.ts";

export interface ExportOptions {
  readonly workspace?: string;
  readonly form: "whole" | "shareable" | "partial-import";
  readonly output?: string;
  readonly overwrite?: boolean;
}

/** `tokenbench export REALM…`: the realms as a file for Keycloak; what it would not understand is told on the error stream. */
export async function runExportCommand(
  realms: readonly string[],
  options: ExportOptions,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  if (realms.length > 1 && options.form === "partial-import")
    throw new CallRefused("A file for partial import holds the parts of one realm: export one at a time");
  const exported: ExportedRealm[] = [];
  await withReadingDoor(workspaceOf(options, env), log, async (door) => {
    for (const realm of realms) exported.push(await door.call(exportRealm, { realm, form: options.form }));
  });
  for (const line of exported.flatMap(({ report }) => report)) log.warn(line);
  const [first] = exported;
  const text =
    exported.length === 1 && first ? first.text : `[${exported.map((each) => each.text.trimEnd()).join(",\n")}]\n`;
  if (options.output === undefined) process.stdout.write(text);
  else await writeOutput(options.output, text, options.overwrite ?? false);
}

/** For its owner alone: most forms hold secrets. */
async function writeOutput(path: string, text: string, overwrite: boolean): Promise<void> {
  await writeFile(path, text, { mode: 0o600, flag: overwrite ? "w" : "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST")
      throw new CallRefused(`${path} is there already: choose another name, or say --overwrite`);
    throw new CallRefused(`${path} cannot be written (${error.code ?? error.message})`);
  });
  log.info(`Written to ${path}.`);
}

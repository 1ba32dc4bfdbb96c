import type { DifferenceLine, IfExists, ImportItem, PlannedItem, StagedImport } from "../contract/index.ts";
import { planImport, runImport, stageImport } from "../contract/index.ts";
import { CallRefused, type WorkbenchDoor, withWritingDoor } from "../start/workbench-door.ts";
import { readImportPaths } from "./import-paths.ts";
import { askForSecrets } from "./masked-secrets.ts";
import { log, workspaceOf } from "./places.ts";
import { confirm, isInteractive } from "./prompt.ts";
import { waitForJob } from "./wait-for-job.ts";

export interface ImportOptions {
  readonly workspace?: string;
  readonly ifExists: IfExists;
  readonly into?: string;
  readonly yes?: boolean;
}

/** `tokenbench import FILE…`: shows what would change, asks, and takes the files in. */
export async function runImportCommand(
  paths: readonly string[],
  options: ImportOptions,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const files = await readImportPaths(paths);
  await withWritingDoor(workspaceOf(options, env), log, async (door) => {
    const staged = await door.call(stageImport, { files, ...(options.into !== undefined && { into: options.into }) });
    await carryOut(door, staged, options, env);
  });
}

/** The rest of an import, from the plan to the last line; a pull ends the same way. */
export async function carryOut(
  door: WorkbenchDoor,
  staged: StagedImport,
  { ifExists, yes }: Pick<ImportOptions, "ifExists" | "yes">,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { items } = await door.call(planImport, { import: staged.import, ifExists });
  say(describePlan(staged.items, items));
  const refused = items.findIndex(({ action }) => action === "refuse");
  if (refused >= 0)
    throw new CallRefused(refusalOf(items[refused], staged.items[refused]?.isThere && ifExists === "fail"));
  if (items.every(({ action }) => action === "nothing")) return say(["Nothing to import."]);
  if (items.some(({ action }) => action === "change") && !yes) await requireYes("Import", "Nothing was imported");
  const secrets = await askForSecrets(staged.items, env);
  const { lines } = await waitForJob(door, await door.call(runImport, { import: staged.import, ifExists, secrets }));
  say(lines);
}

/** @throws CallRefused where nobody is there to say yes, or says no */
export async function requireYes(what: string, otherwise: string): Promise<void> {
  if (!isInteractive()) throw new CallRefused(`${otherwise}: say --yes to do what is listed above`);
  if (!(await confirm(`${what}?`))) throw new CallRefused(otherwise);
}

export const say = (lines: readonly string[]): void => {
  for (const line of lines) process.stdout.write(`${line}\n`);
};

/** @param hasChoice what is there could be left or replaced instead */
const refusalOf = (refused: PlannedItem | undefined, hasChoice: boolean | undefined): string =>
  hasChoice
    ? `${refused?.reason}. Nothing was imported; --if-exists skip leaves what is there, --if-exists overwrite replaces it`
    : `${refused?.reason}. Nothing was imported`;

function describePlan(items: readonly ImportItem[], planned: readonly PlannedItem[]): string[] {
  return items.flatMap((item, i) => {
    const plan = planned[i];
    return [headline(item), ...describeItem(item).map((line) => `  ${line}`), ...(plan ? describeChange(plan) : [])];
  });
}

const headline = ({ realm, from, kind, clientCount, roleCount }: ImportItem): string =>
  `${kind === "realm" ? `Realm ${realm}` : `For realm ${realm}`} (${from.join(", ")}): ${clientCount} clients, ${roleCount} roles`;

const MOST_NAMED = 10;

function describeItem({ kept, unknownFields, ignored, masked }: ImportItem): string[] {
  const told = masked.slice(0, MOST_NAMED).map(({ name, variable }) => `${name} (${variable})`);
  const more = masked.length > MOST_NAMED ? `, and ${masked.length - MOST_NAMED} more` : "";
  return [
    ...(told.length > 0 ? [`Masked secrets, and the variables that tell them: ${told.join(", ")}${more}.`] : []),
    ...(kept.length > 0 ? [`Kept, not acted on: ${kept.join(", ")}.`] : []),
    ...(unknownFields.length > 0 ? [`Kept, but unknown to Keycloak 26.7: ${unknownFields.join(", ")}.`] : []),
    ...(ignored.length > 0 ? [`Not taken in, because it belongs to a whole realm: ${ignored.join(", ")}.`] : []),
  ];
}

function describeChange({ action, reason, differences }: PlannedItem): string[] {
  if (action === "create") return ["  The realm is new."];
  if (action === "nothing") return [`  ${reason ?? "Nothing changes"}.`];
  if (action === "refuse") return [];
  const more = differences.total - differences.lines.length;
  const lines = differences.lines.map((each) => `  ${signed(each)}`);
  const none = differences.total === 0 ? ["  Only ids and the order of things change."] : [];
  return [
    "  It is there already. This would change:",
    ...none,
    ...lines,
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}

/** What comes, goes and changes, as `diff` marks it. */
function signed(difference: DifferenceLine): string {
  if (difference.change === "onlyThere") return `+ ${difference.part}`;
  return difference.change === "onlyHere" ? `- ${difference.part}` : `~ ${difference.line}`;
}

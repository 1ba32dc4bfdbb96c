import {
  compareWithFiles,
  compareWithKeycloak,
  type Drift,
  type IfExists,
  planPush,
  runPush,
  startPull,
} from "../contract/index.ts";
import { CallRefused, withReadingDoor, withWritingDoor } from "../start/workbench-door.ts";
import { carryOut, requireYes, say } from "./import.ts";
import { readImportPaths } from "./import-paths.ts";
import { readTarget } from "./keycloak-target.ts";
import { log, workspaceOf } from "./places.ts";
import { waitForJob } from "./wait-for-job.ts";

interface Place {
  readonly workspace?: string;
}

export interface DiffOptions extends Place {
  readonly with: string;
  readonly json?: boolean;
}

/** There are differences: neither done nor failed. */
export const DIFFERENT = 3;

/** `tokenbench diff`: how a realm here and one elsewhere differ. Exit code 0 when they do not, 3 when they do. */
export async function runDiff(realm: string, options: DiffOptions, env: NodeJS.ProcessEnv): Promise<void> {
  const drift = await withReadingDoor(workspaceOf(options, env), log, async (door): Promise<Drift | null> => {
    if (!/^https?:\/\//.test(options.with))
      return door.call(compareWithFiles, { realm, files: await readImportPaths([options.with]) });
    const target = await readTarget(options.with, env);
    return waitForJob(door, await door.call(compareWithKeycloak, { realm, target }));
  });
  if (!drift) throw new CallRefused(`There is no realm ${realm} at ${options.with}`);
  const { lines, total } = drift.differences;
  if (options.json)
    say([JSON.stringify({ realm, with: options.with, total, differences: lines, unseen: drift.unseen }, null, 2)]);
  else {
    say(lines.map(({ line }) => line));
    if (total > lines.length) say([`… and ${total - lines.length} more`]);
    for (const sentence of drift.unseen) log.info(`Not compared: ${sentence}`);
    say([total === 0 ? "No differences." : `${total} differences.`]);
  }
  if (total > 0) process.exitCode = DIFFERENT;
}

export interface PushCommandOptions extends Place {
  readonly to: string;
  readonly client?: string[];
  readonly delete?: boolean;
  readonly yes?: boolean;
}

/** `tokenbench push`: brings a realm of a live Keycloak in line with the one here, after showing what would be done. */
export async function runPushCommand(
  realm: string,
  options: PushCommandOptions,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const target = await readTarget(options.to, env);
  await withReadingDoor(workspaceOf(options, env), log, async (door) => {
    const push = {
      realm,
      target,
      deletes: options.delete ?? false,
      ...(options.client && { clients: options.client }),
    };
    const { digest, steps, left } = await waitForJob(door, await door.call(planPush, push));
    say(steps.map((step, i) => `${i + 1}. ${step}`));
    if (left.length > 0) say(["Left as it is:", ...left.map(({ line, reason }) => `   ${line} (${reason})`)]);
    if (steps.length === 0) return say(["Nothing to push."]);
    if (!options.yes) await requireYes(`Do this at ${options.to}`, "Nothing was pushed");
    const { done } = await waitForJob(door, await door.call(runPush, { ...push, digest }));
    say([`${done} of ${steps.length} steps done.`]);
  });
}

export interface PullOptions extends Place {
  readonly from: string;
  readonly ifExists: IfExists;
  readonly yes?: boolean;
}

/** `tokenbench pull`: takes a realm of a live Keycloak in, as an import of its export. */
export async function runPull(realm: string, options: PullOptions, env: NodeJS.ProcessEnv): Promise<void> {
  const target = await readTarget(options.from, env);
  await withWritingDoor(workspaceOf(options, env), log, async (door) => {
    const { unseen, ...staged } = await waitForJob(door, await door.call(startPull, { realm, target }));
    for (const sentence of unseen) log.info(`Not shown by Keycloak: ${sentence}`);
    await carryOut(door, staged, options, env);
  });
}

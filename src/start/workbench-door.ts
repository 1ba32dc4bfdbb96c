import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { AnswerOf, InputOf, WorkbenchEndpoint, WorkbenchRefusal } from "../contract/endpoint.ts";
import { createAddressing } from "../http/addressing.ts";
import type { Log } from "../start.ts";
import { readRealms } from "../store/read-realms.ts";
import { foldersOf } from "../store/workspace-folders.ts";
import { type Holder, readWorkspaceHolder, WorkspaceHeld } from "../store/workspace-lock.ts";
import { WorkspaceProblem } from "../store/workspace-problem.ts";
import { transferEndpoints, workbenchEndpoints } from "../workbench/endpoints.ts";
import type { Outcome } from "../workbench/serve.ts";
import { factsBy, openCore, systemClock } from "./open-core.ts";
import { createRealmRules } from "./realm-keeper.ts";
import { createServerContext } from "./server-parts.ts";
import { createTransferParts } from "./transfer-parts.ts";

/** The Workbench API of a workspace, for the command line. */
export interface WorkbenchDoor {
  /** Rejects with a `CallRefused`. */
  call<Called extends WorkbenchEndpoint>(endpoint: Called, input: InputOf<Called>): Promise<AnswerOf<Called>>;
}

/** A call of the Workbench API that was refused: the sentence is for a person. */
export class CallRefused extends Error {
  override readonly name = "CallRefused";
}

const CALLER = { name: "command line" };

/** What a command does with the door while it is open. */
type Use<Result> = (door: WorkbenchDoor) => Promise<Result>;

/**
 * For commands that only read: no lock is taken, whoever has the workspace open.
 *
 * @throws WorkspaceProblem when there is no workspace in the folder
 */
export async function withReadingDoor<Result>(folder: string, log: Log, use: Use<Result>): Promise<Result> {
  const facts = factsBy(systemClock);
  const { realms, problems } = await readRealms(folder, createRealmRules(facts));
  for (const problem of problems) log.warn(problem);
  const ctx = { realms, ...createTransferParts({ facts, nowSeconds: systemClock.nowSeconds, log }) };
  const served = new Map(transferEndpoints.map((each) => [each.endpoint as WorkbenchEndpoint, each]));
  return use(doorOf(async (endpoint, input) => served.get(endpoint)?.run(ctx, input, CALLER)));
}

/**
 * For commands that change something: through whoever has the workspace open, else with a lock of its own.
 *
 * @throws WorkspaceProblem when the workspace cannot be opened
 */
export async function withWritingDoor<Result>(folder: string, log: Log, use: Use<Result>): Promise<Result> {
  const holder = await readWorkspaceHolder(foldersOf(folder).state);
  if (holder) return use(holderDoor(folder, await withAddress(folder, holder)));
  const core = await openCore({ workspace: folder, log }).catch((error: unknown) => {
    if (error instanceof WorkspaceHeld) return error.holder; // it was quicker
    throw error;
  });
  if ("key" in core) return use(holderDoor(folder, await withAddress(folder, core)));
  for (const message of core.messages) log.info(message);
  const addressing = createAddressing({ boundHost: "127.0.0.1", moreHostnames: () => [], authPathRealms: () => [] });
  const { context } = createServerContext({ ...core, addressing, baseUrl: () => "", startMessages: [] });
  const served = new Map(workbenchEndpoints.map((each) => [each.endpoint, each]));
  const run: Run = async (endpoint, input) => served.get(endpoint)?.run(context.workbench, input, CALLER);
  return use(doorOf(run)).finally(core.leave);
}

type Run = (endpoint: WorkbenchEndpoint, input: unknown) => Promise<Outcome<unknown> | undefined>;

const doorOf = (run: Run): WorkbenchDoor => ({
  call: async (endpoint, input) => {
    const outcome = await run(endpoint, input);
    if (!outcome) throw new Error(`${endpoint.path} is not served by this door`);
    if ("refusal" in outcome) throw new CallRefused(outcome.refusal.error);
    return outcome.answer as AnswerOf<typeof endpoint>;
  },
});

const STARTING_MS = 10_000;

/** A server that is about to listen has no address yet. */
async function withAddress(folder: string, first: Holder): Promise<Holder & { readonly address: string }> {
  let holder: Holder | undefined = first;
  for (const until = Date.now() + STARTING_MS; holder && Date.now() < until; ) {
    const { address } = holder;
    if (address !== undefined) return { ...holder, address };
    await wait(50);
    holder = await readWorkspaceHolder(join(foldersOf(folder).state));
  }
  throw new WorkspaceHeld(folder, first);
}

function holderDoor(folder: string, { address, key, pid }: Holder & { readonly address: string }): WorkbenchDoor {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  return doorOf(async ({ method, path }, input) => {
    const rest = new Map(Object.entries(input as object));
    const filled = path.replace(/:(\w+)/g, (_whole, name: string) => {
      const value = String(rest.get(name) ?? "");
      rest.delete(name);
      return encodeURIComponent(value);
    });
    const body = method === "POST" ? { body: JSON.stringify(Object.fromEntries(rest)) } : {};
    const response = await fetch(`${address}${filled}`, { method, headers, ...body }).catch((error: Error) => {
      throw new WorkspaceProblem(
        `${folder} is open in process ${pid}, which does not answer at ${address} (${error.message}): stop it, or try again`,
        "held",
      );
    });
    const answer: unknown = await response.json();
    return response.ok ? { answer } : { refusal: answer as WorkbenchRefusal, status: response.status };
  });
}

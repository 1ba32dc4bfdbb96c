import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { AnswerOf, InputOf, WorkbenchEndpoint, WorkbenchRefusal } from "../contract/endpoint.ts";
import { createAddressing } from "../http/addressing.ts";
import { isSameServer } from "../http/loopback.ts";
import type { Log } from "../start.ts";
import { readRealms } from "../store/read-realms.ts";
import { foldersOf } from "../store/workspace-folders.ts";
import { type Holder, readWorkspaceHolder, WorkspaceHeld } from "../store/workspace-lock.ts";
import { WorkspaceProblem } from "../store/workspace-problem.ts";
import type { CallContext } from "../workbench/calls/call-context.ts";
import { callEndpoints } from "../workbench/calls.ts";
import { readingEndpoints, workbenchEndpoints } from "../workbench/endpoints.ts";
import type { Outcome } from "../workbench/serve.ts";
import { variablesIn } from "../workbench/variables.ts";
import { factsBy, openCore, systemClock } from "./open-core.ts";
import { createReadingProtocol } from "./reading-protocol.ts";
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
  const { nowSeconds } = systemClock;
  const ctx = {
    realms,
    ...createTransferParts({ facts, nowSeconds, log }),
    protocol: await createReadingProtocol(realms, nowSeconds, log),
    editFacts: facts,
    baseUrl: () => USUAL_ADDRESS,
  };
  const served = new Map(readingEndpoints.map((each) => [each.endpoint as WorkbenchEndpoint, each]));
  return use(doorOf(async (endpoint, input) => served.get(endpoint)?.run(ctx, input, CALLER)));
}

/** Where a server of the workspace would most likely be reached. */
const USUAL_ADDRESS = "http://localhost:8080";

/** For commands that only read and would rather know what the running server knows: through it, else by the files. */
export async function withKnowingDoor<Result>(folder: string, log: Log, use: Use<Result>): Promise<Result> {
  const door = await findHolderDoor(folder);
  return door ? use(door) : withReadingDoor(folder, log, use);
}

/** For commands that ask the running server. @throws WorkspaceProblem when there is none */
export async function withRunningDoor<Result>(folder: string, use: Use<Result>): Promise<Result> {
  const door = await findHolderDoor(folder);
  if (door) return use(door);
  throw new WorkspaceProblem(
    `Nothing has the workspace ${folder} open: start the app or tokenbench serve, or choose another folder with --workspace`,
    "no-workspace",
  );
}

/** For commands that call any issuer: through the running server where the issuer is its own, which then tells why; else without one. */
export async function withCallingDoor<Result>(folder: string, issuer: string, use: Use<Result>): Promise<Result> {
  const holder = await readWorkspaceHolder(foldersOf(folder).state);
  if (holder?.address !== undefined && isSameServer(holder.address, issuer))
    return use(holderDoor(folder, { ...holder, address: holder.address }));
  const { nowSeconds } = systemClock;
  const calls: CallContext = {
    nowSeconds,
    newId: randomUUID,
    running: new Map(),
    readVariables: async () => variablesIn(process.env),
  };
  const served = new Map(callEndpoints.map((each) => [each.endpoint as WorkbenchEndpoint, each]));
  return use(doorOf(async (endpoint, input) => served.get(endpoint)?.run({ calls }, input, CALLER)));
}

async function findHolderDoor(folder: string): Promise<WorkbenchDoor | undefined> {
  const holder = await readWorkspaceHolder(foldersOf(folder).state);
  return holder && holderDoor(folder, await withAddress(folder, holder));
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
    const query = method === "GET" && rest.size > 0 ? `?${new URLSearchParams([...rest].map(toText))}` : "";
    const response = await fetch(`${address}${filled}${query}`, { method, headers, ...body }).catch((error: Error) => {
      throw new WorkspaceProblem(
        `${folder} is open in process ${pid}, which does not answer at ${address} (${error.message}): stop it, or try again`,
        "held",
      );
    });
    const answer: unknown = await response.json();
    return response.ok ? { answer } : { refusal: answer as WorkbenchRefusal, status: response.status };
  });
}

const toText = ([name, value]: [string, unknown]): [string, string] => [name, String(value)];

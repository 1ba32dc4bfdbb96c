import {
  type IfExists,
  type ImportDone,
  type PlannedItem,
  planImport,
  readServer,
  runImport,
  type StagedImport,
  stageImport,
} from "../../../src/contract/index.ts";
import { call, Refusal } from "../../api.ts";
import { createMemoryStore } from "../../memory-store.ts";
import { words } from "../../words.ts";
import { carryOut, isUnderWay, type Work } from "../../work.ts";
import { type FileProblem, problemOf, tellableSecrets } from "./import-plan.ts";
import { type FilesRead, type GivenFile, type ImportFile, readFiles } from "./read-files.ts";

/** What is to be imported, until it is done or discarded. It outlives leaving the screen. */
export interface PendingImport {
  readonly step: "pending";
  /** The files' names, or the realm that was pulled. */
  readonly from: readonly string[];
  /** Null for a realm that was pulled: there is nothing to stage again. */
  readonly files: readonly ImportFile[] | null;
  /** The realm for files that do not name one. */
  readonly into: string;
  readonly busy: "reading" | "planning" | null;
  readonly problem: FileProblem | null;
  readonly staged: StagedImport | null;
  /** What a live Keycloak does not show. */
  readonly unseen: readonly string[];
  readonly ifExists: IfExists;
  readonly plan: readonly PlannedItem[] | null;
  /** By the ids of masked secrets. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly work: Work<ImportDone> | null;
}

export interface FinishedImport {
  readonly step: "done";
  readonly lines: readonly string[];
  /** The revision is that of the import itself, for taking it back; null where the realm is new. */
  readonly realms: readonly { readonly name: string; readonly revision: number | null; readonly undone: boolean }[];
}

export const importStore = createMemoryStore<PendingImport | FinishedImport | null>(null);

const fresh: Omit<PendingImport, "into"> = {
  step: "pending",
  from: [],
  files: null,
  busy: null,
  problem: null,
  staged: null,
  unseen: [],
  ifExists: "fail",
  plan: null,
  secrets: {},
  work: null,
};

const pending = (): PendingImport | null => {
  const state = importStore.read();
  return state?.step === "pending" ? state : null;
};

const change = (part: Partial<PendingImport>): void =>
  importStore.write((state) => (state?.step === "pending" ? { ...state, ...part } : state));

/** Counts what a person asks for, so that the answer to something older is not taken any more. */
let asked = 0;

export const isImporting = (): boolean => isUnderWay(pending()?.work ?? null);

/** Takes files in place of whatever was to be imported; not while an import runs. */
export async function takeFiles(given: Promise<readonly GivenFile[]>, into: string): Promise<void> {
  if (isImporting()) return;
  asked += 1;
  const turn = asked;
  importStore.write(() => ({ ...fresh, into, busy: "reading" }));
  const read = await given.then(readFiles).catch(unreadable);
  if (turn !== asked) return;
  if ("problem" in read) return change({ busy: null, problem: read.problem, from: [] });
  change({ files: read.files, from: read.files.map(({ name }) => name) });
  await stage();
}

const unreadable = (): FilesRead => ({ problem: { file: "", sentence: words.transfer.files.unreadable } });

/** A realm that was read from a live Keycloak is an import like any other. */
export async function takePulled(
  { unseen, ...staged }: StagedImport & { readonly unseen: readonly string[] },
  from: string,
  into: string,
): Promise<void> {
  if (isImporting()) return;
  importStore.write(() => ({ ...fresh, into, staged, unseen, from: [from] }));
  await plan();
}

export async function chooseInto(into: string): Promise<void> {
  change({ into });
  await stage();
}

export async function chooseIfExists(ifExists: IfExists): Promise<void> {
  change({ ifExists });
  await plan();
}

export const tellSecret = (id: string, secret: string): void =>
  importStore.write((state) =>
    state?.step === "pending" ? { ...state, secrets: { ...state.secrets, [id]: secret } } : state,
  );

export function discardImport(): void {
  asked += 1;
  importStore.write(() => null);
}

async function stage(): Promise<void> {
  asked += 1;
  const turn = asked;
  const { files, into } = pending() ?? {};
  if (!files || into === undefined) return;
  change({ busy: "reading", problem: null, plan: null });
  try {
    const staged = await call(stageImport, { files: [...files], into });
    if (turn !== asked) return;
    change({ staged });
    await plan();
  } catch (error) {
    if (turn === asked) change({ busy: null, staged: null, problem: problemOf(error, files) });
  }
}

/** The server keeps a staged import for ten minutes; whoever takes longer has it staged again. */
async function plan(): Promise<void> {
  asked += 1;
  const turn = asked;
  const { staged, ifExists, files } = pending() ?? {};
  if (!staged || !ifExists) return;
  change({ busy: "planning", problem: null });
  try {
    const { items } = await call(planImport, { import: staged.import, ifExists });
    if (turn === asked) change({ busy: null, plan: items });
  } catch (error) {
    if (turn !== asked) return;
    if (isForgotten(error) && files) return stage();
    change({ busy: null, plan: null, problem: problemOf(error, files ?? []) });
  }
}

const isForgotten = (error: unknown): boolean => error instanceof Refusal && error.status === 404;

/** Carries the import out as it was planned. What failed or was cancelled is planned anew, because some of it may be done. */
export async function runPendingImport(): Promise<void> {
  const now = pending();
  if (!now?.staged || !now.plan || isImporting()) return;
  const { plan: planned, ifExists } = now;
  const done = await carryOut(
    () => startRun(now, ifExists),
    (work) => change({ work }),
  );
  if (done.result === null) return plan();
  importStore.write(() => ({ step: "done", lines: done.result?.lines ?? [], realms: [] }));
  const realms = await findRevisions(planned);
  importStore.write((state) => (state?.step === "done" ? { ...state, realms } : state));
}

async function startRun({ staged, files, into, secrets }: PendingImport, ifExists: IfExists) {
  const start = (to: string) => call(runImport, { import: to, ifExists, secrets: tellableSecrets(secrets) });
  try {
    return await start(staged?.import ?? "");
  } catch (error) {
    if (!isForgotten(error) || !files) throw error;
    const again = await call(stageImport, { files: [...files], into });
    change({ staged: again });
    return start(again.import);
  }
}

async function findRevisions(planned: readonly PlannedItem[]): Promise<FinishedImport["realms"]> {
  const server = await call(readServer, {}).catch(() => null);
  return planned
    .filter(({ action }) => action === "create" || action === "change")
    .map(({ realm, action }) => {
      const revision = server?.realms.find(({ name }) => name === realm)?.revision ?? null;
      return { name: realm, revision: action === "change" ? revision : null, undone: false };
    });
}

export const noteUndone = (realm: string): void =>
  importStore.write((state) =>
    state?.step === "done"
      ? { ...state, realms: state.realms.map((one) => (one.name === realm ? { ...one, undone: true } : one)) }
      : state,
  );

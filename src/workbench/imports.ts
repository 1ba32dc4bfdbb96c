import type { ImportItem, StagedImport } from "../contract/transfer.ts";
import { planImport, runImport, stageImport } from "../contract/transfer.ts";
import type { RealmDocument } from "../domain/realm-document.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { describeIgnoredParts } from "../domain/transfer/import-parts.ts";
import { describeKeptParts, describeUnknownFields } from "../domain/transfer/kept-parts.ts";
import { findMaskedSecrets, withOwnVariables } from "../domain/transfer/masked-secrets.ts";
import { RealmConflict, WorkspaceProblem } from "../store/workspace-problem.ts";
import { ImportUnfit, type RealmToImport, readImportFiles } from "./import-files.ts";
import type { Progress } from "./jobs.ts";
import { type ImportChoice, type PlannedRealm, planRealm, toPlannedItem } from "./plan-import.ts";
import { answered, refused, serve } from "./serve.ts";
import type { TransferContext } from "./transfer-context.ts";
import type { WorkbenchContext } from "./workbench-context.ts";

export const serveStage = serve(stageImport, async (ctx: TransferContext, { files, into }) => {
  try {
    return answered(stage(ctx, await readImportFiles(files, into)));
  } catch (error) {
    if (error instanceof ImportUnfit) return refused(422, error.message, { field: "files" });
    throw error;
  }
});

/** Keeps what was read, from files or a live Keycloak, until a person has decided. */
export function stage(ctx: TransferContext, realms: readonly RealmToImport[]): StagedImport {
  const items = realms.map((each) => describeItem(ctx, each));
  const masked = withOwnVariables(items);
  return { import: ctx.imports.add(realms), items: items.map((item, i) => ({ ...item, masked: masked[i] ?? [] })) };
}

function describeItem({ realms }: TransferContext, item: RealmToImport): ImportItem {
  const { realm, from, kind } = item;
  const parts = item.kind === "realm" ? item.given : item.parts;
  const present = realms.get(realm)?.read().document;
  const { clients = [], roles = {} } = parts;
  return {
    realm,
    from,
    kind,
    isThere: present !== undefined,
    clientCount: clients.length,
    roleCount: [roles.realm ?? [], ...Object.values(roles.client ?? {})].reduce((sum, all) => sum + all.length, 0),
    masked: findMaskedSecrets({ ...parts, realm }, present),
    kept: describeKeptParts(parts),
    unknownFields: describeUnknownFields(parts),
    ignored: item.kind === "parts" ? describeIgnoredParts(parts) : (item.ignored ?? []),
  };
}

const GONE = refused(404, "That import is not known any more: choose the files again");

export const servePlan = serve(planImport, async (ctx: TransferContext, { import: id, ifExists }) => {
  const staged = ctx.imports.find(id);
  if (!staged) return GONE;
  const items = [];
  for (const each of staged)
    items.push(toPlannedItem(each.realm, await planRealm(ctx, each, { ifExists, secrets: new Map() })));
  return answered({ items });
});

export const serveRun = serve(runImport, (ctx, { import: id, ifExists, secrets }, caller) => {
  const staged = ctx.imports.find(id);
  if (!staged) return GONE;
  const choice = { ifExists, secrets: new Map(Object.entries(secrets)) };
  return answered(ctx.jobs.start((progress) => takeIn(ctx, staged, choice, { progress, by: caller.name })));
});

interface TakingIn {
  readonly progress: Progress;
  readonly by: string;
}

/**
 * Checks all realms, then writes one after the other, each as a whole or not at all. One that fails, and a person who cancels,
 * end the import there: what was taken in until then stays, and the last words say what was and what was not.
 */
async function takeIn(
  ctx: WorkbenchContext,
  staged: readonly RealmToImport[],
  choice: ImportChoice,
  { progress, by }: TakingIn,
): Promise<{ lines: readonly string[] }> {
  const steps = staged.length * 2;
  const planned: PlannedRealm[] = [];
  for (const [i, item] of staged.entries()) {
    progress.report(`Checking ${item.realm}`, i, steps);
    await aMoment();
    progress.signal.throwIfAborted();
    planned.push(await planRealm(ctx, item, choice));
  }
  const reasons = planned.flatMap((each) => (each.action === "refuse" ? [each.reason] : []));
  if (reasons.length > 0) throw new RealmRefused(`${reasons.join(". ")}. Nothing was imported`);
  for (const [i, { realm }] of staged.entries()) refuseIfChanged(realm, planned[i], revisionOf(ctx, realm));
  const lines: string[] = [];
  for (const [i, item] of staged.entries()) {
    progress.report(`Saving ${item.realm}`, staged.length + i, steps);
    await aMoment();
    const missing = staged.slice(i).map(({ realm }) => realm);
    if (progress.signal.aborted) return { lines: [...lines, `Cancelled; not imported: ${missing.join(", ")}.`] };
    lines.push(await save(ctx, item, planned[i], by).catch((error: unknown) => stopped(error, lines, missing)));
  }
  progress.report("", steps, steps);
  return { lines };
}

/** Lets others have their turn. */
const aMoment = (): Promise<void> => new Promise((next) => setImmediate(next));

/** @throws what stopped the import, with words about the rest of it where it is for a person */
function stopped(error: unknown, lines: readonly string[], missing: readonly string[]): never {
  if (!(error instanceof RealmRefused || error instanceof RealmConflict || error instanceof WorkspaceProblem))
    throw error;
  const rest = lines.length === 0 ? "Nothing was imported" : `${lines.join(" ")} Not imported: ${missing.join(", ")}`;
  throw new RealmRefused(`${error.message}. ${rest}`);
}

/** What the plan was made for must still be so, before the first is written and when its turn has come. */
function refuseIfChanged(realm: string, planned: PlannedRealm | undefined, revision: number | undefined): void {
  const expected = planned?.action === "change" ? planned.revision : undefined;
  if (planned?.action === "nothing" || revision === expected) return;
  throw new RealmConflict(
    `Realm ${realm} was changed meanwhile: look at what the import would do now, and import again`,
  );
}

const revisionOf = (ctx: WorkbenchContext, realm: string): number | undefined => ctx.realms.get(realm)?.read().revision;

async function save(
  ctx: WorkbenchContext,
  { realm, from }: RealmToImport,
  planned: PlannedRealm | undefined,
  by: string,
): Promise<string> {
  const files = from.join(", ");
  if (planned?.action === "nothing") return `${planned.reason}.`;
  if (planned?.action === "create") {
    await ctx.createRealm(planned.given, by);
    return `Realm ${realm} was created from ${files}.`;
  }
  refuseIfChanged(realm, planned, revisionOf(ctx, realm));
  if (planned?.action !== "change") return `Realm ${realm} stays as it is.`;
  const { document } = planned;
  await ctx.realms.get(realm)?.edit(
    (_now, current): RealmDocument => {
      refuseIfChanged(realm, planned, current.revision);
      return document;
    },
    { by, summary: [`Imported from ${files}`] },
  );
  return `Realm ${realm} was changed by ${files}.`;
}

import type { Differences, IfExists, PlannedItem } from "../contract/transfer.ts";
import { compareRealms, type Difference } from "../domain/comparison/compare-realms.ts";
import { describeDifference, describePart } from "../domain/comparison/describe-difference.ts";
import { compileRealm } from "../domain/compiled-realm.ts";
import type { PartialRealm } from "../domain/complete-realm.ts";
import type { ImportPolicy } from "../domain/edits/importing.ts";
import { MASTER } from "../domain/master-realm.ts";
import type { RealmDocument } from "../domain/realm-document.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { withPartsTakenIn } from "../domain/transfer/import-parts.ts";
import { withIdsKept } from "../domain/transfer/kept-ids.ts";
import { withSecretsUnmasked } from "../domain/transfer/masked-secrets.ts";
import { withWhatExportsLeaveOut } from "../domain/transfer/overwrite-realm.ts";
import type { RealmToImport } from "./import-files.ts";
import type { TransferContext } from "./transfer-context.ts";

/** What an import would make of one realm. */
export type PlannedRealm =
  | { readonly action: "create"; readonly given: PartialRealm }
  | {
      readonly action: "change";
      readonly document: RealmDocument;
      readonly before: RealmDocument;
      readonly revision: number;
    }
  | { readonly action: "nothing"; readonly reason: string }
  | { readonly action: "refuse"; readonly reason: string };

export interface ImportChoice {
  readonly ifExists: IfExists;
  /** Secrets in place of masks, by id. */
  readonly secrets: ReadonlyMap<string, string>;
}

/** Decides what an import does to a realm: one computation for the plan that is shown and for the import itself. Changes nothing. */
export async function planRealm(
  ctx: TransferContext,
  item: RealmToImport,
  choice: ImportChoice,
): Promise<PlannedRealm> {
  try {
    return item.kind === "realm" ? await planWhole(ctx, item.given, choice) : await planParts(ctx, item, choice);
  } catch (error) {
    if (!(error instanceof RealmRefused)) throw error;
    const reason = item.kind === "realm" && error.path.length > 0 ? await item.inWords?.(error) : undefined;
    return { action: "refuse", reason: reason ?? error.message };
  }
}

async function planWhole(
  ctx: TransferContext,
  brought: PartialRealm,
  { ifExists, secrets }: ImportChoice,
): Promise<PlannedRealm> {
  const { realm } = brought;
  const present = ctx.realms.get(realm)?.read();
  refuseTakenId(ctx, brought);
  const given = withSecretsUnmasked(brought, present?.document, secrets);
  if (!present) {
    compileRealm(await ctx.completeRealm(given));
    return { action: "create", given };
  }
  if (realm === MASTER)
    return { action: "nothing", reason: `Realm ${realm} administers this server and stays as it is` };
  if (ifExists === "skip") return { action: "nothing", reason: `Realm ${realm} is there already and stays as it is` };
  if (ifExists === "fail") return { action: "refuse", reason: `Realm ${realm} already exists` };
  const fresh = await ctx.completeRealm(withWhatExportsLeaveOut(present.document, given));
  return changed(present, withIdsKept(present.document, given, fresh));
}

/** Two realms of one id cannot be told apart by what refers to them; Keycloak refuses the second as well. */
function refuseTakenId({ realms }: TransferContext, { realm, id }: PartialRealm): void {
  for (const [name, other] of realms)
    if (id !== undefined && name !== realm && other.read().document.id === id)
      throw new RealmRefused(`realm ${name} has this id: take the id out, then it gets one of its own`, ["id"]);
}

const POLICIES: Readonly<Record<IfExists, ImportPolicy>> = { fail: "FAIL", skip: "SKIP", overwrite: "OVERWRITE" };

async function planParts(
  ctx: TransferContext,
  { realm, parts }: RealmToImport & { kind: "parts" },
  { ifExists, secrets }: ImportChoice,
): Promise<PlannedRealm> {
  const present = ctx.realms.get(realm)?.read();
  if (!present) return { action: "refuse", reason: `There is no realm ${realm} to take these in: create it first` };
  const { realm: _name, ...given } = withSecretsUnmasked({ ...parts, realm }, present.document, secrets);
  return changed(present, await ctx.completeRealm(withPartsTakenIn(present.document, given, POLICIES[ifExists])));
}

function changed(present: ReturnType<ReadRealm>, document: RealmDocument): PlannedRealm {
  compileRealm(document);
  const { document: before, revision } = present;
  if (JSON.stringify(document) === JSON.stringify(before))
    return { action: "nothing", reason: `Realm ${before.realm} has all of it already and stays as it is` };
  return { action: "change", document, before, revision };
}

type ReadRealm = NonNullable<ReturnType<TransferContext["realms"]["get"]>>["read"];

const MOST = 1000;
const SIDES = { here: "now", there: "then" };

/** Differences as people read them, the first thousand. */
export function toDifferences(differences: readonly Difference[], sides = SIDES): Differences {
  const lines = differences
    .slice(0, MOST)
    .map((each) => ({ ...each, part: describePart(each), line: describeDifference(each, sides) }));
  return { lines, total: differences.length };
}

const NONE: Differences = { lines: [], total: 0 };

export function toPlannedItem(realm: string, planned: PlannedRealm): PlannedItem {
  const { action } = planned;
  return {
    realm,
    action,
    reason: "reason" in planned ? planned.reason : null,
    differences: action === "change" ? toDifferences(compareRealms(planned.before, planned.document)) : NONE,
  };
}

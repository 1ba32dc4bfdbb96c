import { tokenCall } from "../contract/calls.ts";
import { listSavedCalls, removeSavedCall, type SavedCall, saveCall } from "../contract/saved-calls.ts";
import { WorkspaceProblem } from "../store/workspace-problem.ts";
import type { WorkspaceSettings } from "../store/workspace-settings.ts";
import { typedSecretsOf } from "./calls/typed-secrets.ts";
import { answered, type Outcome, refused, type ServedEndpoint, serve } from "./serve.ts";
import type { WorkbenchContext } from "./workbench-context.ts";

type Needed = Pick<WorkbenchContext, "settings" | "updateSettings">;

/** As the file has it: people may have written it. */
type Entry = NonNullable<WorkspaceSettings["savedCalls"]>[number];

const MOST_CALLS = 1000;

const serveSavedCalls = serve(listSavedCalls, (ctx: Needed) => {
  const calls: SavedCall[] = [];
  const unfit: { name: string; problem: string }[] = [];
  for (const { name, call } of ctx.settings().savedCalls ?? []) {
    const parsed = tokenCall.safeParse(call);
    const [issue] = parsed.error?.issues ?? [];
    if (parsed.success) calls.push({ name, call: parsed.data });
    else unfit.push({ name, problem: `${issue?.path.join(".") || "call"}: ${issue?.message}` });
  }
  return answered({ calls, unfit });
});

const serveSaveCall = serve(saveCall, async (ctx: Needed, { name, call: given, replace = false }) => {
  const typed = typedSecretsOf(given);
  if (typed.length > 0) return refuseTyped(typed);
  const { id: _id, chain: _chain, ...call } = given;
  return changing(ctx, (entries) => {
    const former = entries.find((each) => each.name === name);
    if (former && !replace)
      return { entries, outcome: refused(409, `There is a call ${name} already`, { field: "name" }) };
    if (!former && entries.length >= MOST_CALLS)
      return { entries, outcome: refused(409, `There are ${MOST_CALLS} calls already: remove some`) };
    const saved = { name, call };
    return {
      entries: [...entries.filter((each) => each !== former), saved].sort((a, b) => (a.name < b.name ? -1 : 1)),
      outcome: answered({ saved, replaced: former ? asSaved(former) : null }),
    };
  });
});

const refuseTyped = (fields: readonly string[]) =>
  refused(
    422,
    `${fields.map(worded).join(", ")} would stand in workbench.json, which may be in git: put it in a variable, as {{secret}}, or use the stored client's`,
    { field: `call.${fields[0]}` },
  );

const worded = (field: string): string =>
  /^(issuer|tokenUrl)$/.test(field) ? `The password or secret in the address ${field}` : field;

const serveRemoveCall = serve(removeSavedCall, (ctx: Needed, { name }) =>
  changing(ctx, (entries) => {
    const found = entries.find((each) => each.name === name);
    return found
      ? { entries: entries.filter((each) => each !== found), outcome: answered({ removed: asSaved(found) }) }
      : { entries, outcome: refused(404, `There is no call ${name}`) };
  }),
);

/** What was there goes back to whoever can save it again, which is when it is judged. */
const asSaved = ({ name, call }: Entry): SavedCall => ({ name, call: call as SavedCall["call"] });

/** One change of the file, on the calls as they are in it by then. */
async function changing<Answer>(
  ctx: Needed,
  change: (entries: readonly Entry[]) => { readonly entries: readonly Entry[]; readonly outcome: Outcome<Answer> },
): Promise<Outcome<Answer>> {
  const outcomes: Outcome<Answer>[] = [];
  try {
    await ctx.updateSettings((settings) => {
      const { entries, outcome } = change(settings.savedCalls ?? []);
      outcomes.push(outcome);
      return { ...settings, savedCalls: entries };
    });
  } catch (error) {
    if (error instanceof WorkspaceProblem) return refused(503, error.message);
    throw error;
  }
  return outcomes.at(-1) ?? refused(503, "The settings could not be changed");
}

export const savedCallEndpoints: readonly ServedEndpoint<Needed>[] = [serveSavedCalls, serveSaveCall, serveRemoveCall];

import type { Edit, RoleSummary, RoleVerdict } from "../../../src/contract/index.ts";
import { words } from "../../words.ts";
import { type MatrixModel, roleNamed } from "./matrix-cells.ts";

const say = words.matrix.token;

/** Whether a role reaches the previewed token, and the one step that would bring it there. */
export interface TokenCell {
  readonly state: "in" | "ask" | "cut" | "notHeld" | "neither" | "unknown";
  readonly text: string;
  readonly reason: string;
  readonly action: null | {
    readonly text: string;
    readonly label: string;
    /** Edits of the draft, or a word to ask for in the preview. */
    readonly does: { readonly edits: readonly Edit[] } | { readonly ask: string };
  };
}

/**
 * From the verdict of the token's own computation. The one thing added here: a role that an optional client scope lets
 * through is not cut, it has only not been asked for.
 */
export function toTokenCell(
  model: MatrixModel,
  role: RoleSummary,
  verdict: RoleVerdict | undefined,
  known: boolean,
): TokenCell {
  if (!known) return plain("unknown", say.unknown);
  if (!verdict) return plain("neither", model.page.client.fullScopeAllowed ? say.notHeld : say.neither);
  if (verdict.inToken) return { ...plain("in", say.in), reason: verdict.reason };
  if (verdict.heldThrough === null) return withMend("notHeld", say.notHeld, say.assign, verdict);
  const scope = optionalThatLetsThrough(model, role);
  if (scope === undefined) return withMend("cut", say.cut, say.mend, verdict);
  const name = roleNamed(role);
  return {
    state: "ask",
    text: say.ask(scope),
    reason: say.askHelp(name, scope),
    action: { text: say.askNow, label: say.askLabel(name, scope), does: { ask: scope } },
  };
}

const plain = (state: TokenCell["state"], text: string): TokenCell => ({ state, text, reason: text, action: null });

function withMend(state: TokenCell["state"], text: string, button: string, verdict: RoleVerdict): TokenCell {
  const [mend] = verdict.mends;
  const action = mend ? { text: button, label: mend.label, does: { edits: mend.edits } } : null;
  return { state, text, reason: verdict.reason, action };
}

function optionalThatLetsThrough({ page, reachOf }: MatrixModel, { id }: RoleSummary): string | undefined {
  const letsThrough = page.clientScopes.find((scope) => {
    if (scope.assignment !== "optional") return false;
    const { direct, through } = reachOf({ kind: "scope", key: scope.id, scope });
    return direct.has(id) || through.has(id);
  });
  return letsThrough?.name;
}

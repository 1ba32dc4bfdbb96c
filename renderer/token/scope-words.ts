import type { AttachedClientScope } from "../../src/contract/index.ts";

/** `openid` is no client scope: it asks for an ID token. */
const OPENID = "openid";

/** The words a person can tick: `openid` and the optional client scopes. */
export const scopeChoices = (clientScopes: readonly AttachedClientScope[]): readonly string[] => [
  OPENID,
  ...clientScopes.filter((scope) => scope.assignment === "optional").map((scope) => scope.name),
];

/** The `scope` parameter of ticked and typed words; undefined, so that none is sent, when there is no word. */
export function toScope(ticked: readonly string[], typed = ""): string | undefined {
  const scope = [...new Set([...ticked, ...typed.split(/\s+/)])].filter((word) => word !== "").join(" ");
  return scope === "" ? undefined : scope;
}

export const withTick = (ticked: readonly string[], word: string, on: boolean): readonly string[] =>
  on ? [...ticked.filter((other) => other !== word), word] : ticked.filter((other) => other !== word);

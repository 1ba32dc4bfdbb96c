import type { ListedScope, ScopeListChanges } from "./push-step.ts";
import { without } from "./role-names.ts";

export const listedScopes = (
  defaults: readonly string[] = [],
  optionals: readonly string[] = [],
): readonly ListedScope[] => [
  ...defaults.map((name): ListedScope => ({ name, list: "default" })),
  ...optionals.map((name): ListedScope => ({ name, list: "optional" })),
];

const keyOf = ({ name, list }: ListedScope): string => `${list} ${name}`;

/** What turns one pair of lists into another; undefined where they are alike. The order within a list has no meaning. */
export function scopeListChanges(
  wanted: readonly ListedScope[],
  present: readonly ListedScope[],
): ScopeListChanges | undefined {
  const assign = without(wanted, present, keyOf);
  const remove = without(present, wanted, keyOf);
  return assign.length + remove.length > 0 ? { assign, remove } : undefined;
}

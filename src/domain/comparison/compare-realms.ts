import type { RealmDocument } from "../realm-document.ts";
import { compareValues, type FieldDifference } from "./compare-values.ts";
import { type PartKind, type PartOwner, partKey, type RealmPart } from "./part.ts";
import { partsOf } from "./realm-parts.ts";

/** One way in which two realms are not alike; the field and its values where both have the thing. */
export interface Difference extends Partial<FieldDifference> {
  readonly kind: PartKind;
  readonly name: string;
  readonly owner?: PartOwner;
  readonly change: "onlyHere" | "onlyThere" | "differs";
}

/**
 * Tells how two realms differ, part by part and field by field, by names: internal ids do not count, nor the order of lists
 * that have none, nor whether something is absent or empty. Values that one side does not show (`**********`, private
 * keys) are not compared; secrets that differ are told as such and not shown. No difference means that both give the same tokens, but for ids.
 *
 * @returns in the order of `here`, what is only there last.
 */
export function compareRealms(here: RealmDocument, there: RealmDocument): Difference[] {
  if (here === there) return [];
  const others = byKey(partsOf(there));
  const differences: Difference[] = [];
  for (const [key, part] of byKey(partsOf(here))) {
    const other = others.get(key);
    others.delete(key);
    if (other) differences.push(...differencesOf(part, other));
    else differences.push({ ...named(part), change: "onlyHere" });
  }
  return [...differences, ...[...others.values()].map((part) => ({ ...named(part), change: "onlyThere" as const }))];
}

/** Two of a name are told apart by their place. */
function byKey(parts: readonly RealmPart[]): Map<string, RealmPart> {
  const found = new Map<string, RealmPart>();
  for (const part of parts) {
    let key = partKey(part);
    while (found.has(key)) key += "+";
    found.set(key, part);
  }
  return found;
}

const named = ({ kind, name, owner }: RealmPart) => ({ kind, name, ...(owner && { owner }) });

const differencesOf = (here: RealmPart, there: RealmPart): Difference[] =>
  compareValues(here, there).map((difference) => ({ ...named(here), change: "differs", ...difference }));

import type { Difference } from "../comparison/compare-realms.ts";
import { type PartKind, type PartOwner, partKey } from "../comparison/part.ts";
import type { PushStep } from "./push-step.ts";
import type { RealmNames } from "./realm-names.ts";

/** All that differs of one thing. */
export interface PartChange {
  readonly kind: PartKind;
  readonly name: string;
  readonly owner?: PartOwner;
  readonly change: Difference["change"];
  /** One for each field where both have the thing, else one for the whole. */
  readonly differences: readonly Difference[];
}

/** A difference that a push leaves, and why. */
export interface LeftDifference {
  readonly difference: Difference;
  readonly reason: string;
}

export interface Planned {
  readonly steps: readonly PushStep[];
  readonly left: readonly LeftDifference[];
}

export interface PlanContext {
  readonly here: RealmNames;
  readonly there: RealmNames;
  /** Whether clients, roles and client scopes that are only there are to be deleted. */
  readonly deletes: boolean;
}

export const NOTHING: Planned = { steps: [], left: [] };

export function partChangesOf(differences: readonly Difference[]): PartChange[] {
  const found = new Map<string, Difference[]>();
  for (const difference of differences) {
    const of = found.get(partKey(difference));
    if (of) of.push(difference);
    else found.set(partKey(difference), [difference]);
  }
  return [...found.values()].flatMap((of) => of.slice(0, 1).map((first) => toPartChange(first, of)));
}

const toPartChange = ({ kind, name, owner, change }: Difference, differences: readonly Difference[]): PartChange => ({
  kind,
  name,
  ...(owner && { owner }),
  change,
  differences,
});

export const leave = ({ differences }: Pick<PartChange, "differences">, reason: string): Planned => ({
  steps: [],
  left: differences.map((difference) => ({ difference, reason })),
});

/** What is only there and stays: asked to delete, a push keeps what Keycloak cannot do without. */
export const leaveUndeleted = ({ deletes }: PlanContext, part: PartChange): Planned =>
  leave(part, deletes ? "Keycloak's own: it is never deleted" : "only there, and deleting was not asked for");

export const plan = (...steps: readonly (PushStep | undefined | false)[]): Planned => ({
  steps: steps.filter((step) => step !== undefined && step !== false),
  left: [],
});

export const together = (...all: readonly Planned[]): Planned => ({
  steps: all.flatMap(({ steps }) => steps),
  left: all.flatMap(({ left }) => left),
});

/** The first name of a field's path: `attributes` of `attributes.access.token.lifespan`. */
export const topOf = ({ field = "" }: Difference): string => field.split(".", 1)[0] ?? "";

import { RealmRefused } from "../realm-refused.ts";

/** Entries over those that are there; `null` takes one away. Names come from outside: own properties only. */
export function withMergedEntries<Value>(
  before: Readonly<Record<string, Value>> | undefined,
  changes: Readonly<Record<string, Value | null>>,
): Readonly<Record<string, Value>> {
  const merged = new Map<string, Value | null>([...Object.entries(before ?? {}), ...Object.entries(changes)]);
  return Object.fromEntries([...merged].filter((entry): entry is [string, Value] => entry[1] !== null));
}

/** A refusal of an edit whose fields stand below `settings`. */
export const belowSettings = (error: unknown): unknown =>
  error instanceof RealmRefused && error.path[0] === "name"
    ? new RealmRefused(error.message, ["settings", ...error.path])
    : error;

import type { PartKind } from "../comparison/part.ts";
import { partsOf } from "../comparison/realm-parts.ts";
import type { RealmDocument } from "../realm-document.ts";
import { isMasked } from "../secrets.ts";
import type { LeftDifference, PartChange } from "./part-change.ts";

const REASON = "left out, because it is masked here: set it there";
const REASON_OF_CLIENT = "left out, because it is masked here: Keycloak makes one";

type Named = Pick<PartChange, "kind" | "name" | "owner">;

/** The secrets of a realm that show their mask only. A server would take the mask for the secret. */
export const maskedSecretsOf = (document: RealmDocument): LeftDifference[] =>
  partsOf(document).flatMap((part) => maskedIn(part, part.value));

/** The same of one thing. */
export const maskedIn = ({ kind, name, owner }: Named, value: object): LeftDifference[] =>
  masksIn(value).map((path) => ({
    difference: {
      ...{ kind, name, change: "differs" as const, field: path.join("."), secret: true as const },
      ...(owner && { owner }),
    },
    reason: reasonFor(kind, path),
  }));

const reasonFor = (kind: PartKind, path: readonly string[]): string =>
  kind === "client" && path.join() === "secret" ? REASON_OF_CLIENT : REASON;

/** Paths that lead to masks. */
function masksIn(value: unknown): string[][] {
  if (isMasked(value)) return [[]];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, member]) => masksIn(member).map((path) => [name, ...path]));
}

export function withoutMasks<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map((item) => withoutMasks(item as unknown)) as Value;
  if (value === null || typeof value !== "object") return value;
  const members = Object.entries(value).filter(([, member]) => !isMasked(member));
  return Object.fromEntries(members.map(([name, member]) => [name, withoutMasks(member as unknown)])) as Value;
}

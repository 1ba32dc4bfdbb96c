import type { GroupRepresentation, RealmDocument, UserRepresentation } from "./realm-document.ts";

/** A group and the groups around it, the outermost first and the group itself last: a member has what all of them have. */
export type GroupPath = readonly GroupRepresentation[];

/** A user's groups by name, which is the order in which Keycloak goes through them; those that do not exist are left out. */
export function groupPathsOf(document: RealmDocument, user: UserRepresentation): readonly GroupPath[] {
  const paths = (user.groups ?? []).map((path) => pathTo(document.groups ?? [], path.split("/").filter(Boolean)));
  const found = paths.filter((path) => path.length > 0);
  return found.sort((a, b) => compareText(nameOf(a), nameOf(b)));
}

export const nameOf = (path: GroupPath): string => path.at(-1)?.name ?? "";

/** By UTF-16 units, as Java compares texts. */
const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Empty where the names lead to no group. A name may have slashes of its own: the shortest that fits is taken. */
function pathTo(groups: readonly GroupRepresentation[], names: readonly string[]): GroupPath {
  for (let taken = 1; taken <= names.length; taken++) {
    const group = groups.find(({ name }) => name === names.slice(0, taken).join("/"));
    if (!group) continue;
    if (taken === names.length) return [group];
    const inner = pathTo(group.subGroups ?? [], names.slice(taken));
    return inner.length > 0 ? [group, ...inner] : [];
  }
  return [];
}

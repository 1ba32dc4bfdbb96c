import type { GroupRepresentation, RealmDocument, UserRepresentation } from "./realm-document.ts";

/** A user's groups with all their parents, whose roles and attributes it has as well. */
export function groupsOf(document: RealmDocument, user: UserRepresentation): GroupRepresentation[] {
  return (user.groups ?? []).flatMap((path) => groupsAlong(document.groups ?? [], path.split("/").filter(Boolean)));
}

function groupsAlong(groups: readonly GroupRepresentation[], names: readonly string[]): GroupRepresentation[] {
  const [name, ...rest] = names;
  const group = groups.find((candidate) => candidate.name === name);
  return group ? [group, ...groupsAlong(group.subGroups ?? [], rest)] : [];
}

import type { GroupRepresentation } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import type { EditFacts } from "./edit-facts.ts";
import { type Importing, refuseTaken, resultsOf, sortedOut } from "./importing.ts";

type Groups = readonly GroupRepresentation[];

/** Groups go by their paths; new ones can only stand at the top, with those below them. */
export function withGroupsImported(importing: Importing, groups: Groups): Importing {
  if (groups.length === 0) return importing;
  const { document, facts } = importing;
  const there = new Map(idsByPath(document.groups ?? [], ""));
  const sorted = sortedOut(
    importing,
    groups,
    ({ path = "" }) => there.get(path),
    ({ path = "" }) => `Group '${path}' already exists`,
  );
  const wanted = [...sorted.replaced, ...sorted.added];
  for (const { path, name } of wanted) {
    if (path === undefined && there.has(`/${name}`)) refuseTaken("Duplicate resource error");
    if (path !== `/${name}`) throw new RealmRefused(`A group cannot be made at the path ${path ?? ""}`, ["groups"]);
  }
  const replaced = new Set(sorted.replaced.map(({ name }) => name));
  const made = wanted.map((group) => newGroup(group, "", facts));
  const left = (document.groups ?? []).filter(({ name }) => !replaced.has(name));
  const ids = new Map([...there, ...made.map(({ path = "", id = "" }) => [path, id] as const)]);
  const results = resultsOf(sorted, (group) => ({
    resourceType: "GROUP",
    resourceName: group.name,
    id: ids.get(group.path ?? "") ?? "",
    representation: group,
  }));
  return {
    ...importing,
    document: { ...document, groups: [...left, ...made] },
    results: [...importing.results, ...results],
  };
}

const idsByPath = (groups: Groups, above: string): (readonly [string, string])[] =>
  groups.flatMap(({ id = "", name, subGroups = [] }) => [
    [`${above}/${name}`, id] as const,
    ...idsByPath(subGroups, `${above}/${name}`),
  ]);

function newGroup(group: GroupRepresentation, above: string, facts: EditFacts): GroupRepresentation {
  const { id: _id, name, subGroups = [], attributes = {}, realmRoles = [], clientRoles = {}, ...said } = group;
  const path = `${above}/${name}`;
  const below = subGroups.map((inner) => newGroup(inner, path, facts));
  return { id: facts.newId(), ...said, name, path, subGroups: below, attributes, realmRoles, clientRoles };
}

import type { GroupRepresentation } from "../domain/realm-document.ts";
import { inFieldOrder } from "../domain/representations.ts";
import { type AdminAnswer, notFound, ok, refuse } from "./admin-answer.ts";
import { param, type RealmCall, requireAny } from "./admin-call.ts";
import { byCode, containing, page, queryFlag } from "./query.ts";
import { createResource } from "./resource.ts";

/** A group where it stands. */
interface PlacedGroup {
  readonly group: GroupRepresentation;
  readonly path: string;
  readonly parentId?: string;
}

type Groups = readonly GroupRepresentation[];

const childrenOf = (groups: Groups, above?: PlacedGroup): PlacedGroup[] =>
  [...groups]
    .sort((a, b) => byCode(a.name, b.name))
    .map((group) => ({
      group,
      path: `${above?.path ?? ""}/${group.name}`,
      ...(above?.group.id !== undefined && { parentId: above.group.id }),
    }));

const below = (placed: PlacedGroup): PlacedGroup[] => childrenOf(placed.group.subGroups ?? [], placed);

const withAllBelow = (placed: PlacedGroup): PlacedGroup[] => [placed, ...below(placed).flatMap(withAllBelow)];

const topOf = ({ realm }: RealmCall): PlacedGroup[] => childrenOf(realm.document.groups ?? []);

const view = (call: RealmCall): void => requireAny(call, "query-groups", "view-users", "manage-users");

const rolesAndAttributes = ({ attributes = {}, realmRoles = [], clientRoles = {} }: GroupRepresentation) => ({
  attributes,
  realmRoles,
  clientRoles,
});

/** @param inner the groups below it that are shown with it. */
function groupRepresentation(
  call: RealmCall,
  placed: PlacedGroup,
  full: boolean,
  inner: readonly object[] = [],
): object {
  const manage = call.admin.has(call.realm.name, "manage-users");
  const { group, path, parentId } = placed;
  return inFieldOrder("GroupRepresentation", {
    id: group.id,
    name: group.name,
    path,
    parentId,
    subGroupCount: group.subGroups?.length ?? 0,
    subGroups: inner,
    ...(full && rolesAndAttributes(group)),
    access: { view: true, viewMembers: true, manageMembers: manage, manage, manageMembership: manage },
  });
}

/** A group as exports have it. */
export const groupForExport = (group: GroupRepresentation): object => exported({ group, path: `/${group.name}` });

const exported = (placed: PlacedGroup): object =>
  inFieldOrder("GroupRepresentation", {
    id: placed.group.id,
    name: placed.group.name,
    path: placed.path,
    parentId: placed.parentId,
    subGroups: below(placed).map(exported),
    ...rolesAndAttributes(placed.group),
  });

/** Those at the top; a search finds groups at any depth and shows the way to them. */
function listGroups(call: RealmCall): AdminAnswer {
  view(call);
  const search = call.request.query.get("search");
  const full = !queryFlag(call, "briefRepresentation", true);
  if (!search) return ok(page(call, topOf(call)).map((placed) => groupRepresentation(call, placed, full)));
  const isFound = queryFlag(call, "exact") ? (name: string) => name === search : containing(search);
  const wayTo = (placed: PlacedGroup): object[] => {
    const inner = below(placed).flatMap(wayTo);
    return inner.length > 0 || isFound(placed.group.name) ? [groupRepresentation(call, placed, full, inner)] : [];
  };
  return ok(page(call, topOf(call).flatMap(wayTo)));
}

function countGroups(call: RealmCall): AdminAnswer {
  view(call);
  const search = call.request.query.get("search");
  const all = queryFlag(call, "top") ? topOf(call) : topOf(call).flatMap(withAllBelow);
  return ok({ count: search ? all.filter(({ group }) => containing(search)(group.name)).length : all.length });
}

function findGroup(call: RealmCall): PlacedGroup {
  view(call);
  const found = topOf(call)
    .flatMap(withAllBelow)
    .find(({ group }) => group.id === param(call, "group"));
  return found ?? refuse(notFound("Could not find group by id"));
}

/** The groups that a realm's file holds, as they are: service accounts may be members. */
export const groupsResource = createResource<RealmCall>({
  operations: {
    GET: listGroups,
    "GET count": countGroups,
    "GET {group}": (call) => ok(groupRepresentation(call, findGroup(call), true)),
    "GET {group}/children": (call) =>
      ok(page(call, below(findGroup(call))).map((placed) => groupRepresentation(call, placed, true))),
  },
});

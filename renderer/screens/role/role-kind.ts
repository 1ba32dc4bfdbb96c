import type { Edit, EditOf, RolePage, RoleSettings, RoleSummary } from "../../../src/contract/index.ts";
import type { DraftKind } from "../../draft/draft.ts";
import { draftKey } from "../../draft/draft-store.ts";

/** What a role's page can have changed on it. */
export const roleKind: DraftKind<RolePage> = {
  apply: applyEdit,
  concerns: ({ role }, edit) =>
    edit.type === "updateRole"
      ? edit.role === role.id
      : edit.type === "addComposite" || edit.type === "removeComposite",
  settingsOf: ({ role }) => role,
};

export const roleKey = (realm: string, id: string): string => draftKey(realm, `roles/${id}`);

function applyEdit(page: RolePage, edit: Edit): RolePage {
  switch (edit.type) {
    case "updateRole":
      return edit.role === page.role.id ? withSettings(page, edit.settings) : page;
    case "addComposite":
    case "removeComposite":
      return withMember(page, edit);
    default:
      return page;
  }
}

function withSettings(page: RolePage, { attributes, ...plain }: RoleSettings): RolePage {
  const merged = Object.entries({ ...page.role.attributes, ...attributes });
  const kept = merged.filter((entry): entry is [string, readonly string[]] => entry[1] !== null);
  const role = { ...page.role, ...plain, attributes: Object.fromEntries(kept) };
  return { ...page, role, roles: page.roles.map((each) => (each.id === role.id ? { ...each, ...plain } : each)) };
}

/** Members are kept with the roles of the realm, from which both sides of the graph are drawn. */
function withMember(page: RolePage, { type, role, member }: EditOf<"addComposite" | "removeComposite">): RolePage {
  const before = page.roles.find(({ id }) => id === role);
  if (!before || before.members.includes(member) === (type === "addComposite")) return page;
  const others = before.members.filter((other) => other !== member);
  const after: RoleSummary = { ...before, members: type === "addComposite" ? [...others, member] : others };
  return { ...page, roles: page.roles.map((each) => (each === before ? after : each)) };
}

import type { Edit, RolePage } from "../../../src/contract/index.ts";
import { words } from "../../words.ts";

const say = words.roleList.changes;

/** Names each change of a role's draft. */
export const describeRole = (page: RolePage, edits: readonly Edit[]): readonly string[] =>
  edits.flatMap((edit) => describeEdit(page, edit));

function describeEdit(page: RolePage, edit: Edit): readonly string[] {
  const named = (id: string) => page.roles.find((role) => role.id === id)?.name ?? words.changes.unnamed;
  switch (edit.type) {
    case "updateRole": {
      const { name, description, attributes } = edit.settings;
      return [
        ...(name === undefined ? [] : [words.changes.roleRenamed(page.role.name, name)]),
        ...(description === undefined ? [] : [words.changes.text(words.roleList.page.description, description)]),
        ...Object.keys(attributes ?? {}).map(say.attribute),
      ];
    }
    case "addComposite":
      return [say.memberAdded(named(edit.member), named(edit.role))];
    case "removeComposite":
      return [say.memberRemoved(named(edit.member), named(edit.role))];
    default:
      return [words.changes.unnamed];
  }
}

import type { RolePage, RoleSettings } from "../../../src/contract/index.ts";
import { type Draft, useDraft } from "../../draft/use-draft.ts";
import { roleQuery } from "../../queries.ts";
import { describeRole } from "./describe-role.ts";
import { roleKey, roleKind } from "./role-kind.ts";

/** One role's page with what a person has changed on it. */
export interface RoleDraft extends Draft<RolePage> {
  readonly set: (settings: RoleSettings) => void;
}

export function useRoleDraft(realm: string, saved: RolePage): RoleDraft {
  const { id } = saved.role;
  const draft = useDraft({
    realm,
    saved,
    key: roleKey(realm, id),
    kind: roleKind,
    query: roleQuery(realm, id),
    describe: describeRole,
  });
  return { ...draft, set: (settings) => draft.add([{ type: "updateRole", role: id, settings }]) };
}

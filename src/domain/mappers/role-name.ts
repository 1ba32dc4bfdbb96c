import { addTokenRole } from "../token-roles.ts";
import { allTokens, type ProtocolMapper, silent } from "./mapper.ts";
import { parseRoleReference } from "./role-reference.ts";

/** Role Name Mapper: gives a role of the token another name or another owner; without one it becomes a realm role. Has no switches. */
export const roleName: ProtocolMapper = {
  provider: "oidc-role-name-mapper",
  priority: 10,
  targets: allTokens,
  onWhenAbsent: true,
  always: true,
  changesRoles: true,
  run: (draft, input) => {
    const [from, to] = [input.config("role"), input.config("new.role.name")];
    if (from === undefined || to === undefined) return silent("the role or its new name is not set");
    const old = parseRoleReference(from);
    const names = old.owner === undefined ? draft.roles.realm : draft.roles.client.get(old.owner);
    if (!names?.delete(old.name)) return silent(`the role ${from} is not in the token`);
    if (old.owner !== undefined && names.size === 0) draft.roles.client.delete(old.owner);
    const renamed = parseRoleReference(to);
    addTokenRole(draft.roles, renamed.name, renamed.owner);
    return { wrote: [], input: `${from} becomes ${to}` };
  },
};

import { addTokenRole } from "../token-roles.ts";
import { allTokens, type ProtocolMapper, silent } from "./mapper.ts";
import { parseRoleReference } from "./role-reference.ts";

/** Hardcoded Role: adds a role to the token, held or not, existing or not. Has no switches; role mappers print it. */
export const hardcodedRole: ProtocolMapper = {
  provider: "oidc-hardcoded-role-mapper",
  priority: 20,
  targets: allTokens,
  onWhenAbsent: true,
  always: true,
  changesRoles: true,
  run: (draft, input) => {
    const reference = input.config("role");
    if (reference === undefined) return silent("no role is set");
    const { name, owner } = parseRoleReference(reference);
    addTokenRole(draft.roles, name, owner);
    return { wrote: [], input: `adds the role ${reference}` };
  },
};

import { allTokens, type ProtocolMapper, silent } from "./mapper.ts";
import { prefixed, writeRoles } from "./role-claim.ts";

/** User Realm Role: the realm roles of the token. `realm_access.roles` is the token's own place for them. */
export const realmRoles: ProtocolMapper = {
  provider: "oidc-usermodel-realm-role-mapper",
  priority: 40,
  targets: allTokens,
  onWhenAbsent: false,
  run: (draft, input) => {
    if (draft.roles.realm.size === 0) return silent("no realm role is in the token");
    const roles = prefixed(draft.roles.realm, input.config("usermodel.realmRoleMapping.rolePrefix"));
    const path = writeRoles(draft, input, roles);
    return path ? { wrote: [path], input: "realm roles" } : silent("realm roles: no value, or no claim to write it to");
  },
};

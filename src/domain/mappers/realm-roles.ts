import { allTokens, type ProtocolMapper, silent } from "./mapper.ts";
import { claimOf, prefixed, writeRoles } from "./role-claim.ts";

/** User Realm Role: the realm roles of the token. `realm_access.roles` is the token's own place for them. */
export const realmRoles: ProtocolMapper = {
  provider: "oidc-usermodel-realm-role-mapper",
  priority: 40,
  targets: allTokens,
  onWhenAbsent: false,
  run: (draft, input) => {
    if (draft.roles.realm.size === 0) return silent("no realm role is in the token");
    const roles = prefixed(draft.roles.realm, input.config("usermodel.realmRoleMapping.rolePrefix"));
    return writeRoles(draft, input, claimOf(roles, input), "realm roles");
  },
};

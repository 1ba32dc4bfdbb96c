import { inJavaHashOrder } from "../java-hash-order.ts";
import { allTokens, type ProtocolMapper, silent, writeConfigured } from "./mapper.ts";
import { prefixed } from "./role-claim.ts";

/** User Realm Role: the realm roles of the token. `realm_access.roles` is the token's own place for them. */
export const realmRoles: ProtocolMapper = {
  provider: "oidc-usermodel-realm-role-mapper",
  priority: 40,
  targets: allTokens,
  onWhenAbsent: false,
  run: (draft, input) => {
    if (draft.roles.realm.size === 0) return silent("no realm role is in the token");
    const roles = prefixed(draft.roles.realm, input.config("usermodel.realmRoleMapping.rolePrefix"));
    if (input.config("claim.name") === "realm_access.roles" && input.target !== "answer") {
      draft.named.realmAccess = roles;
      return { wrote: [["realm_access", "roles"]], input: "realm roles" };
    }
    return writeConfigured(
      draft,
      input,
      input.config("multivalued") === "true" ? roles : inJavaHashOrder(roles)[0],
      "realm roles",
    );
  },
};

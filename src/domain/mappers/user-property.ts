import { toClaimValue } from "../claim-value.ts";
import { userProperty } from "../user-values.ts";
import { allTokens, type ProtocolMapper, silent, writeConfigured } from "./mapper.ts";

/** User Property: a property of the service account's user. */
export const userPropertyMapper: ProtocolMapper = {
  provider: "oidc-usermodel-property-mapper",
  priority: 0,
  targets: allTokens,
  onWhenAbsent: false,
  run: (draft, input) => {
    const name = input.config("user.attribute");
    if (name === undefined) return silent("Property is empty");
    const value = userProperty(input.plan.holder.user, name);
    return writeConfigured(
      draft,
      input,
      value === undefined ? undefined : toClaimValue(value, input.config("jsonType.label")),
      `user property ${name}`,
    );
  },
};

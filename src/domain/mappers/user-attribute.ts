import { toClaimValues } from "../claim-value.ts";
import { inheritedAttribute, isPropertyAttribute } from "../user-values.ts";
import { allTokens, type ProtocolMapper, silent, writeConfigured } from "./mapper.ts";

/** User Attribute: an attribute of the service account's user. */
export const userAttributeMapper: ProtocolMapper = {
  provider: "oidc-usermodel-attribute-mapper",
  priority: 0,
  targets: allTokens,
  onWhenAbsent: false,
  run: (draft, input) => {
    const name = input.config("user.attribute");
    if (name === undefined) return silent("User Attribute is empty");
    const { plan } = input;
    const values = inheritedAttribute(
      plan.client.realm,
      plan.holder.user,
      name,
      input.config("aggregate.attrs") === "true",
    );
    const multivalued = input.config("multivalued") === "true";
    // A main property that the user lacks counts as one value that is null (recorded).
    const nothing = multivalued && values.length === 0 && isPropertyAttribute(name) ? [null] : undefined;
    const value = toClaimValues(values, input.config("jsonType.label"), multivalued) ?? nothing;
    return writeConfigured(draft, input, value, `user attribute ${name}`);
  },
};

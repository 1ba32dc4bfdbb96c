import { toClaimValues } from "../claim-value.ts";
import { inheritedAttribute, isPropertyAttribute } from "../user-values.ts";
import { allTokens, type MapperInput, type ProtocolMapper, silent, writeConfigured } from "./mapper.ts";

/** User Attribute: an attribute of the service account's user. */
export const userAttributeMapper: ProtocolMapper = {
  provider: "oidc-usermodel-attribute-mapper",
  priority: 0,
  targets: allTokens,
  onWhenAbsent: false,
  run: (draft, input) => {
    const { value, read, nothing } = input.once(() => readAttribute(input));
    if (value === undefined) return nothing;
    return writeConfigured(draft, input, value, read, input.config("multivalued") === "true");
  },
};

function readAttribute({ plan, config }: MapperInput) {
  const name = config("user.attribute");
  if (name === undefined) return { value: undefined, read: "", nothing: silent("User Attribute is empty") };
  const read = `user attribute ${name}`;
  const { client, holder } = plan;
  const values = inheritedAttribute(client.realm, holder.user, name, config("aggregate.attrs") === "true");
  const multivalued = config("multivalued") === "true";
  // A main property that the user lacks counts as one value that is null (recorded).
  const lacking = multivalued && values.length === 0 && isPropertyAttribute(name) ? [null] : undefined;
  const value = toClaimValues(values, config("jsonType.label"), multivalued) ?? lacking;
  return { value, read, nothing: silent(`${read}: no value`) };
}

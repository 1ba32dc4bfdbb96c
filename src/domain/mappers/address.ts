import { userAttribute } from "../user-values.ts";
import { allTokens, type ProtocolMapper, silent } from "./mapper.ts";

const PARTS = [
  ["street_address", "street"],
  ["locality", "locality"],
  ["region", "region"],
  ["postal_code", "postal_code"],
  ["country", "country"],
  ["formatted", "formatted"],
] as const;

/** User Address: the `address` claim (OpenID Connect Core §5.1.1) out of user attributes. */
export const address: ProtocolMapper = {
  provider: "oidc-address-mapper",
  priority: 0,
  targets: allTokens,
  onWhenAbsent: false,
  run: (draft, input) => {
    const found = PARTS.flatMap(([claim, key]) => {
      const [value] = userAttribute(input.plan.holder.user, input.config(`user.attribute.${key}`) ?? key);
      return value ? [[claim, value] as const] : [];
    });
    if (found.length === 0) return silent("the user has no address attributes");
    draft.writeMembers("address", Object.fromEntries(found));
    return { wrote: [["address"]], input: "address attributes" };
  },
};

import { allTokens, type ProtocolMapper, silent } from "./mapper.ts";

/** User's full name. */
export const fullName: ProtocolMapper = {
  provider: "oidc-full-name-mapper",
  priority: 0,
  targets: allTokens,
  onWhenAbsent: false,
  run: (draft, { plan }) => {
    const name = [plan.holder.user.firstName, plan.holder.user.lastName].filter(Boolean).join(" ");
    if (name === "") return silent("the user has neither first nor last name");
    draft.write("name", name);
    return { wrote: [["name"]], input: "first and last name" };
  },
};

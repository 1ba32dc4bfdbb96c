import { allTokens, type ProtocolMapper, silent, writeConfigured } from "./mapper.ts";

/** Group Membership: the groups of the service account's user, as paths or as names. */
export const groupMembership: ProtocolMapper = {
  provider: "oidc-group-membership-mapper",
  priority: 0,
  targets: allTokens,
  onWhenAbsent: false,
  run: (draft, input) => {
    const paths = input.plan.holder.user.groups ?? [];
    if (paths.length === 0) return silent("the user is in no group");
    const groups =
      input.config("full.path") === "true" ? [...paths] : paths.map((path) => path.slice(path.lastIndexOf("/") + 1));
    return writeConfigured(draft, input, groups, "groups");
  },
};

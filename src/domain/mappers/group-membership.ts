import { allTokens, type ProtocolMapper, writeConfigured } from "./mapper.ts";

/** Group Membership: the groups of the service account's user, as paths or as names. */
export const groupMembership: ProtocolMapper = {
  provider: "oidc-group-membership-mapper",
  priority: 0,
  targets: allTokens,
  onWhenAbsent: false,
  run: (draft, input) => {
    const paths = input.plan.holder.user.groups ?? [];
    const groups =
      input.config("full.path") === "false" ? paths.map((path) => path.slice(path.lastIndexOf("/") + 1)) : [...paths];
    return writeConfigured(draft, input, groups, "groups");
  },
};

import { toClaimValues } from "../claim-value.ts";
import { type GroupPath, groupPathsOf, nameOf } from "../groups.ts";
import { allTokens, type ProtocolMapper, silent, writeConfigured } from "./mapper.ts";

/** Group Membership: the groups of the service account's user, as paths or as names. */
export const groupMembership: ProtocolMapper = {
  provider: "oidc-group-membership-mapper",
  priority: 0,
  targets: allTokens,
  onWhenAbsent: false,
  run: (draft, input) => {
    const { client, holder } = input.plan;
    const paths = groupPathsOf(client.realm.document, holder.user);
    if (paths.length === 0) return silent("the user is in no group");
    const toText = input.config("full.path") === "true" ? pathOf : nameOf;
    return writeConfigured(
      draft,
      input,
      toClaimValues(paths.map(toText), input.config("jsonType.label"), true),
      "groups",
      true,
    );
  },
};

const pathOf = (path: GroupPath): string => path.map(({ name }) => `/${name}`).join("");

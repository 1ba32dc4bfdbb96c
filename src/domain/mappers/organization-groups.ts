import { allTokens, type ProtocolMapper, silent } from "./mapper.ts";

/**
 * Organization Group Membership: writes into the claim of the Organization Membership mapper beside it. A service account
 * is a member of no organization, so nothing but an empty object comes of it, where organizations are on (recorded).
 */
export const organizationGroups: ProtocolMapper = {
  provider: "oidc-organization-group-membership-mapper",
  priority: 10,
  targets: allTokens,
  onWhenAbsent: false,
  run: (draft, { plan }) => {
    if (plan.client.realm.document.organizationsEnabled !== true) return silent("organizations are off in this realm");
    const membership = plan.mappers.find(({ provider }) => provider.provider === "oidc-organization-membership-mapper");
    const name = membership?.config("claim.name");
    if (name === undefined) return silent("no Organization Membership mapper takes part");
    draft.writeMembers(name, {});
    return { wrote: [[name]], input: "no organization" };
  },
};

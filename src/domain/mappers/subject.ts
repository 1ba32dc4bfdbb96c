import { type ProtocolMapper, silent } from "./mapper.ts";

/** Subject (sub). */
export const subject: ProtocolMapper = {
  provider: "oidc-sub-mapper",
  priority: -10,
  targets: ["access", "introspection", "lightweight"],
  onWhenAbsent: false,
  run: (draft, { plan }) => {
    const { id } = plan.holder.user;
    if (id === undefined) return silent("the user has no id");
    draft.named.sub = id;
    return { wrote: [["sub"]], input: "the id of the service account's user" };
  },
};

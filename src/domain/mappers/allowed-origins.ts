import { allowedOriginsOf } from "../web-origins.ts";
import { type ProtocolMapper, silent } from "./mapper.ts";

/** Allowed Web Origins: the client's web origins, `+` resolved. */
export const allowedOrigins: ProtocolMapper = {
  provider: "oidc-allowed-origins-mapper",
  priority: 0,
  targets: ["access", "introspection", "lightweight"],
  onWhenAbsent: true,
  run: (draft, { plan }) => {
    const { representation } = plan.client;
    if (!representation.webOrigins?.length) return silent("the client has no web origins");
    draft.named.allowedOrigins = allowedOriginsOf(representation);
    return { wrote: [["allowed-origins"]], input: "the client's Web origins" };
  },
};

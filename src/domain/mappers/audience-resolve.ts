import { inJavaHashOrder } from "../java-hash-order.ts";
import { type ProtocolMapper, silent } from "./mapper.ts";

/** Audience Resolve: adds every other client of which the token holds a role to `aud`. */
export const audienceResolve: ProtocolMapper = {
  provider: "oidc-audience-resolve-mapper",
  priority: 30,
  targets: ["access", "introspection", "lightweight"],
  onWhenAbsent: true,
  run: (draft, { plan }) => {
    const owners = inJavaHashOrder([...draft.roles.client.keys()]).filter((owner) => owner !== plan.client.clientId);
    if (owners.length === 0) return silent("the token holds no role of another client");
    for (const owner of owners) if (!draft.named.audience.includes(owner)) draft.named.audience.push(owner);
    return { wrote: [["aud"]], input: `roles of ${owners.join(", ")}` };
  },
};

import { type ProtocolMapper, silent } from "./mapper.ts";

/** Audience: adds a client or any other text to `aud` (RFC 7519 §4.1.3). The custom one counts only without a client. */
export const audience: ProtocolMapper = {
  provider: "oidc-audience-mapper",
  priority: 0,
  targets: ["access", "id", "introspection", "lightweight"],
  onWhenAbsent: false,
  run: (draft, input) => {
    const client = input.config("included.client.audience");
    const added = client ?? input.config("included.custom.audience");
    if (added === undefined) return silent("no audience is set");
    if (!draft.named.audience.includes(added)) draft.named.audience.push(added);
    return { wrote: [["aud"]], input: `adds ${client === undefined ? "the text" : "the client"} ${added}` };
  },
};

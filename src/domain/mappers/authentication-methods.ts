import type { ProtocolMapper } from "./mapper.ts";

/** Authentication Method Reference (amr). */
export const authenticationMethods: ProtocolMapper = {
  provider: "oidc-amr-mapper",
  priority: 0,
  targets: ["access", "id", "lightweight"],
  onWhenAbsent: false,
  run: (draft) => {
    draft.write("amr", []);
    return { wrote: [["amr"]], input: "a service account goes through no authenticators" };
  },
};

import { allTokens, type ProtocolMapper } from "./mapper.ts";

/** Authentication Method Reference (amr). */
export const authenticationMethods: ProtocolMapper = {
  provider: "oidc-amr-mapper",
  priority: 0,
  targets: allTokens,
  onWhenAbsent: false,
  run: (draft) => {
    draft.write("amr", []);
    return { wrote: [["amr"]], input: "a service account goes through no authenticators" };
  },
};

import { allTokens, type ProtocolMapper } from "./mapper.ts";

/** Authentication Context Class Reference (acr). */
export const authenticationContext: ProtocolMapper = {
  provider: "oidc-acr-mapper",
  priority: 0,
  targets: allTokens,
  onWhenAbsent: false,
  run: (draft) => {
    draft.named.acr = "1";
    return { wrote: [["acr"]], input: "level of authentication 1: a client authenticated itself" };
  },
};

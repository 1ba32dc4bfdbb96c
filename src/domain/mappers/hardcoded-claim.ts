import { toClaimValue } from "../claim-value.ts";
import { allTokens, type ProtocolMapper, writeConfigured } from "./mapper.ts";

/** Hardcoded claim: a constant. */
export const hardcodedClaim: ProtocolMapper = {
  provider: "oidc-hardcoded-claim-mapper",
  priority: 0,
  targets: [...allTokens, "answer"],
  onWhenAbsent: false,
  run: (draft, input) => {
    const text = input.config("claim.value") ?? "";
    return writeConfigured(draft, input, toClaimValue(text, input.config("jsonType.label")), "the fixed value");
  },
};

import { allTokens, type ProtocolMapper, silent } from "./mapper.ts";

/** Session State (session_state): the id of the session, of one that lasts as long as the request too. */
export const sessionState: ProtocolMapper = {
  provider: "oidc-session-state-mapper",
  priority: 0,
  targets: allTokens,
  onWhenAbsent: false,
  showsSession: true,
  run: (draft, { sessionId }) => {
    if (sessionId === undefined) return silent("the session has no id before the token is issued");
    draft.writeOther("session_state", sessionId);
    return { wrote: [["session_state"]], input: "the id of the session" };
  },
};

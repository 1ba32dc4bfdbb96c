import { toClaimValue } from "../claim-value.ts";
import { allTokens, type ProtocolMapper, silent, writeConfigured } from "./mapper.ts";

/** User Session Note: what the grant noted about the caller. */
export const sessionNote: ProtocolMapper = {
  provider: "oidc-usersessionmodel-note-mapper",
  priority: 0,
  targets: [...allTokens, "answer"],
  onWhenAbsent: false,
  run: (draft, input) => {
    const name = input.config("user.session.note");
    if (name === undefined) return silent("User Session Note is empty");
    const note = input.notes.get(name);
    return writeConfigured(
      draft,
      input,
      note === undefined ? undefined : toClaimValue(note, input.config("jsonType.label")),
      `session note ${name}`,
    );
  },
};

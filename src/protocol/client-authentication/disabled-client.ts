import type { CompiledClient } from "../../domain/compiled-client.ts";
import { refusals, refuse } from "../oauth-error.ts";

/** Refuses a client that is switched off, before anything it brought is looked at; undefined for one that is on. */
export function refuseDisabled(client: CompiledClient) {
  const { clientId, id, representation } = client;
  if (representation.enabled !== false) return undefined;
  const refused = refuse(refusals.disabledClient, "the client is enabled", {
    subject: { clientId },
    expected: "Enabled on",
    actual: "disabled",
    mend: {
      label: `Enable ${clientId}`,
      edits: [{ type: "updateClient", client: id, settings: { enabled: true } }],
    },
  });
  return { client, ...refused };
}

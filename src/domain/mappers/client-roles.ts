import { inJavaHashOrder } from "../java-hash-order.ts";
import type { TokenDraft } from "../token-draft.ts";
import { allTokens, type MapperInput, type ProtocolMapper, silent } from "./mapper.ts";
import { CLIENT_ID, prefixed, writeRoles } from "./role-claim.ts";

/**
 * User Client Role: the client roles of the token, of one client or of each in turn; `${client_id}` in the claim's name is
 * replaced. In one claim for all, lists are joined, and roles of one name that two clients have stand there twice; without
 * *Multivalued* the last client's first role stays (recorded).
 */
export const clientRoles: ProtocolMapper = {
  provider: "oidc-usermodel-client-role-mapper",
  priority: 40,
  targets: allTokens,
  onWhenAbsent: false,
  run: (draft, input) => {
    const only = input.config("usermodel.clientRoleMapping.clientId");
    const owners = inJavaHashOrder([...draft.roles.client.keys()]).filter(
      (owner) => only === undefined || owner === only,
    );
    if (owners.length === 0) return silent(`no role of ${only ?? "a client"} is in the token`);
    const wrote = owners.flatMap((owner) => {
      const path = writeRoles(draft, input, rolesOf(owner, only === undefined, draft, input), owner);
      return path ? [path] : [];
    });
    return { wrote, input: `roles of ${owners.join(", ")}` };
  },
};

/** @param named whether a prefix may name the client, which it may not where one client is chosen. */
function rolesOf(owner: string, named: boolean, draft: TokenDraft, input: MapperInput): readonly string[] {
  const prefix = input.config("usermodel.clientRoleMapping.rolePrefix") ?? "";
  return prefixed(draft.roles.client.get(owner) ?? [], named ? prefix.replaceAll(CLIENT_ID, () => owner) : prefix);
}

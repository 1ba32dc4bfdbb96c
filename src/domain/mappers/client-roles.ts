import { escapeClaimPathPart } from "../claim-path.ts";
import { inJavaHashOrder } from "../java-hash-order.ts";
import type { TokenDraft } from "../token-draft.ts";
import { allTokens, type MapperInput, type ProtocolMapper, silent } from "./mapper.ts";
import { prefixed } from "./role-claim.ts";

/** User Client Role: the client roles of the token, of one client or of all; `${client_id}` in the claim's name is replaced. */
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
    const wrote = owners.map((owner) => writeRolesOf(owner, draft, input)).filter((path) => path !== undefined);
    if (wrote.length === 0) return silent(`no role of ${only ?? "a client"} is in the token`);
    return { wrote, input: `roles of ${owners.join(", ")}` };
  },
};

const CLIENT_ID = /\$\{client_id\}/g;
/** The token's own place for client roles. */
const OWN_PLACE = /^resource_access\.\$\{client_id\}\.roles$/;

function writeRolesOf(owner: string, draft: TokenDraft, input: MapperInput): readonly string[] | undefined {
  const name = input.config("claim.name");
  const roles = prefixed(draft.roles.client.get(owner) ?? [], input.config("usermodel.clientRoleMapping.rolePrefix"));
  if (name === undefined || roles.length === 0) return undefined;
  if (OWN_PLACE.test(name)) {
    draft.named.resourceAccess.set(owner, roles);
    return ["resource_access", owner, "roles"];
  }
  const value = input.config("multivalued") === "true" ? roles : `[${roles.join(", ")}]`;
  return draft.write(
    name.replace(CLIENT_ID, () => escapeClaimPathPart(owner)),
    value,
  );
}

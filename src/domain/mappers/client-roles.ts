import { escapeClaimPathPart } from "../claim-path.ts";
import { inJavaHashOrder } from "../java-hash-order.ts";
import type { TokenDraft } from "../token-draft.ts";
import { allTokens, type MapperInput, type MapperOutcome, type ProtocolMapper, silent } from "./mapper.ts";
import { addInOwnPlace, claimOf, hasOwnPlaces, isTexts, prefixed, writeRoles } from "./role-claim.ts";

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
    if (owners.length === 0) return silent(`no role of ${only ?? "a client"} is in the token`);
    const read = `roles of ${owners.join(", ")}`;
    const name = input.config("claim.name") ?? "";
    if (!name.includes(CLIENT_ID)) return writeFlat(draft, input, owners, read);
    const wrote = owners.map((owner) => writeOf(owner, name, draft, input)).filter((path) => path !== undefined);
    return { wrote, input: read };
  },
};

const CLIENT_ID = "${" + "client_id}";
/** The token's own place for client roles. */
const OWN_PLACE = `resource_access.${CLIENT_ID}.roles`;

const rolesOf = (owner: string, draft: TokenDraft, input: MapperInput): string[] =>
  prefixed(draft.roles.client.get(owner) ?? [], input.config("usermodel.clientRoleMapping.rolePrefix"));

/** All in one claim; roles of one name that two clients have stand there twice (recorded). */
function writeFlat(draft: TokenDraft, input: MapperInput, owners: readonly string[], read: string): MapperOutcome {
  const roles = owners.flatMap((owner) => rolesOf(owner, draft, input));
  return writeRoles(draft, input, claimOf(roles, input), read);
}

function writeOf(owner: string, name: string, draft: TokenDraft, input: MapperInput): readonly string[] | undefined {
  const roles = rolesOf(owner, draft, input).map((role) =>
    role.includes(CLIENT_ID) ? role.replaceAll(CLIENT_ID, () => owner) : role,
  );
  const value = claimOf(roles, input);
  if (value === undefined) return undefined;
  if (name === OWN_PLACE && isTexts(value) && hasOwnPlaces(input)) {
    const path = ["resource_access", owner, "roles"];
    addInOwnPlace(draft, path, value);
    return path;
  }
  return draft.write(
    name.replaceAll(CLIENT_ID, () => escapeClaimPathPart(owner)),
    value,
  );
}

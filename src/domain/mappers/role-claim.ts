import { escapeClaimPathPart, parseClaimPath } from "../claim-path.ts";
import { toClaimValues } from "../claim-value.ts";
import { inJavaHashOrder } from "../java-hash-order.ts";
import type { JsonValue } from "../json.ts";
import type { RoleNames, TokenDraft } from "../token-draft.ts";
import type { MapperInput } from "./mapper.ts";

export const CLIENT_ID = "${" + "client_id}";

/** Role names as Keycloak's hash sets give them, the prefix in front. */
export function prefixed(roles: Iterable<string>, prefix = ""): readonly string[] {
  const names = inJavaHashOrder([...roles]);
  return prefix === "" ? names : inJavaHashOrder(names.map((name) => `${prefix}${name}`));
}

/**
 * Writes roles where the configuration says: a list, or the first of Keycloak's set, as the type that the mapper names.
 * A list for a token's own place joins what other mappers wrote there. Gives the path, undefined when nothing is written.
 *
 * @param owner the client whose roles they are; its name stands in for `${client_id}`.
 */
export function writeRoles(
  draft: TokenDraft,
  input: MapperInput,
  names: readonly string[],
  owner?: string,
): readonly string[] | undefined {
  const type = input.config("jsonType.label");
  const many = input.config("multivalued") === "true";
  const value = toClaimValues(names, type, many);
  const stated = input.config("claim.name") ?? "";
  const name = owner === undefined ? stated : stated.replaceAll(CLIENT_ID, () => escapeClaimPathPart(owner));
  const path = parseClaimPath(name);
  if (value === undefined || path.length === 0) return undefined;
  if (!(many && hasOwnPlaces(input) && writeInOwnPlace(draft, path, value)))
    draft.writeRoles(path, value, type === "JSON" && !many);
  return path;
}

/** An ID token has no place of its own for roles; there they are claims like any other. */
const hasOwnPlaces = ({ target }: MapperInput): boolean => target !== "id" && target !== "answer";

/** Keycloak fails over numbers, booleans and JSON where names of roles belong (recorded). */
function writeInOwnPlace(draft: TokenDraft, path: readonly string[], roles: JsonValue): boolean {
  const { named } = draft;
  const [place, second = "", third] = path;
  const ofRealm = place === "realm_access" && path.length === 2 && second === "roles";
  const ofClient = place === "resource_access" && path.length === 3 && third === "roles";
  if (!ofRealm && !ofClient) return false;
  if (!areNames(roles)) draft.broken ??= `${path.join(" → ")} takes names of roles only`;
  else if (ofRealm) named.realmAccess = joined(named.realmAccess, roles);
  else named.resourceAccess.set(second, joined(named.resourceAccess.get(second), roles));
  return true;
}

const areNames = (value: JsonValue): value is RoleNames =>
  Array.isArray(value) && value.every((each) => each === null || typeof each === "string");

function joined(present: RoleNames | undefined, roles: RoleNames): RoleNames {
  const all = [...new Set([...(present ?? []), ...roles])];
  return all.includes(null) ? all : inJavaHashOrder(all.map(String));
}

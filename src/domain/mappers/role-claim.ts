import { parseClaimPath } from "../claim-path.ts";
import { toClaimValues } from "../claim-value.ts";
import { inJavaHashOrder } from "../java-hash-order.ts";
import type { JsonValue } from "../json.ts";
import type { TokenDraft } from "../token-draft.ts";
import { type MapperInput, type MapperOutcome, writeConfigured } from "./mapper.ts";

export const prefixed = (roles: Iterable<string>, prefix = ""): string[] =>
  [...roles].map((role) => `${prefix}${role}`);

/** A list, or the first role of Keycloak's set; as the type that the mapper names. */
export function claimOf(roles: readonly string[], input: MapperInput): JsonValue | undefined {
  const type = input.config("jsonType.label");
  const many = input.config("multivalued") === "true";
  if (type !== undefined && type !== "String") return toClaimValues(inJavaHashOrder(roles), type, many);
  return many ? roles : inJavaHashOrder(roles)[0];
}

/** An ID token has no place of its own for roles; there they are claims like any other. */
export const hasOwnPlaces = ({ target }: MapperInput): boolean => target !== "id" && target !== "answer";

/** Writes roles where the configuration says. A list for a token's own place joins what other mappers wrote there. */
export function writeRoles(
  draft: TokenDraft,
  input: MapperInput,
  roles: JsonValue | undefined,
  read: string,
): MapperOutcome {
  const path = parseClaimPath(input.config("claim.name") ?? "");
  if (isTexts(roles) && hasOwnPlaces(input) && addInOwnPlace(draft, path, roles)) return { wrote: [path], input: read };
  return writeConfigured(draft, input, roles, read);
}

export function addInOwnPlace({ named }: TokenDraft, path: readonly string[], roles: readonly string[]): boolean {
  const [place, owner = ""] = path;
  if (place === "realm_access" && path.length === 2 && path[1] === "roles")
    named.realmAccess = joined(named.realmAccess, roles);
  else if (place === "resource_access" && path.length === 3 && path[2] === "roles")
    named.resourceAccess.set(owner, joined(named.resourceAccess.get(owner), roles));
  else return false;
  return true;
}

export const isTexts = (value: JsonValue | undefined): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === "string");

const joined = (present: readonly string[] | undefined, roles: readonly string[]): readonly string[] =>
  present ? [...new Set([...present, ...roles])] : roles;

import type { PartialRealm } from "../complete-realm.ts";
import { mapEntries } from "../edits/parts.ts";
import { withUserinfoSaid } from "../mapper-config.ts";
import type { ClientRepresentation, ProtocolMapperRepresentation, RoleRepresentation } from "../realm-document.ts";
import { withoutFormerFields } from "./former-fields.ts";
import { isOlder } from "./keycloak-version.ts";
import { without } from "./older-realm.ts";

/**
 * A realm from outside before it is completed: what Keycloak once had fields for stands where it does now, and what an
 * older version did not yet say of its clients, roles and mappers is said. The same object when there is nothing to do.
 */
export function withPartsOfToday(given: PartialRealm): PartialRealm {
  const realm = withoutFormerFields(given);
  if (!isOlder(realm)) return realm;
  const { clients, clientScopes, roles } = realm;
  const client = mapEntries(roles?.client, (owner, owned) => [owner, owned.map(roleOfToday)]);
  return {
    ...realm,
    ...(clients && { clients: clients.map(clientOfToday) }),
    ...(clientScopes && { clientScopes: clientScopes.map(withMappersOfToday) }),
    ...(roles && {
      roles: { ...roles, ...(roles.realm && { realm: roles.realm.map(roleOfToday) }), ...(client && { client }) },
    }),
  };
}

const clientOfToday = (client: ClientRepresentation): ClientRepresentation => ({
  ...withMappersOfToday(client),
  attributes: { realm_client: String(STAND_FOR_REALM.has(client.clientId)), ...POST_LOGOUT, ...client.attributes },
});

const STAND_FOR_REALM = new Set(["broker", "realm-management"]);
const POST_LOGOUT = { "post.logout.redirect.uris": "+" };

const roleOfToday = (role: RoleRepresentation): RoleRepresentation => ({
  attributes: {},
  ...without(role, "scopeParamRequired"),
});

/** What a mapper says of ID tokens held for userinfo as well; consent is no longer asked per mapper. */
export function withMappersOfToday<
  Owner extends { readonly protocolMappers?: readonly ProtocolMapperRepresentation[] },
>(owner: Owner): Owner {
  if (!owner.protocolMappers) return owner;
  return {
    ...owner,
    protocolMappers: owner.protocolMappers.map((mapper) => {
      const config = withUserinfoSaid(mapper.config ?? {});
      return { ...without(mapper, "consentText"), consentRequired: false, config };
    }),
  };
}

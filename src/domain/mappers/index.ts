import { address } from "./address.ts";
import { allowedOrigins } from "./allowed-origins.ts";
import { audience } from "./audience.ts";
import { audienceResolve } from "./audience-resolve.ts";
import { authenticationContext } from "./authentication-context.ts";
import { authenticationMethods } from "./authentication-methods.ts";
import { clientRoles } from "./client-roles.ts";
import { fullName } from "./full-name.ts";
import { groupMembership } from "./group-membership.ts";
import { hardcodedClaim } from "./hardcoded-claim.ts";
import { hardcodedRole } from "./hardcoded-role.ts";
import type { ProtocolMapper } from "./mapper.ts";
import { realmRoles } from "./realm-roles.ts";
import { roleName } from "./role-name.ts";
import { sessionNote } from "./session-note.ts";
import { subject } from "./subject.ts";
import { userAttributeMapper } from "./user-attribute.ts";
import { userPropertyMapper } from "./user-property.ts";

const all = [
  address,
  allowedOrigins,
  audience,
  audienceResolve,
  authenticationContext,
  authenticationMethods,
  clientRoles,
  fullName,
  groupMembership,
  hardcodedClaim,
  hardcodedRole,
  realmRoles,
  roleName,
  sessionNote,
  subject,
  userAttributeMapper,
  userPropertyMapper,
];

/** Keycloak's protocol mappers for OpenID Connect that act on a service account, by provider id. */
export const protocolMappers: ReadonlyMap<string, ProtocolMapper> = new Map(
  all.map((mapper) => [mapper.provider, mapper]),
);

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
import { organizationGroups } from "./organization-groups.ts";
import { pairwiseSubject } from "./pairwise-subject.ts";
import { realmRoles } from "./realm-roles.ts";
import { roleName } from "./role-name.ts";
import { sessionNote } from "./session-note.ts";
import { sessionState } from "./session-state.ts";
import { subject } from "./subject.ts";
import { userAttributeMapper } from "./user-attribute.ts";
import { userPropertyMapper } from "./user-property.ts";
import { mappersWithoutEffect } from "./without-effect.ts";

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
  ...mappersWithoutEffect,
  organizationGroups,
  pairwiseSubject,
  realmRoles,
  roleName,
  sessionNote,
  sessionState,
  subject,
  userAttributeMapper,
  userPropertyMapper,
];

/** Keycloak's protocol mappers for OpenID Connect, by provider id: all but those of features that are off by default. */
export const protocolMappers: ReadonlyMap<string, ProtocolMapper> = new Map(
  all.map((mapper) => [mapper.provider, mapper]),
);

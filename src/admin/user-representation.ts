import type { UserRepresentation } from "../domain/realm-document.ts";

/** A user as the Admin API shows one; what stands elsewhere (roles, groups, the client of a service account) is left out. */
export function userRepresentation(user: UserRepresentation): object {
  const { attributes } = user;
  return {
    id: user.id,
    username: user.username,
    firstName: user.firstName,
    lastName: user.lastName,
    email: user.email,
    emailVerified: user.emailVerified ?? false,
    attributes: attributes && Object.keys(attributes).length > 0 ? attributes : undefined,
    enabled: user.enabled ?? false,
    createdTimestamp: user.createdTimestamp,
    totp: false,
    disableableCredentialTypes: [],
    requiredActions: [],
    notBefore: user.notBefore ?? 0,
  };
}

/** The same with `briefRepresentation=true`. */
export function briefUser(user: UserRepresentation): object {
  const { id, username, firstName, lastName, email, emailVerified = false, enabled = false, createdTimestamp } = user;
  return { id, username, firstName, lastName, email, emailVerified, enabled, createdTimestamp };
}

import type { RealmDocument, UserRepresentation } from "../realm-document.ts";
import type { JsonObject, RealmPart } from "./part.ts";
import { roleLabels } from "./role-labels.ts";

/** Service accounts go by their client. */
export const serviceAccountPartsOf = ({ users = [] }: RealmDocument): RealmPart[] =>
  users.flatMap((user) =>
    user.serviceAccountClientId === undefined
      ? []
      : [{ kind: "serviceAccount" as const, name: user.serviceAccountClientId, value: accountValue(user) }],
  );

export const userPartsOf = ({ users = [] }: RealmDocument): RealmPart[] =>
  users
    .filter(({ serviceAccountClientId }) => serviceAccountClientId === undefined)
    .map((user) => ({ kind: "user", name: user.username, value: userValue(user) }));

/** Its name and its link follow from the client. */
const accountValue = ({ username: _name, serviceAccountClientId: _link, ...user }: UserRepresentation): JsonObject =>
  userValue({ ...user, username: "" });

/** When a user was made says nothing about what it may; the rest is what Keycloak works out for its console. */
const userValue = (user: UserRepresentation): JsonObject => {
  const { realmRoles, clientRoles, createdTimestamp: _at, ...rest } = user;
  const {
    access: _access,
    disableableCredentialTypes: _types,
    totp: _totp,
    origin: _origin,
    ...value
  } = { ...rest } as JsonObject;
  return { ...value, roles: roleLabels(realmRoles, clientRoles) };
};

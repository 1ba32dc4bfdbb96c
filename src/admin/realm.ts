import { noSuchPath } from "./admin-answer.ts";
import type { RealmCall } from "./admin-call.ts";
import { clientPoliciesResource, clientProfilesResource } from "./client-policies.ts";
import { clientScopesResource } from "./client-scopes.ts";
import { clientsResource } from "./clients.ts";
import { componentsResource } from "./components.ts";
import { groupsResource } from "./groups.ts";
import { identityProvidersResource } from "./identity-providers.ts";
import { readKeys } from "./keys.ts";
import { partialExport } from "./partial-export.ts";
import { partialImport } from "./partial-import.ts";
import { realmDefaultScopes } from "./realm-default-scopes.ts";
import { realmEvents } from "./realm-events.ts";
import { realmSessions } from "./realm-sessions.ts";
import { readRealmRepresentation, removeRealm } from "./realms.ts";
import { createResource } from "./resource.ts";
import { realmRolesResource } from "./roles.ts";
import { roleByIdResource } from "./roles-by-id.ts";
import { updateRealm } from "./update-realm.ts";
import { usersResource } from "./users.ts";

const keysResource = createResource<RealmCall>({ operations: { GET: readKeys } });

/** What belongs to a realm. */
export const realmResource = createResource<RealmCall>({
  operations: {
    GET: readRealmRepresentation,
    PUT: updateRealm,
    DELETE: removeRealm,
    "POST partial-export": partialExport,
    "POST partialImport": partialImport,
    ...realmDefaultScopes,
    ...realmEvents,
    ...realmSessions,
  },
  locators: {
    // Whatever is not there is no extension either, by any method (asked on 26.7).
    "{extension}": async () => noSuchPath,
    clients: clientsResource.serve,
    "client-policies/policies": clientPoliciesResource.serve,
    "client-policies/profiles": clientProfilesResource.serve,
    "client-scopes": clientScopesResource.serve,
    "client-templates": clientScopesResource.serve,
    components: componentsResource.serve,
    groups: groupsResource.serve,
    "identity-provider": identityProvidersResource.serve,
    keys: keysResource.serve,
    roles: realmRolesResource.serve,
    "roles-by-id": roleByIdResource.serve,
    users: usersResource.serve,
  },
});

import { createChance } from "./chance.mjs";

const ACCOUNT_ROLES = {
  "view-profile": [],
  "manage-account": ["manage-account-links"],
  "manage-account-links": [],
  "view-applications": [],
  "view-consent": [],
  "manage-consent": ["view-consent"],
  "delete-account": [],
  "view-groups": [],
};

/**
 * Adds the roles that Keycloak gives every realm, as an export has them. Without, their ids are made by chance at each
 * import, and with them the order of what shares a hash bucket: the one thing in a token that nobody can foretell.
 */
export function withBuiltInRoles(realm, seed) {
  const chance = createChance(seed + 1_000_000);
  const role = (name, clientRole, composites) => ({
    id: chance.uuid(),
    name,
    composite: composites !== undefined,
    clientRole,
    ...(composites && { composites }),
  });
  const byDefault = role(`default-roles-${realm.realm}`, false, {
    realm: ["offline_access", "uma_authorization"],
    client: { account: ["view-profile", "manage-account"] },
  });
  const { name, composite, clientRole, id } = byDefault;
  const ofAccount = Object.entries(ACCOUNT_ROLES).map(([own, inner]) =>
    role(own, true, inner.length > 0 ? { client: { account: inner } } : undefined),
  );
  return {
    ...realm,
    defaultRole: { id, name, composite, clientRole },
    roles: {
      realm: [...realm.roles.realm, byDefault, role("offline_access", false), role("uma_authorization", false)],
      client: { ...realm.roles.client, account: ofAccount },
    },
    clients: [...realm.clients, anAccountClient(chance)],
  };
}

const anAccountClient = (chance) => ({
  id: chance.uuid(),
  clientId: "account",
  enabled: true,
  protocol: "openid-connect",
  publicClient: true,
  standardFlowEnabled: true,
  redirectUris: [],
  attributes: {},
  protocolMappers: [],
  defaultClientScopes: [],
  optionalClientScopes: [],
});

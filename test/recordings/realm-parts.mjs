// What the realms that the make-….mjs scripts write have in common.
import { readFileSync } from "node:fs";

const keys = JSON.parse(readFileSync(new URL("../random-realms/keys.json", import.meta.url), "utf8"));

/** Ids that are the same at each run: the kind of thing, the realm's block, a number that counts up. */
export function idsOf(block) {
  let count = 0;
  return (kind) => `${kind}000${block}-0000-4000-8000-${String(++count).padStart(12, "0")}`;
}

/** A confidential client with a service account, unless `more` says otherwise. */
export const aClient = (id, clientId, more) => ({
  id: id("1"),
  clientId,
  enabled: true,
  protocol: "openid-connect",
  publicClient: false,
  secret: "password",
  clientAuthenticatorType: "client-secret",
  serviceAccountsEnabled: true,
  standardFlowEnabled: false,
  fullScopeAllowed: true,
  attributes: {},
  protocolMappers: [],
  defaultClientScopes: [],
  optionalClientScopes: [],
  ...more,
});

export const aServiceAccount = (id, clientId, more) => ({
  id: id("6"),
  username: `service-account-${clientId}`,
  enabled: true,
  serviceAccountClientId: clientId,
  ...more,
});

/** The keys of the random realms, so that no recording waits for new ones. */
export const someKeys = (id) => ({
  "org.keycloak.keys.KeyProvider": ["RS256", "HS512"].map((algorithm) => ({
    id: id("7"),
    name: `key ${algorithm}`,
    providerId: keys[algorithm].providerId,
    subComponents: {},
    config: { ...keys[algorithm].config, priority: ["100"] },
  })),
});

#!/usr/bin/env node
// Writes realms/proofs.json: clients that are bound to keys, and clients with secrets that were rotated.
//   node test/recordings/make-proofs.mjs
// To record anew, see make-lab.mjs. Keycloak's feature client-secret-rotation is off, as it is unless switched on.
import { readFileSync, writeFileSync } from "node:fs";

const keys = JSON.parse(readFileSync(new URL("../random-realms/keys.json", import.meta.url), "utf8"));
let count = 0;
const id = (kind) => `${kind}0005ec0-0000-4000-8000-${String(++count).padStart(12, "0")}`;
const LATER = "4000000000";
const EARLIER = "1600000000";
const secrets = (more) => ({ "client.secret.creation.time": EARLIER, ...more });
const rotated = (until, more) =>
  secrets({
    "client.secret.rotated": "before",
    "client.secret.rotated.creation.time": EARLIER,
    "client.secret.rotated.expiration.time": until,
    ...more,
  });
const ENABLED = { "client.secret.rotation.enabled": "true" };

const CLIENTS = {
  bound: { "dpop.bound.access.tokens": "true" },
  free: {},
  refreshing: { "dpop.bound.access.tokens": "true", "client_credentials.use_refresh_token": "true" },
  "rotated-enabled": rotated(LATER, ENABLED),
  "rotated-only": rotated(LATER),
  "rotated-expired": rotated(EARLIER, ENABLED),
  "expired-enabled": secrets({ "client.secret.expiration.time": EARLIER, ...ENABLED }),
  "expired-only": secrets({ "client.secret.expiration.time": EARLIER }),
  "rotated-expired-both": rotated(LATER, { "client.secret.expiration.time": EARLIER, ...ENABLED }),
};
const realm = {
  id: id("0"),
  realm: "proofs",
  enabled: true,
  sslRequired: "none",
  clientScopes: [],
  clients: Object.entries(CLIENTS).map(([clientId, attributes]) => ({
    id: id("1"),
    clientId,
    enabled: true,
    protocol: "openid-connect",
    publicClient: false,
    secret: "password",
    clientAuthenticatorType: "client-secret",
    serviceAccountsEnabled: true,
    standardFlowEnabled: false,
    fullScopeAllowed: false,
    attributes,
    protocolMappers: [],
    defaultClientScopes: [],
    optionalClientScopes: [],
  })),
  users: Object.keys(CLIENTS).map((clientId) => ({
    id: id("6"),
    username: `service-account-${clientId}`,
    enabled: true,
    serviceAccountClientId: clientId,
  })),
  components: {
    "org.keycloak.keys.KeyProvider": ["RS256", "HS512"].map((algorithm) => ({
      id: id("7"),
      name: `key ${algorithm}`,
      providerId: keys[algorithm].providerId,
      subComponents: {},
      config: { ...keys[algorithm].config, priority: ["100"] },
    })),
  },
};
writeFileSync(new URL("realms/proofs.json", import.meta.url), `${JSON.stringify(realm)}\n`);

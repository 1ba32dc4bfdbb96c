#!/usr/bin/env node
// Writes realms/proofs.json: clients that are bound to keys, and clients with secrets that were rotated.
//   node test/recordings/make-proofs.mjs
// To record anew, see make-lab.mjs. Keycloak's feature client-secret-rotation is off, as it is unless switched on.
import { writeFileSync } from "node:fs";
import { aClient, aServiceAccount, idsOf, someKeys } from "./realm-parts.mjs";

const id = idsOf("5ec0");
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
  clients: Object.entries(CLIENTS).map(([clientId, attributes]) =>
    aClient(id, clientId, { fullScopeAllowed: false, attributes }),
  ),
  users: Object.keys(CLIENTS).map((clientId) => aServiceAccount(id, clientId)),
  components: someKeys(id),
};
writeFileSync(new URL("realms/proofs.json", import.meta.url), `${JSON.stringify(realm)}\n`);

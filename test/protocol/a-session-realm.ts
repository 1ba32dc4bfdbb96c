import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { aClient, aMapper, aRealm, aRole, type ClientDraft, type RealmDraft } from "../support/builders.ts";

const REFRESH = { "client_credentials.use_refresh_token": "true" };
const inAudience = aMapper("oidc-audience-mapper", { "included.client.audience": "app" });

const app = (stated: Partial<ClientDraft> = {}): ClientDraft =>
  aClient("app", {
    serviceAccountRoles: ["offline_access"],
    defaultClientScopes: ["basic", "roles", "profile"],
    optionalClientScopes: ["offline_access"],
    protocolMappers: [inAudience],
    ...stated,
    attributes: { ...REFRESH, ...stated.attributes },
  });

/** A realm whose client `app` gets refresh and offline tokens, `plain` tokens without a session. */
export const aSessionRealm = (stated: Partial<RealmDraft> = {}, ofApp: Partial<ClientDraft> = {}): RealmDocument =>
  aRealm({
    roles: [aRole("offline_access")],
    scopeMappings: [{ clientScope: "offline_access", roles: ["offline_access"] }],
    clients: [
      app(ofApp),
      aClient("plain"),
      aClient("legacy", { attributes: { "token.response.type.bearer.lower-case": "true" } }),
      aClient("bare", { bearerOnly: true }),
      aClient("page", { publicClient: true, serviceAccountsEnabled: false }),
      aClient("inspector", { attributes: { "allow.token.introspection.without.audience.check": "true" } }),
    ],
    ...stated,
  });

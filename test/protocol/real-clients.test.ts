import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify } from "jose";
import * as oauth from "oauth4webapi";
import * as openid from "openid-client";
import { afterAll, expect, test } from "vitest";
import { startServer } from "../../src/index.ts";
import { aClient, aMapper, aRealm, SECRET } from "../support/builders.ts";

const LONG = "a-secret-of-at-least-thirty-two-bytes!";
const es = await generateKeyPair("ES256", { extractable: true });
const rs = await generateKeyPair("RS256", { extractable: true });
const registered = await Promise.all(
  [es, rs].map(async ({ publicKey }, i) => ({ ...(await exportJWK(publicKey)), kid: `k${i}`, use: "sig" })),
);
const audience = aMapper("oidc-audience-mapper", {
  "included.client.audience": "exchanger",
  "access.token.claim": "true",
});

const server = await startServer({
  realm: aRealm({
    clients: [
      aClient("app", { attributes: { "client_credentials.use_refresh_token": "true" } }),
      aClient("by-key", {
        clientAuthenticatorType: "client-jwt",
        attributes: { "use.jwks.string": "true", "jwks.string": JSON.stringify({ keys: registered }) },
      }),
      aClient("by-secret-jwt", { clientAuthenticatorType: "client-secret-jwt", secret: LONG }),
      aClient("bound", {
        attributes: { "dpop.bound.access.tokens": "true", "client_credentials.use_refresh_token": "true" },
      }),
      aClient("starter", { protocolMappers: [audience] }),
      aClient("exchanger", { attributes: { "standard.token.exchange.enabled": "true" } }),
    ],
  }) as never,
});
afterAll(() => server.stop());

const issuer = `${server.baseUrl}/realms/test`;
const configured = (clientId: string, authentication: openid.ClientAuth, metadata?: Partial<openid.ClientMetadata>) =>
  openid.discovery(new URL(issuer), clientId, metadata, authentication, { execute: [openid.allowInsecureRequests] });

test.each([
  ["client_secret_basic", "app", openid.ClientSecretBasic(SECRET)],
  ["client_secret_post", "app", openid.ClientSecretPost(SECRET)],
  ["client_secret_jwt", "by-secret-jwt", openid.ClientSecretJwt(LONG)],
  ["private_key_jwt with ES256", "by-key", openid.PrivateKeyJwt({ key: es.privateKey, kid: "k0" })],
  ["private_key_jwt with RS256", "by-key", openid.PrivateKeyJwt({ key: rs.privateKey, kid: "k1" })],
])(
  "openid-client proves itself by %s, and jose's remote key set verifies its token",
  async (_method, clientId, proof) => {
    const config = await configured(clientId, proof);
    const { access_token } = await openid.clientCredentialsGrant(config);
    const keys = createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri ?? ""));
    const { payload } = await jwtVerify(access_token, keys, { issuer });
    expect(payload["azp"]).toBe(clientId);
  },
);

test("openid-client refreshes, inspects, revokes, and is told that the token is gone", async () => {
  const config = await configured("app", openid.ClientSecretBasic(SECRET));
  const first = await openid.clientCredentialsGrant(config);
  const tokens = await openid.refreshTokenGrant(config, first.refresh_token ?? "");
  const refresh = tokens.refresh_token ?? "";
  const hint = { token_type_hint: "refresh_token" };
  expect(await openid.tokenIntrospection(config, refresh, hint)).toMatchObject({ active: true, client_id: "app" });
  await openid.tokenRevocation(config, refresh, hint);
  expect(await openid.tokenIntrospection(config, refresh, hint)).toEqual({ active: false });
  await expect(openid.refreshTokenGrant(config, refresh)).rejects.toMatchObject({ error: "invalid_grant" });
});

test("openid-client binds its token by DPoP and uses it", async () => {
  const config = await configured("bound", openid.ClientSecretBasic(SECRET));
  const DPoP = openid.getDPoPHandle(config, await openid.randomDPoPKeyPair());
  const tokens = await openid.clientCredentialsGrant(config, { scope: "openid" }, { DPoP });
  expect(tokens.token_type).toBe("dpop"); // the library writes it in lower case
  const { sub = "" } = tokens.claims() ?? {};
  expect(await openid.fetchUserInfo(config, tokens.access_token, sub, { DPoP })).toMatchObject({ sub });
  await expect(openid.fetchUserInfo(config, tokens.access_token, sub)).rejects.toThrow();
  const refreshed = await openid.refreshTokenGrant(config, tokens.refresh_token ?? "", undefined, { DPoP });
  expect(refreshed.token_type).toBe("dpop");
  await expect(openid.refreshTokenGrant(config, refreshed.refresh_token ?? "")).rejects.toThrow();
  await expect(openid.clientCredentialsGrant(config)).rejects.toMatchObject({ error: "invalid_request" });
});

test("openid-client exchanges the token of another client", async () => {
  const starter = await configured("starter", openid.ClientSecretBasic(SECRET));
  const { access_token } = await openid.clientCredentialsGrant(starter);
  const config = await configured("exchanger", openid.ClientSecretBasic(SECRET));
  const exchanged = await openid.genericGrantRequest(config, "urn:ietf:params:oauth:grant-type:token-exchange", {
    subject_token: access_token,
    subject_token_type: "urn:ietf:params:oauth:token-type:access_token",
  });
  expect(exchanged["issued_token_type"]).toBe("urn:ietf:params:oauth:token-type:access_token");
});

test("oauth4webapi does the same by assertion: introspection, revocation, DPoP", async () => {
  const insecure = { [oauth.allowInsecureRequests]: true };
  const found = await oauth.discoveryRequest(new URL(issuer), insecure);
  const as = await oauth.processDiscoveryResponse(new URL(issuer), found);
  const client: oauth.Client = { client_id: "by-key" };
  const proof = oauth.PrivateKeyJwt({ key: es.privateKey, kid: "k0" });
  const DPoP = oauth.DPoP(client, await oauth.generateKeyPair("ES256"));
  const granted = await oauth.clientCredentialsGrantRequest(as, client, proof, {}, { ...insecure, DPoP });
  const tokens = await oauth.processClientCredentialsResponse(as, client, granted);
  expect(tokens.token_type).toBe("dpop");
  const revoked = await oauth.revocationRequest(as, client, proof, tokens.access_token, insecure);
  expect(await oauth.processRevocationResponse(revoked)).toBeUndefined();
  const told = await oauth.introspectionRequest(as, client, proof, tokens.access_token, insecure);
  expect(await oauth.processIntrospectionResponse(as, client, told)).toEqual({ active: false });
});

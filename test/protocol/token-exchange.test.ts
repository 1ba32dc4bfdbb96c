import { expect, test } from "vitest";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { aClient, aMapper, aRealm, aRole, NOW } from "../support/builders.ts";
import { aProtocol, basic, claimsIn, mended, type RequestDraft } from "./a-protocol.ts";

// What the answers of a real Keycloak are is in test/recordings; here is what it does as its realm changes, and what only
// we tell: why.

const GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
const TYPE = "urn:ietf:params:oauth:token-type:";
const EXCHANGE = { "standard.token.exchange.enabled": "true" };
const REFRESH = { "standard.token.exchange.enableRefreshRequestedTokenType": "SAME_SESSION" };

const toRequesters = ["wide", "narrow", "off", "refresher"].map((name) =>
  aMapper("oidc-audience-mapper", { "included.client.audience": name }),
);

const realm = aRealm({
  roles: [
    aRole("reader"),
    aRole("writer"),
    aRole("view", { ownerClientId: "orders" }),
    aRole("pay", { ownerClientId: "billing" }),
  ],
  clientScopes: [{ name: "team" }],
  clients: [
    aClient("orders", { serviceAccountsEnabled: false }),
    aClient("billing", { serviceAccountsEnabled: false }),
    aClient("closed", { serviceAccountsEnabled: false, enabled: false }),
    aClient("subject", {
      serviceAccountRoles: ["reader", "writer", "orders:view", "billing:pay"],
      optionalClientScopes: ["team"],
      protocolMappers: toRequesters,
    }),
    aClient("kept", {
      attributes: { "client_credentials.use_refresh_token": "true" },
      serviceAccountRoles: ["reader"],
      protocolMappers: toRequesters,
    }),
    aClient("wide", { attributes: EXCHANGE }),
    aClient("narrow", { attributes: EXCHANGE, fullScopeAllowed: false, scopeMappings: ["reader"] }),
    aClient("off"),
    aClient("refresher", { attributes: { ...EXCHANGE, ...REFRESH } }),
  ],
});

const change = (clientId: string, more: Record<string, unknown>): RealmDocument => ({
  ...realm,
  clients: (realm.clients ?? []).map((client) => (client.clientId === clientId ? { ...client, ...more } : client)),
});

const changeUser = (clientId: string, more: Record<string, unknown>): RealmDocument => ({
  ...realm,
  users: (realm.users ?? []).map((user) => (user.serviceAccountClientId === clientId ? { ...user, ...more } : user)),
});

function aWorld(document = realm) {
  const protocol = aProtocol(document);
  const tokenOf = async (client = "subject", more: Record<string, string> = {}) =>
    String((await protocol.grant(more, client)).json["access_token"]);
  const exchange = (token: string, by = "wide", more: Record<string, string> = {}, draft: RequestDraft = {}) =>
    protocol.token({
      form: { grant_type: GRANT, subject_token: token, subject_token_type: `${TYPE}access_token`, ...more },
      headers: basic(by),
      ...draft,
    });
  return { ...protocol, tokenOf, exchange };
}

const INVALID = [400, "invalid_request", "Invalid token"];
const summary = ({ status, error, description }: Awaited<ReturnType<ReturnType<typeof aWorld>["exchange"]>>) => [
  status,
  error,
  description,
];

test.each([
  ["expired", (world: ReturnType<typeof aWorld>) => world.wait(301), "the token has not expired"],
  ["its client was disabled", (world) => world.change(change("subject", { enabled: false })), "is enabled"],
  [
    "its client was deleted",
    (world) =>
      world.change({
        ...realm,
        clients: realm.clients?.filter(({ clientId }) => clientId !== "subject"),
      } as RealmDocument),
    "is there",
  ],
  [
    "its user was disabled",
    (world) => world.change(changeUser("subject", { enabled: false })),
    "the user of the token is enabled",
  ],
  ["its user was deleted", (world) => world.change({ ...realm, users: [] }), "the user of the token is there"],
  ["the realm's not-before policy came later", (world) => world.change({ ...realm, notBefore: NOW + 1 }), "not-before"],
  [
    "its client's not-before policy came later",
    (world) => world.change(change("subject", { notBefore: NOW + 1 })),
    "not-before",
  ],
  [
    "its user's not-before policy came later",
    (world) => world.change(changeUser("subject", { notBefore: NOW + 1 })),
    "not-before",
  ],
] as [string, (world: ReturnType<typeof aWorld>) => unknown, string][])(
  "a subject token is refused when %s",
  async (_why, happens, rule) => {
    const world = aWorld();
    const token = await world.tokenOf();
    happens(world);
    const outcome = await world.exchange(token);
    expect(summary(outcome)).toEqual(INVALID);
    expect(outcome.reason?.rule).toContain(rule);
  },
);

test("a revoked subject token is refused", async () => {
  const world = aWorld();
  const token = await world.tokenOf();
  expect((await world.revoke(token, "subject")).status).toBe(200);
  const outcome = await world.exchange(token);
  expect(summary(outcome)).toEqual(INVALID);
  expect(outcome.reason?.rule).toBe("the token was not revoked");
});

test("a subject token reached under another address is of another issuer", async () => {
  const world = aWorld();
  const outcome = await world.exchange(await world.tokenOf(), "wide", {}, { baseUrl: "http://elsewhere:8080" });
  expect(summary(outcome)).toEqual(INVALID);
  expect(outcome.reason?.rule).toBe("the issuer is this realm");
});

test("an exchange that is off is mended by the switch", async () => {
  const world = aWorld();
  const token = await world.tokenOf();
  const refused = await world.exchange(token, "off");
  expect(refused.description).toBe("Standard token exchange is not enabled for the requested client");
  world.change(mended(realm, refused.reason?.mend));
  expect((await world.exchange(token, "off")).status).toBe(200);
});

test("a refresh token that is not allowed is mended by the switch", async () => {
  const world = aWorld();
  const token = await world.tokenOf("kept");
  const wanted = { requested_token_type: `${TYPE}refresh_token` };
  const refused = await world.exchange(token, "wide", wanted);
  expect(refused.description).toBe("requested_token_type unsupported");
  world.change(mended(realm, refused.reason?.mend));
  expect((await world.exchange(token, "wide", wanted)).json).toHaveProperty("refresh_token");
});

test("a disabled audience is mended by enabling it", async () => {
  const world = aWorld();
  const refused = await world.exchange(await world.tokenOf(), "wide", { audience: "closed" });
  expect(summary(refused)).toEqual([400, "invalid_client", "Client disabled"]);
  expect(mended(realm, refused.reason?.mend).clients?.find(({ clientId }) => clientId === "closed")?.enabled).toBe(
    true,
  );
});

test("an audience that is cut off by scope is mended by letting its role through", async () => {
  const world = aWorld();
  const token = await world.tokenOf();
  const refused = await world.exchange(token, "narrow", { audience: "orders" });
  expect(refused.description).toBe("Requested audience not available: orders");
  expect(refused.reason?.actual).toContain("its role view, which is held, is not let through");
  world.change(mended(realm, refused.reason?.mend));
  const { json } = await world.exchange(token, "narrow", { audience: "orders" });
  expect(claimsIn(json["access_token"])).toMatchObject({ aud: "orders", azp: "narrow" });
});

test("an unassigned scope is mended by assigning it", async () => {
  const world = aWorld();
  const token = await world.tokenOf();
  const refused = await world.exchange(token, "wide", { scope: "team" });
  expect(summary(refused)).toEqual([400, "invalid_scope", "Invalid scopes: team"]);
  world.change(mended(realm, refused.reason?.mend));
  expect((await world.exchange(token, "wide", { scope: "team" })).json["scope"]).toContain("team");
});

test("the trace tells what was left out of the subject token, and why", async () => {
  const world = aWorld();
  const token = await world.tokenOf("subject", { scope: "openid team" });
  const { trace } = await world.exchange(token, "wide", { audience: "orders" });
  const noted = Object.fromEntries(
    trace.filter(({ outcome }) => outcome === "noted").map(({ rule, actual }) => [rule, actual]),
  );
  expect(noted).toEqual({
    "audience billing is left out": "the request asked for orders alone",
    "role billing.pay is left out": "it is a role of a client outside the audience asked for",
    "scope openid is left out": "the exchange did not ask for it: scopes of the subject token do not come along",
    "scope team is left out": "team is not assigned to wide, whose scopes count",
  });
  const narrowed = await world.exchange(token, "narrow");
  expect(narrowed.trace.find(({ rule }) => rule === "role writer is left out")?.actual).toBe(
    "Not in the token: assigned to the service account, but Full scope allowed is off and no scope lets it through",
  );
});

test("no trace of an exchange holds a token or a secret", async () => {
  const world = aWorld();
  const token = await world.tokenOf();
  const outcomes = [await world.exchange(token), await world.exchange(token, "off"), await world.exchange("garbage")];
  for (const { trace } of outcomes) {
    expect(JSON.stringify(trace)).not.toContain(token.slice(-20));
    expect(JSON.stringify(trace)).not.toContain("s3cret");
  }
});

test("a role taken away since does not come along", async () => {
  const world = aWorld();
  const token = await world.tokenOf();
  world.change(changeUser("subject", { realmRoles: ["reader"], clientRoles: {} }));
  const { json, trace } = await world.exchange(token);
  expect(claimsIn(json["access_token"])["realm_access"]).toEqual({ roles: ["reader"] });
  expect(trace.find(({ rule }) => rule === "role writer is left out")?.actual).toContain("does not hold it now");
});

test("an exchanged token ends with the session of its subject, and the requester leaves nothing there", async () => {
  const world = aWorld();
  const { json } = await world.grant({}, "kept");
  const exchanged = await world.exchange(String(json["access_token"]));
  const { sid, jti } = claimsIn(exchanged.json["access_token"]);
  expect(sid).toBe(json["session_state"]);
  expect(jti).toMatch(/^ntrtte:/);
  await world.logout(json["refresh_token"], "kept");
  expect(summary(await world.exchange(String(exchanged.json["access_token"])))).toEqual(INVALID);
});

test("a refresh token by exchange lives with its session, and dies when what it came from is revoked", async () => {
  const world = aWorld();
  const { json } = await world.grant({}, "kept");
  const wanted = { requested_token_type: `${TYPE}refresh_token` };
  const { json: exchanged } = await world.exchange(String(json["access_token"]), "refresher", wanted);
  expect((await world.refresh(exchanged["refresh_token"], {}, "refresher")).status).toBe(200);
  await world.revoke(json["access_token"], "kept");
  const refused = await world.refresh(exchanged["refresh_token"], {}, "refresher");
  expect([refused.error, refused.description]).toEqual(["invalid_grant", "Session doesn't have required client"]);
  expect((await world.refresh(json["refresh_token"], {}, "kept")).status).toBe(200);
});

test("the requester's part in a session ends when its own refresh token is revoked, and the session goes on", async () => {
  const world = aWorld();
  const { json } = await world.grant({}, "kept");
  const wanted = { requested_token_type: `${TYPE}refresh_token` };
  const { json: exchanged } = await world.exchange(String(json["access_token"]), "refresher", wanted);
  expect((await world.revoke(exchanged["refresh_token"], "refresher")).status).toBe(200);
  expect((await world.refresh(exchanged["refresh_token"], {}, "refresher")).description).toBe(
    "Session doesn't have required client",
  );
  expect((await world.refresh(json["refresh_token"], {}, "kept")).status).toBe(200);
});

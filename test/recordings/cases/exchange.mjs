import { dpopProof, key } from '../../parity/jwt.mjs'
// Standard token exchange, beyond the cases of test/parity: recorded from a real Keycloak 26.7.
const R = "lab";
const one = (id, title, run) => ({ id, title, run });
const TYPE = "urn:ietf:params:oauth:token-type:";
const GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
const start = async (t, client = "subject", scope) =>
  (await t.grant(undefined, R, client, "password", scope === undefined ? {} : { scope })).json.access_token;

const exchange = (t, label, by, token, more = []) =>
  t.token(
    label,
    R,
    [
      ["grant_type", GRANT],
      ["subject_token", token],
      ["subject_token_type", `${TYPE}access_token`],
      ...(Array.isArray(more) ? more : Object.entries(more)),
    ],
    by === "shop" ? undefined : { authorization: t.basic(by, "password") },
  );
/** One exchange of a fresh token. */
const simple = (id, title, by, more = {}, { of = "subject", scope } = {}) =>
  one(id, title, async (t) => {
    await exchange(t, "exchange", by, await start(t, of, scope), more);
  });
const introspect = (t, label, token, by = "inspector", more = {}) =>
  t.post(label, t.oidc(R, "token/introspect"), { token, ...more }, { authorization: t.basic(by, "password") });
const userinfo = (t, label, token) =>
  t.send(label, { path: t.oidc(R, "userinfo"), headers: { authorization: `Bearer ${token}` } });

export default [
  simple("ex-plain", "no audience: all that the requester may have", "wide"),
  simple("ex-audience", "one audience", "wide", { audience: "api-a" }),
  simple("ex-audiences", "two audiences", "wide", [
    ["audience", "api-b"],
    ["audience", "api-a"],
  ]),
  simple("ex-audience-twice", "the same audience twice", "wide", [
    ["audience", "api-a"],
    ["audience", "api-a"],
  ]),
  simple("ex-audience-missing", "one audience that is there, two that are not", "wide", [
    ["audience", "api-a"],
    ["audience", "narrow"],
    ["audience", "refresher"],
  ]),
  simple("ex-audience-own", "the own audience is not available", "wide", { audience: "wide" }),
  simple("ex-audience-own-mapped", "the own audience, by a mapper", "itself", { audience: "itself" }),
  simple("ex-audience-text", "an audience that is no client", "wide", { audience: "urn:thing" }),
  simple("ex-audience-empty", "an empty audience", "wide", { audience: "" }),
  simple("ex-audience-disabled", "a disabled client as audience", "wide", { audience: "api-c" }),
  simple("ex-audience-unknown-first", "an unknown audience beside a disabled one", "wide", [
    ["audience", "api-c"],
    ["audience", "nobody"],
  ]),
  simple("ex-resource", "resource is not looked at", "wide", [
    ["resource", "https://a.example"],
    ["resource", "https://b.example"],
  ]),
  simple("ex-duplicate", "another parameter twice", "wide", [
    ["scope", "team"],
    ["scope", "team"],
  ]),
  simple("ex-audience-scope", "an audience and an optional scope", "wide", { audience: "api-b", scope: "team" }),
  simple("ex-scope", "optional scopes, one not named in scope", "wide", { scope: "team hidden" }),
  simple("ex-scope-gated", "a scope for those who hold a role that the subject lacks", "wide", { scope: "gated team" }),
  simple("ex-scope-unassigned", "a scope of the realm that the requester has not", "wide", { scope: "a-read" }),
  simple("ex-scope-empty", "an empty scope", "wide", { scope: "" }),
  simple("ex-scope-of-subject", "a scope of the subject token does not come along", "wide", {}, { scope: "team" }),
  simple("ex-openid", "openid: an ID token beside the access token", "wide", { scope: "openid" }),
  simple("ex-openid-audience", "openid and an audience", "wide", { scope: "openid team", audience: "api-a" }),
  simple("ex-openid-of-subject", "openid of the subject does not come along", "wide", {}, { scope: "openid" }),
  simple("ex-id-token", "an ID token without openid", "wide", { requested_token_type: `${TYPE}id_token` }),
  simple("ex-id-token-audience", "an ID token for an audience", "mapped", {
    requested_token_type: `${TYPE}id_token`,
    audience: "api-b",
    scope: "openid",
  }),
  simple("ex-access-token", "an access token by name", "wide", { requested_token_type: `${TYPE}access_token` }),
  simple("ex-saml", "a SAML assertion", "wide", { requested_token_type: `${TYPE}saml2` }),
  simple("ex-saml-audience", "a SAML assertion for an unknown audience", "wide", {
    requested_token_type: `${TYPE}saml2`,
    audience: "nobody",
  }),
  simple("ex-jwt", "a type that is none of these", "wide", { requested_token_type: `${TYPE}jwt` }),
  simple("ex-type-empty", "an empty type", "wide", { requested_token_type: "" }),
  simple("ex-offline-scope", "offline_access as a scope", "wide", { scope: "offline_access" }),

  simple("ex-narrow", "full scope off: only what the requester lets through", "narrow"),
  simple("ex-narrow-scope", "full scope off and a scope that lets one role through", "narrow", { scope: "a-read" }),
  simple("ex-narrow-audience", "full scope off, an audience", "narrow", { scope: "a-read", audience: "api-a" }),
  simple("ex-narrow-out", "full scope off, an audience that is not let through", "narrow", { audience: "api-a" }),
  simple("ex-poor", "a subject that holds nothing", "wide", {}, { of: "subject-poor" }),
  simple(
    "ex-poor-narrow",
    "nothing held, nothing let through",
    "narrow",
    { audience: "api-a" },
    { of: "subject-poor" },
  ),
  simple("ex-light", "a requester with lightweight tokens", "light"),
  simple("ex-light-audience", "a requester with lightweight tokens, an audience", "light", { audience: "api-a" }),
  simple("ex-light-audience-out", "an audience that the lightweight token has not", "light", { audience: "api-b" }),
  simple("ex-from-light", "a lightweight subject token", "wide", {}, { of: "subject-light" }),
  simple("ex-lower", "a requester with lower-case types, its own lifespan and header", "lower"),
  simple("ex-mapped", "roles added and renamed by mappers, a field of the answer", "mapped"),
  simple("ex-mapped-audience", "roles added and renamed by mappers, an audience", "mapped", { audience: "api-b" }),
  simple("ex-own", "the own token", "itself", {}, { of: "itself" }),
  simple("ex-own-session", "the own token, of a session", "refresher", {}, { of: "refresher" }),

  one("ex-again", "an exchanged token exchanged again", async (t) => {
    const first = await exchange(t, "first", "refresher", await start(t));
    await exchange(t, "second", "wide", first.json.access_token, { audience: "api-a" });
    await exchange(t, "not in its audience", "narrow", first.json.access_token);
  }),
  one("ex-id-as-subject", "an ID token as subject", async (t) => {
    const { json } = await t.grant(undefined, R, "subject", "password", { scope: "openid" });
    await exchange(t, "exchange", "wide", json.id_token);
  }),
  one("ex-refresh-as-subject", "a refresh token as subject", async (t) => {
    const { json } = await t.grant(undefined, R, "subject-session", "password");
    await exchange(t, "exchange", "wide", json.refresh_token);
  }),
  one("ex-other-realm", "a token of another realm", async (t) => {
    const { json } = await t.grant(undefined, "parity", "ex-subject", "password");
    await exchange(t, "exchange", "wide", json.access_token);
  }),
  one("ex-revoked", "a revoked subject token", async (t) => {
    const token = await start(t);
    await t.post("revoke", t.oidc(R, "revoke"), { token }, { authorization: t.basic("subject", "password") });
    await exchange(t, "exchange", "wide", token);
  }),
  one("ex-order", "which refusal comes first", async (t) => {
    const token = await start(t);
    const bad = [
      ["audience", "nobody"],
      ["scope", "bogus"],
      ["requested_token_type", "urn:x"],
    ];
    await exchange(t, "bad token before bad type", "wide", "garbage", bad);
    await exchange(t, "type before audience", "wide", token, bad);
    await exchange(t, "audience before scope", "wide", token, bad.slice(0, 2));
    await exchange(t, "audience of the token before scope", "wide", await start(t, "itself"), bad.slice(1, 2));
    await exchange(t, "disabled before audience of the token", "wide", await start(t, "itself"), {
      audience: "api-c",
      scope: "bogus",
    });
    await exchange(t, "off before all", "off", "garbage", bad);
    await exchange(t, "public", "shop", token, [
      ["client_id", "shop"],
      ["scope", "bogus"],
    ]);
    await exchange(t, "public and an unknown audience", "shop", token, [
      ["client_id", "shop"],
      ["audience", "nobody"],
    ]);
    await exchange(t, "public and a disabled audience", "shop", token, [
      ["client_id", "shop"],
      ["audience", "api-c"],
    ]);
    await exchange(t, "consent", "consenting", token);
    await exchange(t, "scope before consent", "consenting", token, { scope: "bogus" });
    await exchange(t, "consent before audience not available", "consenting", token, { audience: "narrow" });
  }),
  one("ex-legacy", "parameters of the older exchange", async (t) => {
    for (const name of ["requested_subject", "requested_issuer", "subject_issuer"])
      await exchange(t, name, "off", "garbage", { [name]: "x" });
    await exchange(t, "all of them", "off", "garbage", {
      subject_issuer: "x",
      requested_issuer: "x",
      requested_subject: "x",
    });
    await t.token(
      "empty ones",
      R,
      { grant_type: GRANT, requested_subject: "" },
      { authorization: t.basic("wide", "password") },
    );
    await t.token(
      "empty token",
      R,
      { grant_type: GRANT, subject_token: "", subject_token_type: `${TYPE}access_token` },
      { authorization: t.basic("wide", "password") },
    );
    await t.token(
      "empty type",
      R,
      { grant_type: GRANT, subject_token: "x", subject_token_type: "" },
      { authorization: t.basic("wide", "password") },
    );
    await exchange(t, "actor token", "wide", await start(t), { actor_token: "x", actor_token_type: `${TYPE}jwt` });
    await exchange(t, "a token that is too long", "wide", "x".repeat(20001));
    await exchange(t, "a token that is just short enough", "wide", "x".repeat(20000));
    await exchange(t, "an actor token that is too long", "wide", await start(t), { actor_token: "x".repeat(20001) });
  }),

  one("ex-session", "a subject token of a session that the requester has no part in", async (t) => {
    const { json } = await t.grant(undefined, R, "subject-session", "password", { scope: "openid" });
    const got = await exchange(t, "exchange", "wide", json.access_token, { scope: "openid team" });
    await introspect(t, "introspect", got.json.access_token);
    await userinfo(t, "userinfo", got.json.access_token);
    await exchange(t, "an ID token", "wide", json.access_token, {
      requested_token_type: `${TYPE}id_token`,
      scope: "openid",
    });
    await exchange(t, "note", "mapped", json.access_token, { audience: "api-b" });
    await exchange(t, "its own session maximum", "short", json.access_token);
    await t.post(
      "logout",
      t.oidc(R, "logout"),
      { refresh_token: json.refresh_token },
      { authorization: t.basic("subject-session", "password") },
    );
    await introspect(t, "introspect after the session", got.json.access_token);
    await exchange(t, "exchange after the session", "wide", json.access_token);
  }),
  simple("ex-short", "a requester with its own session maximum, without a session", "short"),
  one("ex-session-again", "an exchanged token of a session exchanged again", async (t) => {
    const { json } = await t.grant(undefined, R, "subject-session", "password");
    const first = await exchange(t, "first", "refresher", json.access_token);
    await exchange(t, "second", "wide", first.json.access_token);
  }),
  one("ex-offline", "a subject token of an offline session", async (t) => {
    const { json } = await t.grant(undefined, R, "subject-session", "password", { scope: "offline_access" });
    const got = await exchange(t, "exchange", "wide", json.access_token);
    await introspect(t, "introspect", got.json.access_token);
    await exchange(t, "a refresh token", "refresher", json.access_token, {
      requested_token_type: `${TYPE}refresh_token`,
    });
  }),
  simple("ex-refresh-off", "a refresh token where it is not allowed", "wide", {
    requested_token_type: `${TYPE}refresh_token`,
  }),
  simple("ex-refresh-no-use", "a refresh token where refresh tokens are off", "no-refresh", {
    requested_token_type: `${TYPE}refresh_token`,
  }),
  simple("ex-refresh-sessionless", "a refresh token without a session", "refresher", {
    requested_token_type: `${TYPE}refresh_token`,
  }),
  one("ex-refresh", "a refresh token in the session of the subject", async (t) => {
    const { json } = await t.grant(undefined, R, "subject-session", "password");
    const got = await exchange(t, "exchange", "refresher", json.access_token, {
      requested_token_type: `${TYPE}refresh_token`,
      scope: "openid team",
    });
    await introspect(t, "introspect", got.json.access_token);
    const again = await t.token(
      "refresh",
      R,
      { grant_type: "refresh_token", refresh_token: got.json.refresh_token },
      { authorization: t.basic("refresher", "password") },
    );
    await t.token(
      "refresh by another",
      R,
      { grant_type: "refresh_token", refresh_token: got.json.refresh_token },
      { authorization: t.basic("subject-session", "password") },
    );
    await t.token(
      "refresh of the subject",
      R,
      { grant_type: "refresh_token", refresh_token: json.refresh_token },
      { authorization: t.basic("subject-session", "password") },
    );
    await exchange(t, "an access token now", "refresher", json.access_token);
    await t.post(
      "logout",
      t.oidc(R, "logout"),
      { refresh_token: again.json.refresh_token },
      { authorization: t.basic("refresher", "password") },
    );
    await t.token(
      "refresh after logout",
      R,
      { grant_type: "refresh_token", refresh_token: json.refresh_token },
      { authorization: t.basic("subject-session", "password") },
    );
  }),
  one("ex-refresh-offline-scope", "a refresh token with offline_access", async (t) => {
    const { json } = await t.grant(undefined, R, "subject-session", "password");
    await exchange(t, "exchange", "refresher", json.access_token, {
      requested_token_type: `${TYPE}refresh_token`,
      scope: "offline_access",
    });
  }),
  one("ex-refresh-audience", "a refresh token for an audience: what is refreshed has them all", async (t) => {
    const { json } = await t.grant(undefined, R, "subject-session", "password");
    const got = await exchange(t, "exchange", "refresher", json.access_token, {
      requested_token_type: `${TYPE}refresh_token`,
      audience: "api-a",
    });
    await t.token(
      "refresh",
      R,
      { grant_type: "refresh_token", refresh_token: got.json.refresh_token },
      { authorization: t.basic("refresher", "password") },
    );
    await exchange(t, "not available", "refresher", json.access_token, {
      requested_token_type: `${TYPE}refresh_token`,
      audience: "refresher",
    });
  }),
  one("ex-refresh-revoked", "the subject token of a session is revoked after the exchange", async (t) => {
    const { json } = await t.grant(undefined, R, "subject-session", "password");
    const got = await exchange(t, undefined, "refresher", json.access_token, {
      requested_token_type: `${TYPE}refresh_token`,
    });
    await t.post(
      "revoke",
      t.oidc(R, "revoke"),
      { token: json.access_token },
      { authorization: t.basic("subject-session", "password") },
    );
    await t.token(
      "refresh",
      R,
      { grant_type: "refresh_token", refresh_token: got.json.refresh_token },
      { authorization: t.basic("refresher", "password") },
    );
    await introspect(t, "introspect", got.json.access_token);
  }),
  one("ex-introspect", "introspection of an exchanged token", async (t) => {
    const got = await exchange(t, undefined, "wide", await start(t), { audience: "api-a", scope: "team hidden" });
    await introspect(t, "introspect", got.json.access_token);
    await introspect(t, "by its audience", got.json.access_token, "api-a");
    await introspect(t, "by another", got.json.access_token, "api-b");
    const light = await exchange(t, undefined, "light", await start(t), { audience: "api-a" });
    await introspect(t, "lightweight", light.json.access_token);
  }),
  one("ex-userinfo", "userinfo with an exchanged token", async (t) => {
    const got = await exchange(t, undefined, "wide", await start(t), { scope: "openid team" });
    await userinfo(t, "userinfo", got.json.access_token);
    await t.post(
      "revoke by the requester",
      t.oidc(R, "revoke"),
      { token: got.json.access_token },
      { authorization: t.basic("wide", "password") },
    );
    await userinfo(t, "revoked", got.json.access_token);
  }),
  one('ex-bound', 'subject tokens that are bound to a key', async (t) => {
    const url = `${t.base}${t.oidc(R, 'token')}`
    const { kty, n, e } = key('rsa-a')
    const other = { dpop: dpopProof(url, 'POST', { jwk: key('rsa-a'), alg: 'RS256', header: { jwk: { kty, n, e } } }) }
    const proof = () => ({ dpop: dpopProof(url, 'POST') })
    const bound = async (client) => (await t.grant(undefined, R, client, 'password', {}, proof())).json.access_token
    const by = (label, client, token, more, headers) =>
      t.token(label, R, { grant_type: GRANT, subject_token: token, subject_token_type: `${TYPE}access_token`, ...more }, { authorization: t.basic(client, 'password'), ...headers })
    await by('of another client', 'wide', await bound('subject'), {}, proof())
    await by('its own, without a proof', 'itself', await bound('itself'), {})
    await by('its own, with a proof', 'itself', await bound('itself'), {}, proof())
    await by('its own, with a proof of another key', 'itself', await bound('itself'), {}, other)
    await by('without a proof for a bad type', 'itself', await bound('itself'), { requested_token_type: 'urn:x' })
    await by('a free token with a proof', 'wide', await start(t), { audience: 'api-a' }, proof())
    await by('a free token with a bad proof', 'wide', 'garbage', {}, { dpop: 'garbage' })
    await by('a lower-case requester', 'lower', await start(t), {}, proof())
  }),
  one('ex-introspect-light', 'a lightweight token is for those that its mappers would name', async (t) => {
    const token = await start(t, 'light-plain')
    await introspect(t, 'named by a mapper', token, 'api-a')
    await introspect(t, 'named by a role', token, 'api-b')
    await introspect(t, 'not named', token, 'wide')
  }),
]

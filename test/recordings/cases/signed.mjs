// Userinfo as a signed JWT and introspection with a JWT inside: recorded from a real Keycloak 26.7.
const R = "lab";
const one = (id, title, run) => ({ id, title, run });
const token = async (t, client, more = { scope: "openid" }) =>
  (await t.grant(undefined, R, client, "password", more)).json.access_token;
const userinfo = (t, label, access, more = {}) =>
  t.send(label, { path: t.oidc(R, "userinfo"), headers: { authorization: `Bearer ${access}`, ...more } });

const signs = (alg) =>
  one(`ui-${alg}`, `userinfo of a client that signs with ${alg}`, async (t) =>
    userinfo(t, "userinfo", await token(t, `signs-${alg}`)),
  );
const introspect = (t, label, by, form, accept) =>
  t.post(label, t.oidc(R, "token/introspect"), form, {
    authorization: t.basic(by, "password"),
    ...(accept === undefined ? {} : { accept }),
  });
const JWT = "application/jwt";

export default [
  ...["RS256", "RS512", "PS256", "ES256", "EdDSA", "HS256", "HS384", "HS512", "any", "none", "unknown", "mapped"].map(
    signs,
  ),
  one("ui-signed-accept", "Accept makes no difference", async (t) => {
    await userinfo(t, "signed, JSON accepted", await token(t, "signs-RS256"), { accept: "application/json" });
    await userinfo(t, "plain, JWT accepted", await token(t, "reading-own"), { accept: JWT });
  }),
  one("ui-signed-errors", "errors are not signed", async (t) => {
    await userinfo(t, "no openid", await token(t, "signs-RS256", {}));
    await userinfo(t, "garbage", "garbage");
    await t.send("origin", {
      path: t.oidc(R, "userinfo"),
      headers: { authorization: `Bearer ${await token(t, "signs-RS256")}`, origin: "https://a.example" },
    });
  }),
  one("ui-signed-post", "by POST", async (t) => {
    await t.post("form", t.oidc(R, "userinfo"), { access_token: await token(t, "signs-RS256") });
  }),
  one("in-jwt", "a JWT of the answer", async (t) => {
    const access = await token(t, "subject", {});
    await introspect(t, "allowed", "inspector", { token: access }, JWT);
    await introspect(t, "not allowed", "inspector-plain", { token: access }, JWT);
    await introspect(t, "without Accept", "inspector", { token: access });
    await introspect(t, "JSON", "inspector", { token: access }, "application/json");
    await introspect(t, "two types", "inspector", { token: access }, "application/jwt, application/json");
    await introspect(t, "with a quality", "inspector", { token: access }, "application/jwt;q=1");
    await introspect(t, "upper case", "inspector", { token: access }, "Application/JWT");
    await introspect(t, "RFC 9701", "inspector", { token: access }, "application/token-introspection+jwt");
    await introspect(t, "XML", "inspector", { token: access }, "application/xml");
    await introspect(t, "anything", "inspector", { token: access }, "*/*");
  }),
  one("in-jwt-own", "of another client: its algorithm, its header", async (t) => {
    const access = await token(t, "reading-own", { scope: "openid" });
    await introspect(t, "own", "reading-own", { token: access }, JWT);
    await introspect(t, "by the inspector", "inspector", { token: access }, JWT);
  }),
  one("in-jwt-light", "of a lightweight token", async (t) =>
    introspect(t, "introspect", "inspector", { token: await token(t, "subject-light", {}) }, JWT),
  ),
  one("in-jwt-session", "of a session, and of a refresh token", async (t) => {
    const { json } = await t.grant(undefined, R, "subject-session", "password");
    await introspect(t, "access", "inspector", { token: json.access_token }, JWT);
    await introspect(t, "refresh", "inspector", { token: json.refresh_token }, JWT);
    await introspect(
      t,
      "refresh with its hint, by another",
      "inspector",
      { token: json.refresh_token, token_type_hint: "refresh_token" },
      JWT,
    );
    const own = await t.grant(undefined, R, "refresher", "password");
    await introspect(
      t,
      "refresh with its hint",
      "refresher",
      { token: own.json.refresh_token, token_type_hint: "refresh_token" },
      JWT,
    );
  }),
  one("in-jwt-errors", "errors and inactive tokens", async (t) => {
    await introspect(t, "garbage", "inspector", { token: "garbage" }, JWT);
    await introspect(t, "no token", "inspector", {}, JWT);
    await introspect(t, "hint", "inspector", { token: "x", token_type_hint: "y" }, JWT);
    await introspect(
      t,
      "hint for permissions",
      "inspector",
      { token: "x", token_type_hint: "requesting_party_token" },
      JWT,
    );
    await t.post(
      "secret",
      t.oidc(R, "token/introspect"),
      { token: "x" },
      { authorization: t.basic("inspector", "wrong"), accept: JWT },
    );
    await t.post(
      "unknown",
      t.oidc(R, "token/introspect"),
      { token: "x" },
      { authorization: t.basic("nobody", "wrong"), accept: JWT },
    );
    await introspect(
      t,
      "twice",
      "inspector",
      [
        ["token", "x"],
        ["token", "y"],
      ],
      JWT,
    );
    await t.post("public", t.oidc(R, "token/introspect"), { token: "x", client_id: "shop" }, { accept: JWT });
  }),
];

// Protocol mappers that test/parity has no case for: recorded from a real Keycloak 26.7.
const R = "lab";
const one = (id, title, run) => ({ id, title, run });
/** A token with an ID token, what userinfo says and what introspection says. */
const everywhere = (client, title, more = {}) =>
  one(client, title, async (t) => {
    const { json } = await t.grant("token", R, client, "password", { scope: "openid", ...more });
    if (!json?.access_token) return;
    await t.send("userinfo", {
      path: t.oidc(R, "userinfo"),
      headers: { authorization: `Bearer ${json.access_token}` },
    });
    await t.post(
      "introspection",
      t.oidc(R, "token/introspect"),
      { token: json.access_token },
      { authorization: t.basic("inspector", "password") },
    );
    if (!json.refresh_token) return;
    await t.token(
      "refresh",
      R,
      { grant_type: "refresh_token", refresh_token: json.refresh_token },
      { authorization: t.basic(client, "password") },
    );
  });
export default [
  everywhere("m-json-named", "JSON in claims with a place of their own"),
  everywhere("m-json-aud-text", "JSON texts and lists in claims with a place of their own"),
  everywhere("m-json-aud-object", "JSON objects in claims with a place of their own"),
  everywhere("m-types-named", "numbers and booleans in claims with a place of their own"),
  everywhere("m-session-state", "session_state without a session"),
  everywhere("m-session-state-kept", "session_state of a session"),
  everywhere("m-session-state-access", "session_state in access tokens alone"),
  everywhere("m-nonce", "nonce", { nonce: "n" }),
  everywhere("m-claims-param", "the claims parameter", {
    claims: JSON.stringify({
      id_token: { acr: { essential: true, value: "2" }, preferred_username: { essential: true } },
      userinfo: { preferred_username: { essential: true } },
    }),
  }),
  everywhere("m-organization", "organizations where there are none", { scope: "openid organization" }),
  everywhere("m-pairwise", "a pairwise subject of a sector"),
  everywhere("m-pairwise-kept", "a pairwise subject of a session"),
  everywhere("m-pairwise-redirects", "a pairwise subject by the host of the redirect URIs"),
  everywhere("m-pairwise-root", "a pairwise subject by the root URL"),
  everywhere("m-pairwise-hosts", "redirect URIs of two hosts"),
  everywhere("m-pairwise-none", "no redirect URI"),
  everywhere("m-pairwise-no-salt", "no salt"),
  everywhere("m-pairwise-with-sub", "a pairwise subject beside the subject mapper"),
  everywhere("m-pairwise-light", "a pairwise subject in lightweight tokens"),
  everywhere("m-acr", "a level of authentication with a name"),
  everywhere("m-acr-zero", "names for other levels"),
  everywhere("m-acr-default", "a default level"),
  everywhere("m-acr-minimum", "a minimum level"),
  everywhere("m-acr-uri", "two names for one level"),
  everywhere("m-amr", "authentication methods"),
];

// Why a request fails: the causes that a service meets and Keycloak does not tell apart. Realm causes.json, beside parity.
import { assertion } from "../../parity/jwt.mjs";

const R = "causes";
const cc = { grant_type: "client_credentials" };
const now = () => Math.floor(Date.now() / 1000);
const raw = (text) => `Basic ${Buffer.from(text).toString("base64")}`;
const one = (id, title, run) => ({ id, title, run });
const inForm = (id, secret) => (t) => t.token("token", R, { ...cc, client_id: id, client_secret: secret });
const inHeader = (id, secret) => (t) => t.grant("token", R, id, secret);
const at = (path) => (t) => t.post("token", path, cc, { authorization: t.basic("plain", "Secret-of-plain") });
const as = (type, body) => (t) =>
  t.send("token", {
    method: "POST",
    path: t.oidc(R, "token"),
    headers: { "content-type": type, authorization: t.basic("plain", "Secret-of-plain") },
    body,
  });
const signed = (claims) => (t) =>
  t.token("token", "parity", { ...cc, ...assertion(t.base, "parity", "jwt-jwks", { claims: claims() }) });

export default [
  one("secret-encoded-twice", "the secret percent-encoded once too often", inForm("encoded", "a%2Bb%2541c%20d")),
  one("secret-not-encoded", "the secret not form-encoded in the header", (t) =>
    t.token("token", R, cc, { authorization: raw("encoded:a+b%41c d") })),
  one("secret-white-space", "white space behind the secret", inHeader("plain", "Secret-of-plain ")),
  one("secret-case", "the secret in lower case", inHeader("plain", "secret-of-plain")),
  one("secret-rotated", "the secret that was rotated out", inHeader("rotated", "Secret-of-yesterday")),
  one("secret-regenerated", "the secret before it was regenerated", inHeader("regenerated", "Secret-made-before")),
  one("client-white-space", "white space before the client id", inForm(" plain", "Secret-of-plain")),
  one("client-of-other-realm", "a client of another realm", inHeader("sa-basic", "password")),
  one("jwks-unreachable", "a JWKS URL where nobody answers", (t) =>
    t.token("token", R, { ...cc, ...assertion(t.base, R, "remote") })),
  one("clock-ahead-within", "issued 12 s ahead", signed(() => ({ iat: now() + 12, exp: now() + 42 }))),
  one("clock-ahead", "issued 20 s ahead", signed(() => ({ iat: now() + 20, exp: now() + 50 }))),
  one("not-yet-valid", "valid in 20 s", signed(() => ({ nbf: now() + 20 }))),
  one("realm-case", "the realm in another case", at("/realms/Causes/protocol/openid-connect/token")),
  one("path-auth", "below /auth, as before Keycloak 17", at("/auth/realms/causes/protocol/openid-connect/token")),
  one("path-short", "token straight below the realm", at("/realms/causes/token")),
  one("path-other-protocol", "a protocol of another name", at("/realms/causes/protocol/oauth2/token")),
  one("path-longer", "something behind token", at("/realms/causes/protocol/openid-connect/token/extra")),
  one("path-misspelt", "an endpoint of another name", at("/realms/causes/protocol/openid-connect/tokens")),
  one("path-without-realm", "no realm in the path", at("/protocol/openid-connect/token")),
  one("path-issuer", "POST at the issuer itself", at("/realms/causes")),
  one("type-multipart", "multipart/form-data", as("multipart/form-data; boundary=x", '--x\r\ncontent-disposition: form-data; name="grant_type"\r\n\r\nclient_credentials\r\n--x--\r\n')),
  one("type-case", "the content type in capitals", as("Application/X-WWW-Form-Urlencoded", "grant_type=client_credentials")),
  one("empty-pairs", "empty pairs", as("application/x-www-form-urlencoded", "grant_type=client_credentials&&&")),
];

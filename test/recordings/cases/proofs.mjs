// DPoP proofs beyond those of test/parity, and secrets that were rotated where the feature is off. Realm proofs.json.
import { ath, dpopProof, key, publicJwk, signJwt } from "../../parity/jwt.mjs";

const R = "proofs";
const now = () => Math.floor(Date.now() / 1000);
const one = (id, title, run) => ({ id, title, run });
const tokenUrl = (t) => `${t.base}${t.oidc(R, "token")}`;
const proofOf = (t, options) => dpopProof(tokenUrl(t), "POST", options);
const bound = (id, title, make, client = "bound") =>
  one(id, title, (t) => t.grant("token", R, client, "password", {}, { dpop: make(t) }));
const claims = (id, title, stated) => bound(id, title, (t) => proofOf(t, { claims: stated(t) }));
const header = (id, title, stated, more = {}) => bound(id, title, (t) => proofOf(t, { header: stated, ...more }));
const secret = (id, client, stated) =>
  one(id, `${client} with ${stated}`, (t) => t.grant("token", R, client, stated, {}));
const { kid: _kid, ...ec } = publicJwk("ec-a");
const rsa = publicJwk("rsa-a");

export default [
  bound("proof-free", "a good proof of a client that need not", (t) => proofOf(t), "free"),
  bound("proof-free-bad", "a bad proof of a client that need not", (t) => `${proofOf(t)}x`, "free"),
  bound("proof-empty", "an empty header", () => ""),
  bound("proof-tampered", "another signature", (t) => proofOf(t).slice(0, -8)),
  bound("proof-two-parts", "two parts only", (t) => proofOf(t).split(".").slice(0, 2).join(".")),
  bound("proof-twice", "two proofs in one header", (t) => `${proofOf(t)}, ${proofOf(t)}`),
  one("proof-two-headers", "two headers", (t) =>
    t.grant("token", R, "bound", "password", {}, { dpop: [proofOf(t), proofOf(t)] })),
  header("proof-no-typ", "no typ", { typ: undefined }),
  header("proof-typ-case", "typ in upper case", { typ: "DPOP+JWT" }),
  bound("proof-rsa-short", "an RSA signature cut short", (t) =>
    proofOf(t, { jwk: key("rsa-a"), alg: "RS256", header: { jwk: rsa } }).slice(0, -8)),
  bound("proof-rsa-other", "a signature by another RSA key", (t) =>
    proofOf(t, { jwk: key("rsa-b"), alg: "RS256", header: { jwk: rsa } })),
  bound("proof-ec-long", "a signature with a tail", (t) => `${proofOf(t)}AAAA`),
  header("proof-alg-unknown", "an unknown algorithm", { alg: "XX256" }),
  header("proof-alg-none", "no algorithm", { alg: "none" }),
  header("proof-alg-missing", "no alg", { alg: undefined }),
  header("proof-alg-other", "another algorithm than the key's", { alg: "RS256" }),
  header("proof-alg-curve", "another curve than the key's", { alg: "ES384" }),
  header("proof-alg-ps", "PS256", { jwk: rsa }, { jwk: key("rsa-a"), alg: "PS256" }),
  header("proof-no-jwk", "no key", { jwk: undefined }),
  header("proof-jwk-text", "a key that is a text", { jwk: "text" }),
  header("proof-jwk-empty", "an empty key", { jwk: {} }),
  header("proof-jwk-list", "a list in place of the key", { jwk: [] }),
  header("proof-jwk-other", "another key", { jwk: rsa }),
  header("proof-jwk-kty", "an unknown kind of key", { jwk: { ...ec, kty: "XX" } }),
  header("proof-kid-number", "a number as key id", { kid: 5 }),
  header("proof-typ-number", "a number as typ", { typ: 5 }),
  header("proof-jwk-oct", "a symmetric key", { jwk: { kty: "oct", k: "c2VjcmV0" } }),
  header("proof-jwk-more", "a key with more members", { jwk: { ...ec, use: "sig", alg: "ES256", kid: "own" } }),
  header("proof-jwk-enc", "a key for encryption", { jwk: { ...ec, use: "enc" } }),
  header("proof-kid", "a key id beside the key", { kid: "mine" }),
  header("proof-crit", "crit", { crit: ["x"], x: 1 }),
  claims("proof-iat-24", "24 s old", () => ({ iat: now() - 24 })),
  claims("proof-iat-27", "27 s old", () => ({ iat: now() - 27 })),
  claims("proof-iat-14", "14 s ahead", () => ({ iat: now() + 14 })),
  claims("proof-iat-17", "17 s ahead", () => ({ iat: now() + 17 })),
  claims("proof-iat-text", "iat as a text", () => ({ iat: String(now()) })),
  claims("proof-iat-word", "iat as a word", () => ({ iat: "now" })),
  claims("proof-iat-missing", "no iat", () => ({ iat: undefined })),
  claims("proof-iat-part", "iat with a fraction", () => ({ iat: now() + 0.5 })),
  claims("proof-exp", "an exp that is over", () => ({ exp: now() - 5 })),
  claims("proof-nbf", "an nbf to come", () => ({ nbf: now() + 50 })),
  claims("proof-jti-empty", "an empty jti", () => ({ jti: "" })),
  claims("proof-jti-number", "a number as jti", () => ({ jti: 12 + now() })),
  claims("proof-htm-case", "the method in lower case", () => ({ htm: "post" })),
  claims("proof-htm-missing", "no method", () => ({ htm: undefined })),
  claims("proof-htm-list", "a list of methods", () => ({ htm: ["POST"] })),
  claims("proof-htu-missing", "no URL", () => ({ htu: undefined })),
  claims("proof-htu-path", "a path alone", (t) => ({ htu: t.oidc(R, "token") })),
  claims("proof-htu-number", "a number as URL", () => ({ htu: 5 })),
  claims("proof-htu-slash", "a slash behind", (t) => ({ htu: `${tokenUrl(t)}/` })),
  claims("proof-htu-query", "a query", (t) => ({ htu: `${tokenUrl(t)}?a=b#c` })),
  claims("proof-htu-case", "the host in upper case", (t) => ({
    htu: tokenUrl(t).replace("http://localhost", "HTTP://LOCALHOST").replace("http://", "HTTP://"),
  })),
  claims("proof-htu-realm", "another realm", (t) => ({ htu: tokenUrl(t).replace(R, "master") })),
  claims("proof-htu-odd", "no URL at all", () => ({ htu: "not a url" })),
  claims("proof-nonce", "a nonce nobody asked for", () => ({ nonce: "n" })),
  claims("proof-ath", "an ath where there is no token", () => ({ ath: "x" })),
  one("proof-payload-text", "a payload that is no object", (t) =>
    t.grant("token", R, "bound", "password", {}, {
      dpop: signJwt("text", { jwk: { ...key("ec-a"), kid: undefined }, alg: "ES256", header: { typ: "dpop+jwt", jwk: ec } }),
    })),
  one("proof-refresh", "a refresh with the same key, another and none", async (t) => {
    const { json } = await t.grant("token", R, "refreshing", "password", {}, { dpop: proofOf(t) });
    const refresh = (label, headers) =>
      t.token(
        label,
        R,
        { grant_type: "refresh_token", refresh_token: json?.refresh_token ?? "" },
        { authorization: t.basic("refreshing", "password"), ...headers },
      );
    await refresh("same key", { dpop: proofOf(t) });
    await refresh("another key", { dpop: proofOf(t, { jwk: key("rsa-a"), alg: "RS256", header: { jwk: rsa } }) });
    await refresh("none", {});
    await refresh("bad", { dpop: "bad" });
  }),
  one("proof-userinfo", "at userinfo: another key, another token, another method", async (t) => {
    const { json } = await t.grant("token", R, "bound", "password", { scope: "openid" }, { dpop: proofOf(t) });
    const url = `${t.base}${t.oidc(R, "userinfo")}`;
    const ask = (label, dpop, scheme = "DPoP") =>
      t.send(label, {
        path: t.oidc(R, "userinfo"),
        headers: { authorization: `${scheme} ${json?.access_token}`, ...(dpop && { dpop }) },
      });
    const good = { ath: ath(json?.access_token ?? "") };
    await ask("another key", dpopProof(url, "GET", { jwk: key("rsa-a"), alg: "RS256", header: { jwk: rsa }, claims: good }));
    await ask("another token", dpopProof(url, "GET", { claims: { ath: ath("x") } }));
    await ask("another method", dpopProof(url, "POST", { claims: good }));
    await ask("another URL", dpopProof(tokenUrl(t), "GET", { claims: good }));
    await ask("none", undefined);
    await ask("as Bearer", dpopProof(url, "GET", { claims: good }), "Bearer");
    await ask("good", dpopProof(url, "GET", { claims: good }));
  }),
  ...["rotated-enabled", "rotated-only", "rotated-expired", "rotated-expired-both"].map((client) =>
    secret(`${client}-before`, client, "before")),
  ...["rotated-enabled", "expired-enabled", "expired-only", "rotated-expired-both"].map((client) =>
    secret(`${client}-now`, client, "password")),
];

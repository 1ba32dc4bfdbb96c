import { readFileSync } from "node:fs";

const GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
const ACCESS = "urn:ietf:params:oauth:token-type:access_token";

/** The cases of one random realm, for ../parity/run.mjs: one for each client, and one for its keys. */
export function casesOf(realm) {
  const requests = JSON.parse(readFileSync(new URL(`requests/${realm}.json`, import.meta.url), "utf8"));
  return [
    ...requests.map((each) => ({
      id: `${realm}/${each.client}`,
      title: each.client,
      run: (t) => askClient(t, realm, each),
    })),
    { id: `${realm}/certs`, title: "keys", run: (t) => t.send("certs", { path: t.oidc(realm, "certs") }) },
  ];
}

/** Whole seconds are compared, so a case starts where it ends within the same one. */
const earlyInSecond = (t) => (Date.now() % 1000 > 600 ? t.sleep(1002 - (Date.now() % 1000)) : undefined);

async function askClient(t, realm, asked) {
  await earlyInSecond(t);
  const { client } = asked;
  const grant = (label, scope) => t.grant(label, realm, client, "password", scope === undefined ? {} : { scope });
  const plain = await grant("token");
  if (asked.wished !== undefined) await grant("optional scopes", asked.wished);
  if (asked.unknown !== undefined) await grant("other scope", asked.unknown);
  const { json } = await grant("openid", asked.openid);
  if (json?.access_token) await askAbout(t, realm, json, client, asked.narrowed);
  await askMore(t, realm, asked, plain.json ?? {});
  if (asked.offline !== undefined) await askOffline(t, realm, await grant("offline", asked.offline), client);
  if (asked.exchange !== undefined && plain.json?.access_token)
    await t.token(
      "exchange",
      realm,
      { grant_type: GRANT, subject_token: plain.json.access_token, subject_token_type: ACCESS, ...asked.exchange },
      { authorization: t.basic(client, "password") },
    );
}

/** What only the wide realms are asked, about the first token. */
async function askMore(t, realm, { also = [], client }, { access_token, refresh_token }) {
  if (!access_token) return;
  const authorization = t.basic(client, "password");
  if (also.includes("refresh token") && refresh_token) await introspect(t, realm, "of refresh token", refresh_token);
  if (also.includes("plain")) await introspect(t, realm, "of first token", access_token);
  if (also.includes("jwt"))
    await t.post(
      "as JWT",
      t.oidc(realm, "token/introspect"),
      { token: access_token },
      { authorization: t.basic("inspector", "password"), accept: "application/jwt" },
    );
  if (also.includes("revoke")) {
    await t.post("revoked", t.oidc(realm, "revoke"), { token: access_token }, { authorization });
    await introspect(t, realm, "of revoked", access_token);
  }
  if (also.includes("logout") && refresh_token) {
    await t.post("logout", t.oidc(realm, "logout"), { refresh_token }, { authorization });
    await refresh(t, realm, "after logout", refresh_token, client);
  }
}

async function askAbout(t, realm, json, client, narrowed) {
  await t.send("userinfo", {
    path: t.oidc(realm, "userinfo"),
    headers: { authorization: `Bearer ${json.access_token}` },
  });
  await introspect(t, realm, "introspection", json.access_token);
  if (json.refresh_token) {
    const { json: renewed } = await refresh(t, realm, "refresh", json.refresh_token, client);
    if (narrowed !== undefined)
      await refresh(t, realm, "narrowed", renewed?.refresh_token ?? json.refresh_token, client, { scope: narrowed });
  }
}

async function askOffline(t, realm, { json }, client) {
  if (json?.refresh_token) await refresh(t, realm, "offline refresh", json.refresh_token, client);
}

const introspect = (t, realm, label, token) =>
  t.post(label, t.oidc(realm, "token/introspect"), { token }, { authorization: t.basic("inspector", "password") });

const refresh = (t, realm, label, token, client, more = {}) =>
  t.token(
    label,
    realm,
    { grant_type: "refresh_token", refresh_token: token, ...more },
    { authorization: t.basic(client, "password") },
  );

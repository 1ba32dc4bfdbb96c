#!/usr/bin/env node
// Writes realms/lab.json: the realm of the recordings in this folder, as both Keycloak and Tokenbench import it.
//   node test/recordings/make-lab.mjs
// To record anew: import realms/lab.json and ../parity/realms/parity.json into a Keycloak 26.7 that runs on PORT, then
//   node ../parity/run.mjs --base http://127.0.0.1:PORT --cases cases --golden golden --realms realms --record
import { writeFile } from "node:fs/promises";

const roles = { realm: [], client: {} };
const clients = [];
const users = [];
let count = 0;
const id = (kind) => `${kind}0000000-0000-4000-8000-${String(++count).padStart(12, "0")}`;

const mapper = (name, protocolMapper, config) => ({
  id: id("3"),
  name,
  protocol: "openid-connect",
  protocolMapper,
  consentRequired: false,
  config,
});
const everywhere = {
  "access.token.claim": "true",
  "id.token.claim": "true",
  "userinfo.token.claim": "true",
  "introspection.token.claim": "true",
};
const audience = (name, more = {}) =>
  mapper(`aud ${name}`, "oidc-audience-mapper", {
    "access.token.claim": "true",
    "introspection.token.claim": "true",
    [name.startsWith("urn:") ? "included.custom.audience" : "included.client.audience"]: name,
    ...more,
  });
const claim = (name, value, type = "String", more = everywhere) =>
  mapper(`claim ${name}`, "oidc-hardcoded-claim-mapper", {
    "claim.name": name,
    "claim.value": value,
    "jsonType.label": type,
    ...more,
  });

const defaultScopes = ["web-origins", "service_account", "acr", "roles", "profile", "basic", "email"];
const optionalScopes = ["address", "phone", "offline_access", "microprofile-jwt"];

function role(name, of) {
  const [owner, own] = name.includes(":") ? name.split(":") : [undefined, name];
  const entry = { id: id("2"), name: own, composite: of !== undefined, clientRole: owner !== undefined };
  if (of) entry.composites = { realm: of.filter((each) => !each.includes(":")), client: byClient(of) };
  if (owner) (roles.client[owner] ??= []).push(entry);
  else roles.realm.push(entry);
}

function byClient(names) {
  const found = {};
  for (const name of names) if (name.includes(":")) (found[name.split(":")[0]] ??= []).push(name.split(":")[1]);
  return found;
}

const scopeMappings = [];
const clientScopeMappings = {};
function letThrough(target, names) {
  const realm = names.filter((name) => !name.includes(":"));
  if (realm.length) scopeMappings.push({ ...target, roles: realm });
  for (const [owner, of] of Object.entries(byClient(names)))
    (clientScopeMappings[owner] ??= []).push({ ...target, roles: of });
}

function client(
  clientId,
  { holds, attributes = {}, optional = [], defaults = [], lets = [], user = {}, ...more } = {},
) {
  clients.push({
    id: id("1"),
    clientId,
    enabled: true,
    protocol: "openid-connect",
    publicClient: false,
    secret: "password",
    clientAuthenticatorType: "client-secret",
    serviceAccountsEnabled: holds !== undefined,
    standardFlowEnabled: false,
    directAccessGrantsEnabled: false,
    fullScopeAllowed: true,
    redirectUris: [],
    webOrigins: [],
    attributes,
    defaultClientScopes: [...defaultScopes, ...defaults],
    optionalClientScopes: [...optionalScopes, ...optional],
    ...more,
  });
  if (holds)
    users.push({
      id: id("4"),
      username: `service-account-${clientId.toLowerCase()}`,
      enabled: true,
      emailVerified: false,
      serviceAccountClientId: clientId,
      realmRoles: holds.filter((name) => !name.includes(":")),
      clientRoles: byClient(holds),
      ...user,
    });
  letThrough({ client: clientId }, lets);
}

for (const name of ["reader", "writer", "auditor"]) role(name);
for (const name of ["api-a:read", "api-a:write", "api-b:read", "api-b:admin", "api-c:use", "narrow:own"]) role(name);
role("boss", ["reader", "api-b:admin"]);

for (const name of ["api-a", "api-b"]) client(name);
client("api-c", { enabled: false });

const exchange = { "standard.token.exchange.enabled": "true" };
const held = [
  "reader",
  "writer",
  "offline_access",
  "api-a:read",
  "api-a:write",
  "api-b:read",
  "api-c:use",
  "narrow:own",
];
const requesters = [
  "wide",
  "narrow",
  "light",
  "lower",
  "refresher",
  "no-refresh",
  "consenting",
  "shop",
  "off",
  "itself",
  "mapped",
  "short",
];
const toAll = () => requesters.map((name) => audience(name));

client("subject", { holds: held, optional: ["team"], protocolMappers: toAll() });
client("subject-light", {
  holds: held,
  attributes: { "client.use.lightweight.access.token.enabled": "true" },
  protocolMappers: requesters.map((name) => audience(name, { "lightweight.claim": "true" })),
});
client("subject-session", {
  holds: held,
  attributes: { "client_credentials.use_refresh_token": "true" },
  optional: ["team"],
  protocolMappers: toAll(),
});
client("subject-poor", { holds: [], protocolMappers: toAll() });

const apis = [audience("api-a"), audience("urn:thing")];
client("wide", {
  holds: ["auditor"],
  attributes: exchange,
  optional: ["team", "hidden", "gated"],
  protocolMappers: apis,
});
client("narrow", { fullScopeAllowed: false, attributes: exchange, optional: ["a-read", "team"], lets: ["api-b:read"] });
client("light", {
  attributes: { ...exchange, "client.use.lightweight.access.token.enabled": "true" },
  protocolMappers: [
    audience("api-a", { "lightweight.claim": "true" }),
    claim("light", "yes", "String", { "lightweight.claim": "true" }),
  ],
});
client("lower", {
  attributes: {
    ...exchange,
    "token.response.type.bearer.lower-case": "true",
    "access.token.header.type.rfc9068": "true",
    "access.token.lifespan": "60",
  },
});
client("refresher", {
  holds: [],
  attributes: {
    ...exchange,
    "standard.token.exchange.enableRefreshRequestedTokenType": "SAME_SESSION",
    "client_credentials.use_refresh_token": "true",
  },
  optional: ["team"],
  protocolMappers: [audience("api-a"), audience("wide")],
});
client("no-refresh", {
  attributes: {
    ...exchange,
    "standard.token.exchange.enableRefreshRequestedTokenType": "SAME_SESSION",
    "use.refresh.tokens": "false",
  },
});
client("consenting", { consentRequired: true, attributes: exchange });
client("shop", { publicClient: true, attributes: exchange });
client("off", {});
client("itself", { holds: [], attributes: exchange, protocolMappers: [audience("itself"), audience("api-a")] });
client("mapped", {
  attributes: exchange,
  protocolMappers: [
    mapper("gives api-b.admin", "oidc-hardcoded-role-mapper", { role: "api-b.admin" }),
    mapper("renames api-a.write", "oidc-role-name-mapper", { role: "api-a.write", "new.role.name": "api-a.scribe" }),
    claim("extra", "field", "String", { "access.token.claim": "false", "access.tokenResponse.claim": "true" }),
    audience("api-b", { "id.token.claim": "true" }),
    mapper("note", "oidc-usersessionmodel-note-mapper", {
      "user.session.note": "clientId",
      "claim.name": "noted",
      ...everywhere,
    }),
  ],
});
client("short", { attributes: { ...exchange, "client.session.max.lifespan": "120", "access.token.lifespan": "1000" } });
client("inspector", {
  holds: [],
  attributes: {
    "allow.token.introspection.without.audience.check": "true",
    "client.introspection.response.allow.jwt.claim.enabled": "true",
  },
});
client("inspector-plain", { attributes: { "allow.token.introspection.without.audience.check": "true" } });
client("reading-own", {
  holds: ["reader"],
  attributes: {
    "client.introspection.response.allow.jwt.claim.enabled": "true",
    "token.response.type.bearer.lower-case": "true",
    "access.token.header.type.rfc9068": "true",
    "access.token.signed.response.alg": "ES256",
  },
  protocolMappers: [audience("reading-own")],
});

for (const alg of ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "ES512", "EdDSA", "HS256", "HS384", "HS512"])
  client(`signs-${alg}`, { holds: ["reader"], attributes: { "user.info.response.signature.alg": alg } });
client("signs-any", { holds: ["reader"], attributes: { "user.info.response.signature.alg": "any" } });
client("signs-none", { holds: ["reader"], attributes: { "user.info.response.signature.alg": "none" } });
client("signs-unknown", { holds: ["reader"], attributes: { "user.info.response.signature.alg": "XX1" } });
client("signs-mapped", {
  holds: ["reader", "api-a:read"],
  attributes: { "user.info.response.signature.alg": "RS256" },
  protocolMappers: [
    claim("iss", "elsewhere"),
    claim("aud", "everyone"),
    claim("sub", "someone"),
    claim("exp", "5", "int"),
    claim("team", "blue"),
    mapper("realm roles", "oidc-usermodel-realm-role-mapper", {
      "claim.name": "realm_access.roles",
      multivalued: "true",
      ...everywhere,
    }),
    mapper("client roles", "oidc-usermodel-client-role-mapper", {
      "claim.name": "resource_access.${client_id}.roles",
      multivalued: "true",
      ...everywhere,
    }),
  ],
});

const bare = { defaultClientScopes: [], optionalClientScopes: ["organization"] };
const mapped = (name, mappers, more = {}) =>
  client(name, {
    holds: ["reader"],
    protocolMappers: mappers,
    attributes: { "client_credentials.use_refresh_token": "false", ...more.attributes },
    ...bare,
    ...more,
  });
const json = (name, value) => claim(name, value, "JSON");
mapped("m-json-named", [
  json("aud", '["x","y"]'),
  json("sub", '"me"'),
  json("azp", '{"a":1}'),
  json("acr", "7"),
  json("auth_time", "7"),
]);
mapped("m-json-aud-text", [json("aud", '"x"'), json("sub", "[1]"), json("acr", "null"), json("auth_time", '"8"')]);
mapped("m-json-aud-object", [json("aud", '{"b": 1, "a": 2.50}'), json("acr", '"gold"'), json("azp", "true")]);
mapped("m-types-named", [
  claim("aud", "5", "int"),
  claim("sub", "true", "boolean"),
  claim("acr", "9007199254740993", "long"),
]);
mapped("m-long", [
  claim("max", "9223372036854775807", "long"),
  claim("min", "-9223372036854775808", "long"),
  claim("past", "9223372036854775808", "long"),
  claim("plus", "+9007199254740993", "long"),
  claim("zeros", "0009007199254740993", "long"),
  claim("exact", "9007199254740992", "long"),
  claim("time", "9007199254740993", "long"),
]);
mapped("m-long-paths", [
  claim("a.deep", "9007199254740993", "long"),
  claim("auth_time", "9007199254740993", "long"),
  json(
    "j",
    '{"n": 9007199254740993, "d": 1.10, "e": 1e2, "f": 1E400, "z": -0, "s": "9007199254740993", "l": [9007199254740993, 0.1]}',
  ),
  json("big", "123456789012345678901234567890"),
  json("dec", "0.10000000000000000001"),
  json("exp1", "1e5"),
  json("neg0", "-0.0"),
  json("dec2", "2.0"),
]);
mapped(
  "m-long-list",
  [
    mapper("numbers", "oidc-usermodel-attribute-mapper", {
      "user.attribute": "numbers",
      "claim.name": "numbers",
      "jsonType.label": "long",
      multivalued: "true",
      ...everywhere,
    }),
  ],
  { user: { attributes: { numbers: ["9007199254740993", "1", "x"] } } },
);
const only = (...targets) => Object.fromEntries(targets.map((each) => [`${each}.token.claim`, "true"]));
mapped("m-session-state", [mapper("session state", "oidc-session-state-mapper", everywhere)]);
mapped("m-session-state-kept", [mapper("session state", "oidc-session-state-mapper", everywhere)], {
  attributes: { "client_credentials.use_refresh_token": "true" },
});
mapped("m-session-state-access", [mapper("session state", "oidc-session-state-mapper", only("access"))], {
  attributes: { "client_credentials.use_refresh_token": "true" },
});
mapped("m-nonce", [mapper("nonce", "oidc-nonce-backwards-compatible-mapper", {})], {
  attributes: { "client_credentials.use_refresh_token": "true" },
});
mapped("m-claims-param", [
  mapper("claims", "oidc-claims-param-token-mapper", everywhere),
  mapper("claim value", "oidc-claims-param-value-idtoken-mapper", { "claim.name": "acr", ...everywhere }),
]);
mapped("m-organization", [
  mapper("organization", "oidc-organization-membership-mapper", {
    "claim.name": "organization",
    multivalued: "true",
    "jsonType.label": "String",
    ...everywhere,
  }),
]);
// On a client Keycloak would fetch the sector's document; on a client scope it takes the URI as it is.
const salted = { pairwiseSubAlgorithmSalt: "salt" };
const sector = { sectorIdentifierUri: "https://sector.example/ids.json" };
const pairwise = (name, scopeName, more) => mapped(name, [], { defaultClientScopes: [scopeName], ...more });
pairwise("m-pairwise", "pw-sector");
pairwise("m-pairwise-kept", "pw-sector", { attributes: { "client_credentials.use_refresh_token": "true" } });
pairwise("m-pairwise-redirects", "pw-own", { redirectUris: ["https://one.example/a", "https://one.example:8443/b"] });
pairwise("m-pairwise-root", "pw-own", { rootUrl: "https://root.example", redirectUris: ["/cb"] });
pairwise("m-pairwise-hosts", "pw-own", { redirectUris: ["https://one.example/a", "https://two.example/b"] });
pairwise("m-pairwise-none", "pw-own");
pairwise("m-pairwise-no-salt", "pw-unsalted");
pairwise("m-pairwise-with-sub", "pw-sector", {
  defaultClientScopes: ["basic", "pw-sector"],
  attributes: { "client_credentials.use_refresh_token": "true" },
});
pairwise("m-pairwise-light", "pw-sector", { attributes: { "client.use.lightweight.access.token.enabled": "true" } });
mapped("m-acr", [mapper("acr", "oidc-acr-mapper", everywhere)], {
  attributes: { "acr.loa.map": '{"silver":1,"gold":2}' },
});
mapped("m-acr-zero", [mapper("acr", "oidc-acr-mapper", everywhere)], {
  attributes: { "acr.loa.map": '{"copper":0,"gold":2}' },
});
mapped("m-acr-default", [mapper("acr", "oidc-acr-mapper", everywhere)], {
  attributes: { "acr.loa.map": '{"copper":0,"silver":1,"gold":2}', "default.acr.values": "copper" },
});
mapped("m-acr-minimum", [mapper("acr", "oidc-acr-mapper", everywhere)], {
  attributes: { "acr.loa.map": '{"copper":0,"silver":1,"gold":2}', "minimum.acr.value": "gold" },
});
mapped("m-acr-uri", [mapper("acr", "oidc-acr-mapper", everywhere)], {
  attributes: { "acr.loa.map": '{"urn:two":1,"urn:one":1}' },
});
mapped("m-amr", [mapper("amr", "oidc-amr-mapper", everywhere)]);

client('light-plain', { holds: ['reader', 'api-b:read'], attributes: { 'client.use.lightweight.access.token.enabled': 'true' }, protocolMappers: [audience('api-a')] })

const scope = (name, mappers, include = "true") => ({
  id: id("5"),
  name,
  protocol: "openid-connect",
  attributes: { "include.in.token.scope": include },
  protocolMappers: mappers,
});
letThrough({ clientScope: "a-read" }, ["api-a:read"]);
letThrough({ clientScope: "gated" }, ["boss"]);

const template = JSON.parse(
  await (await import("node:fs/promises")).readFile(
    new URL("../../src/domain/new-realm.json", import.meta.url),
    "utf8",
  ),
);
const parity = JSON.parse(
  await (await import("node:fs/promises")).readFile(new URL("../parity/realms/parity.json", import.meta.url), "utf8"),
);
const builtIn = parity.clientScopes.filter(
  ({ name }) => template.clientScopes.some((each) => each.name === name) && name !== "role_list",
);
const keys = parity.components["org.keycloak.keys.KeyProvider"];
const fresh = (value) => JSON.parse(JSON.stringify(value), (key, each) => (key === "id" ? id("6") : each));

const realm = {
  id: "00000000-0000-4000-8000-000000000000",
  realm: "lab",
  enabled: true,
  sslRequired: "none",
  accessTokenLifespan: 300,
  ssoSessionIdleTimeout: 1800,
  ssoSessionMaxLifespan: 36000,
  roles,
  clients,
  users,
  scopeMappings,
  clientScopeMappings,
  clientScopes: [
    ...fresh(builtIn),
    scope("team", [claim("team", "blue")]),
    scope("hidden", [claim("hidden", "yes")], "false"),
    scope("a-read", []),
    scope("gated", [claim("gated", "yes")]),
    scope("pw-sector", [mapper("pairwise", "oidc-sha256-pairwise-sub-mapper", { ...sector, ...salted })], "false"),
    scope("pw-own", [mapper("pairwise", "oidc-sha256-pairwise-sub-mapper", salted)], "false"),
    scope("pw-unsalted", [mapper("pairwise", "oidc-sha256-pairwise-sub-mapper", sector)], "false"),
  ],
  components: { "org.keycloak.keys.KeyProvider": fresh(keys) },
};
await writeFile(new URL("realms/lab.json", import.meta.url), `${JSON.stringify(realm, null, 1)}\n`);

import { readFileSync } from "node:fs";
import { ATTRIBUTES, createMappers } from "./a-random-mapper.mjs";
import { withBuiltInRoles } from "./built-in-roles.mjs";
import { createChance } from "./chance.mjs";

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const BUILT_IN = new Map(read("../parity/realms/parity.json").clientScopes.map((scope) => [scope.name, scope]));
const KEYS = read("keys.json");
const BUILT_IN_OFTEN = ["service_account", "acr", "roles", "profile", "basic", "web-origins", "email"];
const BUILT_IN_SELDOM = ["address", "phone", "microprofile-jwt", "organization"];
const REALM_ROLES = ["reader", "writer", "auditor", "boss", "Ops Lead", "r.dot"];
const CLIENT_ROLES = ["use", "admin", "view", "x.y"];

/**
 * A realm that a real Keycloak imports, and what to ask it: `{ realm, requests }`.
 *
 * @param wide takes in what is seldom met as well; without it the realm of a seed is what it always was.
 */
export function aRandomRealm(name, seed, { wide = false } = {}) {
  const chance = { ...createChance(seed), wide };
  const clientIds = Array.from({ length: chance.between(5, 11) }, (_, i) =>
    chance.pick([`svc-${i}`, `Svc${i}`, `svc.${i}`, `svc_${i}`]),
  );
  const roles = someRoles(chance, clientIds);
  const mappers = createMappers(chance, {
    clientIds,
    roles: roles.names.map((role) => role.replace(":", ".")),
  });
  const algorithms = chance.shuffled(Object.keys(KEYS)).slice(0, chance.between(3, 5));
  const scopes = someScopes(chance, mappers);
  const groups = someGroups(chance, roles.names);
  const state = { chance, name, clientIds, roles, mappers, algorithms, scopes, groups, mappings: createMappings() };
  for (const scope of scopes)
    if (chance.maybe(0.35)) state.mappings.letThrough({ clientScope: scope.name }, chance.upTo(roles.names, 2));
  if (scopes.some((each) => each.name === "offline_access"))
    state.mappings.letThrough({ clientScope: "offline_access" }, ["offline_access"]);
  const made = clientIds.map((clientId, i) => aClient(state, clientId, i === 0));
  const realm = {
    id: chance.uuid(),
    realm: name,
    enabled: true,
    sslRequired: chance.pick(["none", "external"]),
    notBefore: 0,
    ...someSettings(chance, algorithms),
    roles: roles.representation,
    groups: groups.representation,
    clients: [...made.map(({ client }) => client), anInspector(chance, scopes)],
    users: made.flatMap(({ user }) => (user ? [user] : [])),
    clientScopes: scopes,
    scopeMappings: state.mappings.ofRealm,
    clientScopeMappings: state.mappings.ofClients,
    components: { "org.keycloak.keys.KeyProvider": keyProviders(chance, algorithms) },
  };
  if (wide) widenRealm(chance, realm);
  return { realm: withBuiltInRoles(realm, seed), requests: made.map(({ client }) => requestsOf(state, client)) };
}

function byOwner(names) {
  const found = {};
  for (const name of names) if (name.includes(":")) (found[name.split(":")[0]] ??= []).push(name.split(":")[1]);
  return found;
}

/** What only the wide realms have, of the realm as a whole. */
function widenRealm(chance, realm) {
  if (chance.maybe(0.2)) realm.organizationsEnabled = true;
  if (chance.maybe(0.3)) realm.notBefore = 1_600_000_000;
  if (chance.maybe(0.3)) realm.clientScopes.push({ id: chance.uuid(), name: "saml-scope", protocol: "saml" });
  for (const client of realm.clients) if (chance.maybe(0.15)) client.notBefore = 1_500_000_000 + chance.below(1000);
}

const ofRealm = (names) => names.filter((name) => !name.includes(":"));

function createMappings() {
  const mappings = { ofRealm: [], ofClients: {} };
  mappings.letThrough = (target, names) => {
    if (ofRealm(names).length > 0) mappings.ofRealm.push({ ...target, roles: ofRealm(names) });
    for (const [owner, own] of Object.entries(byOwner(names)))
      (mappings.ofClients[owner] ??= []).push({ ...target, roles: own });
  };
  return mappings;
}

function someRoles(chance, clientIds) {
  const representation = { realm: [], client: {} };
  const names = [
    ...chance.some(REALM_ROLES, 0.75),
    ...clientIds.flatMap((clientId) => chance.some(CLIENT_ROLES, 0.3).map((role) => `${clientId}:${role}`)),
  ];
  if (names.length < 3) names.push("one", "two", "three");
  for (const full of names) {
    const [own, owner] = full.split(":").reverse();
    const composite = chance.maybe(0.4);
    const inner = composite ? chance.upTo(names, 3).filter((each) => each !== full) : [];
    const role = { id: chance.uuid(), name: own, composite, clientRole: owner !== undefined };
    if (inner.length > 0) role.composites = { realm: ofRealm(inner), client: byOwner(inner) };
    if (owner === undefined) representation.realm.push(role);
    else (representation.client[owner] ??= []).push(role);
  }
  return { representation, names };
}

function someGroups(chance, roles) {
  const group = (name, parent, subGroups = []) => ({
    id: chance.uuid(),
    name,
    path: `${parent}/${name}`,
    attributes: chance.maybe(0.6) ? someAttributes(chance) : {},
    ...rolesHeld(chance.upTo(roles, 2)),
    subGroups,
  });
  if (chance.wide) return someDeepGroups(chance, group);
  const representation = [
    group("north", "", chance.maybe(0.7) ? [group("sales", "/north"), group("it", "/north")] : []),
    ...(chance.maybe(0.6) ? [group("South West", "")] : []),
  ];
  return { representation, paths: representation.flatMap((each) => [each.path, ...each.subGroups.map((s) => s.path)]) };
}

/** Three levels, names that stand twice, and several groups on each level. */
function someDeepGroups(chance, group) {
  const level = (names, parent, inner) =>
    names.map((name) => group(name, parent, chance.maybe(0.6) ? inner(`${parent}/${name}`) : []));
  const representation = level(["zeta", "alpha", "Mid", "z-10"], "", (top) =>
    level(["west", "alpha", "Über"], top, (middle) => level(["west", "east"], middle, () => [])),
  );
  const pathsOf = (each) => [each.path, ...each.subGroups.flatMap(pathsOf)];
  return { representation, paths: representation.flatMap(pathsOf) };
}

const rolesHeld = (names) => ({ realmRoles: ofRealm(names), clientRoles: byOwner(names) });

const ATTRIBUTE_VALUES = {
  team: ["blue", "red", "green"],
  level: ["1", "22", "-3"],
  flags: ["true", "false"],
  json: ['{"a":1}', "[1,2]", '"t"'],
};

function someAttributes(chance) {
  const names = chance.some(ATTRIBUTES, 0.45);
  const single = names.map((name) => [name, [chance.pick(ATTRIBUTE_VALUES[name] ?? [`${name} one`, `${name} two`])]]);
  // Keycloak promises no order of several values: only lists, which are compared without it, are made of them.
  const all = chance.maybe(0.5) ? [...single, ["tags", ["one", "two", "three"]]] : single;
  if (chance.wide && chance.maybe(0.4)) all.push(["many", chance.shuffled(["5", "true", "x y", "-1", "z"]).slice(2)]);
  return Object.fromEntries(all);
}

function someScopes(chance, mappers) {
  const fresh = (scope) => ({
    id: chance.uuid(),
    name: scope.name,
    protocol: "openid-connect",
    attributes: scope.attributes,
    protocolMappers: (scope.protocolMappers ?? []).map((mapper) => ({ ...mapper, id: chance.uuid() })),
  });
  const builtIn = [
    ...BUILT_IN_OFTEN.filter((name) => ["basic", "roles"].includes(name) || chance.maybe(0.5)),
    ...chance.some(BUILT_IN_SELDOM, 0.2),
    ...(chance.maybe(0.8) ? ["offline_access"] : []),
  ];
  const own = Array.from({ length: chance.between(2, 5) }, (_, i) => ({
    id: chance.uuid(),
    name: chance.pick([`scope-${i}`, `api:${i}.read`, `Scope_${i}`]),
    protocol: "openid-connect",
    attributes: chance.maybe(0.8) ? { "include.in.token.scope": chance.maybe(0.6) ? "true" : "false" } : {},
    ...(chance.wide && chance.maybe(0.2) && { attributes: { "is.dynamic.scope": "true", "gui.order": "7" } }),
    protocolMappers: Array.from({ length: chance.between(0, 3) }, () => mappers.random()).concat(
      chance.maybe(0.1) ? [mappers.pairwise()] : [],
    ),
  }));
  return [...builtIn.map((name) => fresh(BUILT_IN.get(name))), ...own];
}

function someSettings(chance, algorithms) {
  const settings = {
    accessTokenLifespan: chance.pick([60, 300, 1200, 7200]),
    ssoSessionIdleTimeout: chance.pick([600, 1800, 3600]),
    ssoSessionMaxLifespan: chance.pick([900, 36000]),
    offlineSessionIdleTimeout: chance.pick([2592000, 5000]),
  };
  const signing = algorithms.filter((alg) => alg !== "HS512");
  if (chance.maybe(0.6)) settings.defaultSignatureAlgorithm = chance.pick(signing);
  else algorithms.push(...(algorithms.includes("RS256") ? [] : ["RS256"]));
  if (chance.maybe(0.4)) {
    settings.revokeRefreshToken = true;
    settings.refreshTokenMaxReuse = chance.pick([0, 1]);
  }
  if (chance.maybe(0.3)) settings.clientSessionIdleTimeout = chance.pick([0, 500, 5000]);
  if (chance.maybe(0.3)) settings.clientSessionMaxLifespan = chance.pick([0, 400, 50000]);
  if (chance.maybe(0.4)) {
    settings.offlineSessionMaxLifespanEnabled = true;
    settings.offlineSessionMaxLifespan = chance.pick([4000, 5184000]);
  }
  if (chance.maybe(0.2)) settings.clientOfflineSessionIdleTimeout = chance.pick([0, 3000]);
  if (chance.maybe(0.2)) settings.clientOfflineSessionMaxLifespan = chance.pick([0, 3500]);
  if (chance.maybe(0.2)) settings.attributes = { "acr.loa.map": '{"low":0,"high":2}' };
  return settings;
}

function keyProviders(chance, algorithms) {
  const needed = new Set([...algorithms, "HS512"]);
  return [...needed].map((algorithm, i) => ({
    id: chance.uuid(),
    name: `key ${algorithm}`,
    providerId: KEYS[algorithm].providerId,
    subComponents: {},
    config: { ...KEYS[algorithm].config, priority: [String(100 - i)] },
  }));
}

const SESSION_LIMITS = ["client", "client.offline"].flatMap((kind) => [
  `${kind}.session.idle.timeout`,
  `${kind}.session.max.lifespan`,
]);
const LIFESPANS = ["60", "90", "1000", "100000", "-1"];

function someClientAttributes({ chance, algorithms }) {
  const attributes = {};
  const set = (probability, name, values) => {
    if (chance.maybe(probability)) attributes[name] = chance.pick(values);
  };
  set(0.35, "access.token.signed.response.alg", algorithms);
  set(0.3, "id.token.signed.response.alg", algorithms);
  set(0.12, "user.info.response.signature.alg", algorithms);
  set(0.2, "client.use.lightweight.access.token.enabled", ["true", "true", "false"]);
  set(0.2, "token.response.type.bearer.lower-case", ["true", "true", "false"]);
  set(0.2, "access.token.header.type.rfc9068", ["true", "true", "false"]);
  set(0.5, "client_credentials.use_refresh_token", ["true", "true", "false"]);
  set(0.15, "use.refresh.tokens", ["true", "false"]);
  set(0.25, "access.token.lifespan", LIFESPANS);
  // More than the realm's own, and default levels that have no number, Keycloak does not import.
  for (const name of SESSION_LIMITS) set(0.12, name, ["60", "250", "600"]);
  set(0.5, "standard.token.exchange.enabled", ["true"]);
  set(0.2, "standard.token.exchange.enableRefreshRequestedTokenType", ["NO", "SAME_SESSION"]);
  set(0.12, "acr.loa.map", ['{"silver":1,"gold":2}', '{"copper":0,"silver":1}']);
  if (attributes["acr.loa.map"]) set(0.5, "default.acr.values", ["silver"]);
  if (chance.wide) {
    set(0.05, "dpop.bound.access.tokens", ["true"]);
    set(0.05, "tls.client.certificate.bound.access.tokens", ["true"]);
    set(0.1, "access.token.lifespan", ["0", "", "1"]);
    set(0.1, "client.session.max.lifespan", ["0", "-1", ""]);
    set(0.1, "client.introspection.response.allow.jwt.claim.enabled", ["true"]);
    set(0.05, "id.token.signed.response.alg", ["none", "HS999"]);
  }
  return attributes;
}

function aClient(state, clientId, plain) {
  const { chance, roles, mappers, scopes, groups, mappings } = state;
  const sure = (probability) => !plain && chance.maybe(probability);
  const names = chance.shuffled(scopes.map((scope) => scope.name));
  const split = chance.between(Math.floor(names.length / 2), names.length);
  const asksOffline = names.includes("offline_access") && chance.maybe(0.9);
  const defaults = names.slice(0, split).filter((name) => !(asksOffline && name === "offline_access"));
  const optional = [
    ...names.slice(split).filter((name) => name !== "offline_access"),
    ...(asksOffline ? ["offline_access"] : []),
  ];
  const fullScopeAllowed = chance.maybe(0.55);
  const serviceAccountsEnabled = !sure(0.05);
  const client = {
    id: chance.uuid(),
    clientId,
    enabled: !sure(0.05),
    protocol: "openid-connect",
    publicClient: sure(0.04),
    secret: "password",
    clientAuthenticatorType: "client-secret",
    serviceAccountsEnabled,
    standardFlowEnabled: false,
    directAccessGrantsEnabled: false,
    fullScopeAllowed,
    redirectUris: chance.maybe(0.3) ? [`https://${clientId.toLowerCase()}.example/cb`] : [],
    webOrigins: chance.maybe(0.3) ? chance.pick([["https://one.example"], ["+"], ["*"]]) : [],
    attributes: someClientAttributes(state),
    protocolMappers: [
      ...(chance.maybe(0.9) ? [audienceOf(mappers, "inspector")] : []),
      ...Array.from({ length: chance.between(0, 6) }, () => mappers.random()),
    ],
    defaultClientScopes:
      chance.maybe(0.9) && !defaults.includes("basic") && !optional.includes("basic")
        ? ["basic", ...defaults]
        : defaults,
    optionalClientScopes: optional,
  };
  if (!fullScopeAllowed) mappings.letThrough({ client: clientId }, chance.upTo(roles.names, 4));
  const user = serviceAccountsEnabled && !sure(0.06) ? aServiceAccount(state, clientId, sure(0.05)) : undefined;
  return { client, user: user && { ...user, groups: chance.upTo(groups.paths, chance.wide ? 4 : 2) } };
}

const audienceOf = (mappers, clientId) =>
  mappers.mapper("oidc-audience-mapper", {
    "included.client.audience": clientId,
    "access.token.claim": "true",
    "introspection.token.claim": "true",
    "lightweight.claim": "true",
  });

function aServiceAccount({ chance, roles, name }, clientId, disabled) {
  const held = chance.upTo(roles.names, 5);
  if (chance.maybe(0.8)) held.push("offline_access");
  if (chance.maybe(0.3)) held.push(`default-roles-${name}`);
  return {
    id: chance.uuid(),
    username: `service-account-${clientId.toLowerCase()}`,
    enabled: !disabled,
    emailVerified: chance.maybe(0.3),
    serviceAccountClientId: clientId,
    ...(chance.maybe(0.3) && { email: `${clientId.toLowerCase()}@one.example` }),
    ...(chance.maybe(0.3) && { firstName: "First" }),
    ...(chance.maybe(0.3) && { lastName: "Last Name" }),
    attributes: someAttributes(chance),
    ...rolesHeld(held),
  };
}

/** A client that only asks about the tokens of others. */
const anInspector = (chance, scopes) => ({
  id: chance.uuid(),
  clientId: "inspector",
  enabled: true,
  protocol: "openid-connect",
  publicClient: false,
  secret: "password",
  clientAuthenticatorType: "client-secret",
  serviceAccountsEnabled: false,
  standardFlowEnabled: false,
  fullScopeAllowed: false,
  attributes: {},
  defaultClientScopes: scopes.some(({ name }) => name === "basic") ? ["basic"] : [],
  optionalClientScopes: [],
});

const TYPE = "urn:ietf:params:oauth:token-type:";

/** What one client is asked; `cases-of.mjs` asks it. */
function requestsOf({ chance, clientIds, scopes }, client) {
  const optional = client.optionalClientScopes.filter((name) => name !== "offline_access");
  const wished = chance.upTo(optional, 3);
  const openid = ["openid", ...chance.some(optional, 0.5)];
  const more = {};
  if (chance.maybe(0.15)) more.unknown = ["openid", "no-such-scope"];
  else if (chance.maybe(0.1)) more.unknown = [chance.pick(scopes).name];
  if (chance.maybe(0.45) && client.optionalClientScopes.includes("offline_access"))
    more.offline = chance.shuffled([
      "offline_access",
      ...(chance.maybe(0.5) ? ["openid"] : []),
      ...chance.upTo(optional, 1),
    ]);
  if (client.attributes["standard.token.exchange.enabled"])
    more.exchange = {
      ...(chance.maybe(0.4) && { audience: chance.pick(clientIds) }),
      ...(chance.maybe(0.4) && {
        scope: [...chance.some(["openid"], 0.5), ...chance.upTo(optional, 2)].join(" ") || "openid",
      }),
      ...(chance.maybe(0.4) && {
        requested_token_type: TYPE + chance.pick(["access_token", "refresh_token", "id_token", "jwt"]),
      }),
    };
  return {
    client: client.clientId,
    ...(wished.length > 0 && { wished: wished.join(" ") }),
    openid: openid.join(" "),
    ...(chance.maybe(0.5) && { narrowed: chance.pick(["openid", openid.at(-1), "no-such-scope"]) }),
    ...(more.unknown && { unknown: more.unknown.join(" ") }),
    ...(more.offline && { offline: more.offline.join(" ") }),
    ...(more.exchange && { exchange: more.exchange }),
    ...(chance.wide && { also: chance.some(["refresh token", "jwt", "plain", "revoke", "logout"], 0.4) }),
  };
}

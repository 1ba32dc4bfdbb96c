/** Every mapper type that may stand on a service account's client or scopes, with random options. */
export function createMappers(chance, { roles, clientIds }) {
  const { pick, maybe, some, below } = chance;
  let count = 0;
  const targets = ["access.token.claim", "id.token.claim", "userinfo.token.claim", "introspection.token.claim"];
  const switches = (more = []) => {
    const config = {};
    if (maybe(0.5)) for (const name of targets) config[name] = "true";
    else for (const name of some(targets, 0.8)) config[name] = maybe(0.65) ? "true" : "false";
    if (maybe(0.25)) config["lightweight.claim"] = maybe(0.75) ? "true" : "false";
    for (const name of more) if (maybe(0.3)) config[name] = "true";
    return config;
  };
  const claimName = () => {
    const own = `c${++count}`;
    if (chance.wide && maybe(0.25)) return pick(SHARED);
    return pick([
      own,
      own,
      `nest.${own}`,
      `nest.deep.${own}`,
      `esc\\.${own}`,
      `nest.with\\.dot.${own}`,
      `${pick(["tree", "team", "a"])}.${pick(["x", "y", "z"])}.${own}`,
      ...(maybe(0.15)
        ? [pick(["aud", "sub", "azp", "acr", "auth_time", "email", "name", "iss", "scope", "client_id", "jti", "typ"])]
        : []),
    ]);
  };
  const VALUES = {
    String: ["text", "with space", "ünïcode ✓", "42", "true", "null", '{"a":1}', "a,b", " padded "],
    long: ["42", "-7", "0", "9223372036854775807", "x1", "3.5"],
    int: ["42", "-7", "007", "2147483648", "1e3"],
    boolean: ["true", "false", "TRUE", "yes", "1"],
    JSON: ['{"a":[1,{"b":null}]}', '["x",2,true]', "1.50", '"text"', "true", '{"z":1,"a":{"y":2,"b":3}}', "[]", "{}"],
  };
  const TYPES = Object.keys(VALUES);
  const sound = { long: ["42", "-7", "0"], int: ["42", "-7", "2147"], boolean: ["true", "false", "TRUE"] };
  const typed = (likely = 0.6) => ({ "jsonType.label": maybe(likely) ? "String" : pick(TYPES) });
  const multivalued = (on = 0.6) => (maybe(0.85) ? { multivalued: maybe(on) ? "true" : "false" } : {});

  const makers = {
    "oidc-acr-mapper": () => switches(),
    "oidc-address-mapper": () => ({
      ...switches(),
      ...(maybe(0.7) && { "user.attribute.street": "street", "user.attribute.country": "country" }),
      ...(maybe(0.4) && { "user.attribute.locality": "team", "user.attribute.region": "" }),
      ...(maybe(0.4) && { "user.attribute.postal_code": "level", "user.attribute.formatted": "formatted" }),
    }),
    "oidc-allowed-origins-mapper": () => switches(),
    "oidc-amr-mapper": () => switches(),
    "oidc-audience-mapper": () => ({
      ...switches(),
      ...(maybe(0.7) && { "included.client.audience": pick([...clientIds, "nobody"]) }),
      ...(maybe(0.4) && { "included.custom.audience": pick(["urn:api", "https://api.example/x", "orders"]) }),
    }),
    "oidc-audience-resolve-mapper": () => switches(),
    "oidc-claims-param-token-mapper": () => switches(),
    "oidc-claims-param-value-idtoken-mapper": () => ({ ...switches(), "claim.name": claimName() }),
    "oidc-full-name-mapper": () => switches(),
    "oidc-group-membership-mapper": () => ({
      ...switches(),
      "claim.name": claimName(),
      ...(maybe(0.8) && { "full.path": maybe(0.5) ? "true" : "false" }),
      ...multivalued(0.8),
    }),
    "oidc-hardcoded-claim-mapper": () => {
      const type = pick(TYPES);
      const value = pick(maybe(0.9) ? (sound[type] ?? VALUES[type]) : VALUES[type]);
      return {
        ...switches(["access.tokenResponse.claim"]),
        "claim.name": claimName(),
        "claim.value": value,
        "jsonType.label": type,
      };
    },
    "oidc-hardcoded-role-mapper": () => ({ role: pick([...roles, "no-such-role", "nobody.role"]) }),
    "oidc-nonce-backwards-compatible-mapper": () => ({}),
    "oidc-organization-group-membership-mapper": () => switches(),
    "oidc-organization-membership-mapper": () => ({
      ...switches(),
      "claim.name": "organization",
      ...multivalued(),
      "jsonType.label": pick(["String", "JSON"]),
    }),
    "oidc-role-name-mapper": () => ({
      role: pick(roles),
      "new.role.name": pick(["renamed", `${pick(clientIds)}.moved`, "a.b.c", pick(roles)]),
    }),
    "oidc-session-state-mapper": () => switches(),
    "oidc-sub-mapper": () => switches(),
    "oidc-usermodel-attribute-mapper": () =>
      maybe(0.2)
        ? {
            ...switches(),
            "user.attribute": "tags",
            "claim.name": claimName(),
            ...typed(1),
            multivalued: "true",
            ...(maybe(0.4) && { "aggregate.attrs": "true" }),
          }
        : chance.wide && maybe(0.3)
          ? {
              ...switches(),
              "user.attribute": pick(["many", "tags", "team"]),
              "claim.name": claimName(),
              ...typed(0.5),
              ...multivalued(0.5),
              ...(maybe(0.6) && { "aggregate.attrs": "true" }),
            }
          : {
              ...switches(),
              "user.attribute": pick([...ATTRIBUTES, "email", "username", "missing"]),
              "claim.name": claimName(),
              ...typed(0.75),
              ...multivalued(),
              ...(maybe(0.4) && { "aggregate.attrs": maybe(0.6) ? "true" : "false" }),
            },
    "oidc-usermodel-client-role-mapper": () => ({
      ...switches(),
      ...(maybe(0.5) && { "usermodel.clientRoleMapping.clientId": pick([...clientIds, "nobody"]) }),
      ...(maybe(0.3) && {
        "usermodel.clientRoleMapping.rolePrefix": pick(["p-", "x.", "${client_id}/"]),
      }),
      "claim.name": pick([claimName(), "resource_access.${client_id}.roles", `by.\${client_id}.r${++count}`]),
      ...typed(0.9),
      ...multivalued(0.85),
    }),
    "oidc-usermodel-property-mapper": () => ({
      ...switches(),
      "user.attribute": pick([
        "username",
        "email",
        "emailVerified",
        "enabled",
        "firstName",
        "lastName",
        "id",
        "nothing",
      ]),
      "claim.name": claimName(),
      ...typed(0.8),
    }),
    "oidc-usermodel-realm-role-mapper": () => ({
      ...switches(),
      ...(maybe(0.3) && { "usermodel.realmRoleMapping.rolePrefix": pick(["ROLE_", "p.", "-"]) }),
      "claim.name": pick([claimName(), claimName(), "realm_access.roles"]),
      ...typed(0.9),
      ...multivalued(0.85),
    }),
    "oidc-usersessionmodel-note-mapper": () => ({
      ...switches(["access.tokenResponse.claim"]),
      "user.session.note": pick(["client_id", "clientId", "clientHost", "clientAddress", "nothing"]),
      "claim.name": claimName(),
      ...typed(0.8),
    }),
  };
  if (chance.wide)
    Object.assign(makers, {
      "oidc-unheard-of-mapper": () => switches(),
      "oidc-group-membership-mapper": () => ({
        ...switches(),
        "claim.name": claimName(),
        ...(maybe(0.8) && { "full.path": pick(["true", "false", "TRUE"]) }),
        ...typed(0.8),
        ...multivalued(0.5),
      }),
    });
  const kinds = Object.keys(makers);
  const often = ["oidc-hardcoded-claim-mapper", "oidc-usermodel-attribute-mapper", "oidc-audience-mapper"];
  const mapper = (kind, config) => ({
    id: chance.uuid(),
    name: `${kind.replace(/^oidc-|-mapper$/g, "")} ${++count}`,
    protocol: "openid-connect",
    protocolMapper: kind,
    config,
  });
  return {
    random() {
      const kind = maybe(0.3) ? pick(often) : pick(kinds);
      return mapper(kind, makers[kind]());
    },
    mapper,
    pairwise: () =>
      mapper("oidc-sha256-pairwise-sub-mapper", {
        sectorIdentifierUri: `https://sector${below(3)}.example/ids.json`,
        pairwiseSubAlgorithmSalt: `salt${below(3)}`,
      }),
  };
}

/** Claims that several mappers write, also as parts of each other. */
const SHARED = [
  "shared",
  "shared",
  "shared.a",
  "shared.a.b",
  "both",
  "both",
  "list",
  "list",
  "address",
  "address.street_address",
];

export const ATTRIBUTES = ["team", "level", "flags", "json", "street", "country", "formatted", "odd.name"];

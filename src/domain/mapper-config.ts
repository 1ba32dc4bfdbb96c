import type { ProtocolMapperRepresentation } from "./realm-document.ts";

type Config = Readonly<Record<string, string>>;

/** Those that do not tell whether they write into introspection or userinfo; and those that always write into tokens. */
const WITHOUT_SWITCHES = new Set(["oidc-nonce-backwards-compatible-mapper"]);
const ALWAYS_IN_TOKENS = new Set(["oidc-allowed-origins-mapper", "oidc-audience-resolve-mapper"]);
const ORGANIZATION = "oidc-organization-membership-mapper";
const PAIRWISE = "oidc-sha256-pairwise-sub-mapper";
const SALT = "pairwiseSubAlgorithmSalt";

/**
 * The configuration that Keycloak keeps when a mapper is saved on its own (asked on 26.7): empty values go.
 *
 * @param newSalt for a pairwise subject that brings none.
 */
export function savedMapperConfig(
  provider: string,
  given: Readonly<Record<string, string | null>>,
  newSalt: () => string,
): Config {
  const config = withoutEmptyValues(given);
  return provider === PAIRWISE ? { [SALT]: newSalt(), ...config } : config;
}

/** Keycloak keeps no empty values. */
export const withoutEmptyValues = (given: Readonly<Record<string, string | null>>): Config =>
  Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => Boolean(entry[1])));

/** What a mapper says of ID tokens holds for userinfo as well: written out in one that comes with its client or client scope (asked on 26.7). */
export const withUserinfoSaid = (config: Config): Config => {
  const { "id.token.claim": id } = config;
  return { ...(id !== undefined && { "userinfo.token.claim": id }), ...config };
};

/**
 * The configuration as Keycloak shows it among the mappers themselves (recorded: `mapper-defaults`): with what introspection
 * and userinfo follow from written out. In a client or a client scope it shows what is kept.
 */
export function effectiveMapperConfig({ protocolMapper: provider = "", config = {} }: GivenMapper): Config {
  if (provider === ORGANIZATION) return { ...ORGANIZATION_DEFAULTS, ...config };
  if (WITHOUT_SWITCHES.has(provider) || provider.startsWith("saml-") || provider.startsWith("docker-")) return config;
  if (ALWAYS_IN_TOKENS.has(provider))
    return { "access.token.claim": "true", "introspection.token.claim": "true", ...config };
  const { "access.token.claim": access, "id.token.claim": id } = config;
  return {
    ...(access !== undefined && { "introspection.token.claim": access }),
    ...(id !== undefined && { "userinfo.token.claim": id }),
    ...config,
  };
}

type GivenMapper = Pick<ProtocolMapperRepresentation, "protocolMapper" | "config">;

const ORGANIZATION_DEFAULTS: Config = {
  multivalued: "true",
  addOrganizationAttributes: "false",
  addOrganizationId: "false",
  "claim.name": "organization",
  "jsonType.label": "String",
};

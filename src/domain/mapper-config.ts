type Config = Readonly<Record<string, string>>;

/** Those that do not tell whether they write into introspection or userinfo; and those that always write into tokens. */
const WITHOUT_SWITCHES = new Set(["oidc-nonce-backwards-compatible-mapper"]);
const ALWAYS_IN_TOKENS = new Set(["oidc-allowed-origins-mapper", "oidc-audience-resolve-mapper"]);
const ORGANIZATION = "oidc-organization-membership-mapper";
const PAIRWISE = "oidc-sha256-pairwise-sub-mapper";
const SALT = "pairwiseSubAlgorithmSalt";

/**
 * The configuration that Keycloak keeps when a mapper is saved on its own (recorded: `mapper-defaults`): empty values go,
 * and what introspection and userinfo follow from is written out.
 *
 * @param newSalt for a pairwise subject that brings none.
 */
export function completeMapperConfig(
  provider: string,
  given: Readonly<Record<string, string | null>>,
  newSalt: () => string,
): Config {
  const config: Config = Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  if (provider === ORGANIZATION) return { ...ORGANIZATION_DEFAULTS, ...config };
  if (WITHOUT_SWITCHES.has(provider) || provider.startsWith("saml-") || provider.startsWith("docker-")) return config;
  if (ALWAYS_IN_TOKENS.has(provider))
    return { "access.token.claim": "true", "introspection.token.claim": "true", ...config };
  const { "access.token.claim": access, "id.token.claim": id } = config;
  return {
    ...(access !== undefined && { "introspection.token.claim": access }),
    ...(id !== undefined && { "userinfo.token.claim": id }),
    ...(provider === PAIRWISE && { [SALT]: config[SALT] ?? newSalt() }),
    ...config,
  };
}

const ORGANIZATION_DEFAULTS: Config = {
  multivalued: "true",
  addOrganizationAttributes: "false",
  addOrganizationId: "false",
  "claim.name": "organization",
  "jsonType.label": "String",
};

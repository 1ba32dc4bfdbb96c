import { type MapperTarget, type ProtocolMapper, silent } from "./mapper.ts";

/** Mappers that need what no service account has. They are here so that a person is told why they write nothing. */
const inert = (provider: string, targets: readonly MapperTarget[], reason: string): ProtocolMapper => ({
  provider,
  priority: 0,
  targets,
  onWhenAbsent: false,
  run: () => silent(reason),
});

const NO_CLAIMS = "only the authorization endpoint takes the parameter claims, which a service account never calls";
const NO_ORGANIZATION = "a service account is a member of no organization";
const EVERYWHERE: readonly MapperTarget[] = ["access", "id", "userinfo", "introspection", "lightweight"];

export const mappersWithoutEffect: readonly ProtocolMapper[] = [
  {
    ...inert(
      "oidc-nonce-backwards-compatible-mapper",
      ["access", "lightweight"],
      "only the authorization endpoint takes a nonce, which a service account never calls",
    ),
    always: true,
  },
  inert("oidc-claims-param-token-mapper", ["id", "userinfo"], NO_CLAIMS),
  inert("oidc-claims-param-value-idtoken-mapper", ["id"], NO_CLAIMS),
  inert("oidc-organization-membership-mapper", EVERYWHERE, NO_ORGANIZATION),
];

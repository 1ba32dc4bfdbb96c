import { policiesIn, profilesIn } from "../domain/client-policies.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { shownAttributes } from "../domain/realm-attributes.ts";
import { inFieldOrder } from "../domain/representations.ts";
import { MASK } from "../domain/secrets.ts";
import type { AdminCall } from "./admin-call.ts";
import { inHashOrder } from "./client-representation.ts";
import { roleRepresentation } from "./role-representation.ts";

/** Parts of a realm that its representation does not show; they have endpoints of their own (recorded). */
const PARTS = new Set([
  "roles",
  "groups",
  "users",
  "localizationTexts",
  "scopeMappings",
  "clientScopeMappings",
  "clients",
  "clientScopes",
  "defaultDefaultClientScopes",
  "defaultOptionalClientScopes",
  "identityProviders",
  "identityProviderMappers",
  "components",
  "authenticationFlows",
  "authenticatorConfig",
  "requiredActions",
  "keycloakVersion",
]);

/** A realm as the Admin API shows it; no secret of its mail server in it. */
export function realmRepresentation(call: AdminCall, realm: CompiledRealm): Record<string, unknown> {
  const document: CompiledRealm["document"] & {
    readonly smtpServer?: Readonly<Record<string, unknown>>;
    readonly clientProfiles?: unknown;
    readonly clientPolicies?: unknown;
  } = realm.document;
  const { smtpServer, clientProfiles, clientPolicies } = document;
  const defaultRole = realm.roles.byId.get(document.defaultRole?.id ?? "");
  return inFieldOrder("RealmRepresentation", {
    ...Object.fromEntries(Object.entries(document).filter(([name]) => !PARTS.has(name))),
    attributes: inHashOrder(shownAttributes(document)),
    ...(defaultRole && { defaultRole: roleRepresentation({ ...call, realm }, defaultRole) }),
    ...(smtpServer?.["password"] !== undefined && { smtpServer: { ...smtpServer, password: MASK } }),
    clientProfiles: profilesIn(clientProfiles),
    clientPolicies: policiesIn(clientPolicies),
  });
}

/** What is told of a thing that was imported: secrets and credentials are not. */
export function toldAsIn(representation: object): object {
  const hidden = Object.entries(representation)
    .filter(([name]) => name !== "credentials")
    .map(([name, value]) => {
      if (name === "secret" || name === "clientSecret") return [name, MASK];
      return [name, name === "config" && value !== null ? toldAsIn(value as object) : value];
    });
  return Object.fromEntries(hidden);
}

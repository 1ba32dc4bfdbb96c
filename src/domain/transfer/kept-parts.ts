import { isObject } from "../json.ts";
import { findUnknownFields, type UnknownField } from "../representations.ts";
import type { RealmParts } from "./read-import.ts";

/** What a realm may bring that nothing here acts on, and how people call it. */
const KEPT: readonly (readonly [field: string, one: string, many: string])[] = [
  ["authenticationFlows", "authentication flow", "authentication flows"],
  ["authenticatorConfig", "authenticator configuration", "authenticator configurations"],
  ["requiredActions", "required action", "required actions"],
  ["identityProviders", "identity provider", "identity providers"],
  ["identityProviderMappers", "identity provider mapper", "identity provider mappers"],
  ["userFederationProviders", "user federation provider", "user federation providers"],
  ["userFederationMappers", "user federation mapper", "user federation mappers"],
  ["organizations", "organization", "organizations"],
  ["localizationTexts", "language's texts", "languages' texts"],
];

const STORAGE = /^org\.keycloak\.(storage|userprofile|services\.clientregistration)\./;

/** What of an import is kept and given back but has no effect here, a line each: `4 authentication flows`. */
export function describeKeptParts(parts: RealmParts): string[] {
  const members = { ...parts } as Readonly<Record<string, unknown>>;
  const { clients = [], users = [], components = {} } = parts;
  const stored = Object.entries(components).flatMap(([type, all]) => (STORAGE.test(type) ? all : []));
  const resourceServers = clients.filter((client) => "authorizationSettings" in client);
  const people = users.filter(({ serviceAccountClientId }) => serviceAccountClientId === undefined);
  return [
    ...KEPT.flatMap(([field, one, many]) => counted(sizeOf(members[field]), one, many)),
    ...counted(stored.length, "component for users and registration", "components for users and registration"),
    ...counted(resourceServers.length, "client's authorization settings", "clients' authorization settings"),
    ...counted(people.length, "user who can sign in", "users who can sign in"),
  ];
}

const sizeOf = (value: unknown): number =>
  Array.isArray(value) ? value.length : isObject(value) ? Object.keys(value).length : 0;

const counted = (count: number, one: string, many: string): string[] =>
  count === 0 ? [] : [count === 1 ? `1 ${one}` : `${count} ${many}`];

/** Fields that only another version or a plug-in of Keycloak knows; kept as they are. */
export const describeUnknownFields = (parts: RealmParts): string[] =>
  groupedByField(findUnknownFields("RealmRepresentation", parts));

/** `clients: scopeParamRequired (3 times)` */
export function groupedByField(fields: readonly UnknownField[]): string[] {
  const times = new Map<string, number>();
  for (const { path } of fields) {
    const line = path.filter((step) => typeof step === "string").join(".");
    times.set(line, (times.get(line) ?? 0) + 1);
  }
  return [...times].map(([line, count]) => (count === 1 ? line : `${line} (${count} times)`));
}

import { withName } from "../edits/parts.ts";
import type { ClientScopeRepresentation } from "../realm-document.ts";
import type { Rule, Today } from "./older-realm.ts";

/** A client scope that new realms have, with ids of its own. */
function scopeOfToday(name: string, { template, facts }: Today): ClientScopeRepresentation | undefined {
  const usual = template.clientScopes?.find((scope) => scope.name === name);
  if (!usual) return undefined;
  const protocolMappers = (usual.protocolMappers ?? []).map((mapper) => ({ ...mapper, id: facts.newId() }));
  return { ...usual, id: facts.newId(), protocolMappers };
}

/** Adds a client scope that a realm lacks, where it waits for clients to be given it. */
export const withClientScope =
  (name: string): Rule =>
  (realm, today) => {
    const { clientScopes = [] } = realm;
    const scope = clientScopes.some((each) => each.name === name) ? undefined : scopeOfToday(name, today);
    return scope ? { ...realm, clientScopes: [...clientScopes, scope] } : realm;
  };

/** Adds a client scope that a realm lacks, as a default one of the realm and of all its clients of that protocol that ask for tokens. */
export const withDefaultClientScope =
  (name: string): Rule =>
  (realm, today) => {
    const added = withClientScope(name)(realm, today);
    if (added === realm) return realm;
    const protocol = added.clientScopes?.at(-1)?.protocol;
    return {
      ...added,
      clients: (added.clients ?? []).map((client) =>
        client.protocol === protocol && !client.bearerOnly
          ? { ...client, defaultClientScopes: withName(client.defaultClientScopes, name) }
          : client,
      ),
      defaultDefaultClientScopes: withName(added.defaultDefaultClientScopes, name),
    };
  };

/** Dynamic scopes are now called parameterized, and have a type. */
export const withParameterizedScopes: Rule = (realm) => ({
  ...realm,
  ...(realm.clientScopes && { clientScopes: realm.clientScopes.map(withParameter) }),
});

const RENAMED: ReadonlyMap<string, string> = new Map([
  ["is.dynamic.scope", "is.parameterized.scope"],
  ["dynamic.scope.regexp", "parameterized.scope.regexp"],
]);
const TYPE = "parameterized.scope.type";
const PATTERN = "parameterized.scope.regexp";

function withParameter(scope: ClientScopeRepresentation): ClientScopeRepresentation {
  const { attributes = {} } = scope;
  const renamed = Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [RENAMED.get(name) ?? name, value]),
  );
  const { [PATTERN]: pattern, ...others } = renamed;
  if (renamed["is.parameterized.scope"] !== "true" || renamed[TYPE] !== undefined)
    return { ...scope, attributes: renamed };
  const prefix = `${scope.name}:`;
  if (pattern === undefined || pattern === `${prefix}*`)
    return { ...scope, attributes: { ...others, [TYPE]: "string" } };
  if (!pattern.startsWith(prefix)) return { ...scope, attributes: renamed };
  return { ...scope, attributes: { ...others, [TYPE]: "custom", [PATTERN]: pattern.slice(prefix.length) } };
}

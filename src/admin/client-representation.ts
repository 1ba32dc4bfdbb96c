import { inJavaHashOrder } from "../domain/java-hash-order.ts";
import { holdsRights } from "../domain/master-realm.ts";
import type {
  ClientRepresentation,
  ClientScopeRepresentation,
  ProtocolMapperRepresentation,
} from "../domain/realm-document.ts";
import { inFieldOrder } from "../domain/representations.ts";
import type { RealmCall } from "./admin-call.ts";

/** A map as Keycloak writes one that has no order of its own. */
export function inHashOrder<Value>(map: Readonly<Record<string, Value>> = {}): Record<string, Value> {
  const values = new Map(Object.entries(map));
  return Object.fromEntries(inJavaHashOrder([...values.keys()]).map((name) => [name, values.get(name) as Value]));
}

/** A client as the Admin API shows it to this caller. */
export function clientRepresentation({ admin, realm }: RealmCall, client: ClientRepresentation): object {
  const manage = admin.has(realm.name, "manage-clients") && !holdsRights(realm.name, client.clientId);
  const { protocolMappers = [], attributes, authorizationServicesEnabled } = client;
  return inFieldOrder("ClientRepresentation", {
    ...client,
    authorizationServicesEnabled: authorizationServicesEnabled || undefined,
    attributes: inHashOrder(attributes),
    protocolMappers: protocolMappers.length > 0 ? protocolMappers.map(mapperRepresentation) : undefined,
    access: { view: true, configure: manage, manage },
  });
}

export const mapperRepresentation = (mapper: ProtocolMapperRepresentation): object =>
  inFieldOrder("ProtocolMapperRepresentation", {
    ...mapper,
    protocol: mapper.protocol ?? "openid-connect",
    consentRequired: false,
    config: inHashOrder(mapper.config),
  });

export function clientScopeRepresentation(scope: ClientScopeRepresentation): object {
  const { protocolMappers = [] } = scope;
  return inFieldOrder("ClientScopeRepresentation", {
    ...scope,
    attributes: inHashOrder(scope.attributes),
    protocolMappers: protocolMappers.length > 0 ? protocolMappers.map(mapperRepresentation) : undefined,
  });
}

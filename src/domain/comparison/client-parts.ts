import { flowOverridesOf } from "../flow-names.ts";
import { effectiveMapperConfig, withUserinfoSaid } from "../mapper-config.ts";
import type { ClientRepresentation, ProtocolMapperRepresentation, RealmDocument } from "../realm-document.ts";
import { authorizationValue } from "./authorization-value.ts";
import type { JsonObject, PartOwner, RealmPart } from "./part.ts";
import { rolesThrough } from "./roles-through.ts";

/** Clients with the mappers of their own. */
export function clientPartsOf(document: RealmDocument): RealmPart[] {
  const { ofClients } = rolesThrough(document);
  return (document.clients ?? []).flatMap(({ protocolMappers, ...client }) => [
    {
      kind: "client",
      name: client.clientId,
      value: { ...clientValue(document, client), scopeMappings: ofClients.get(client.clientId) },
    },
    ...mapperPartsOf(protocolMappers, { client: client.clientId }),
  ]);
}

/** When a secret was made says nothing about it, and one that nobody can use is none. */
function clientValue(document: RealmDocument, client: ClientRepresentation): JsonObject {
  const attributes = withoutEntries(
    client.attributes,
    (name, value) => name === SECRET_MADE_AT || ASSUMED.get(name) === value,
  );
  const { authorizationSettings }: JsonObject = { ...client };
  return {
    ...client,
    attributes,
    secret: client.bearerOnly ? undefined : client.secret,
    authenticationFlowBindingOverrides: Object.fromEntries(flowOverridesOf(document, client)),
    authorizationSettings: authorizationValue(authorizationSettings),
  };
}

const SECRET_MADE_AT = "client.secret.creation.time";

/** What Keycloak writes into clients that come with a realm and do not say it. */
const ASSUMED: ReadonlyMap<string, string> = new Map([
  ["post.logout.redirect.uris", "+"],
  ["realm_client", "false"],
]);

/** Mappers by what they come to: Keycloak writes out what follows from their other switches, here and there. */
export const mapperPartsOf = (mappers: readonly ProtocolMapperRepresentation[] = [], owner: PartOwner): RealmPart[] =>
  mappers.map((mapper) => ({
    kind: "protocolMapper",
    name: mapper.name,
    owner,
    value: { ...mapper, config: withUserinfoSaid(effectiveMapperConfig(mapper)) },
  }));

export const withoutEntries = (
  attributes: Readonly<Record<string, string>> = {},
  isLeftOut: (name: string, value: string) => boolean,
): JsonObject => Object.fromEntries(Object.entries(attributes).filter(([name, value]) => !isLeftOut(name, value)));

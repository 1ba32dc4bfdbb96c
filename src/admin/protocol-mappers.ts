import type { ScopeMappingTarget } from "../domain/edit.ts";
import { hasMapper, SECTOR_UNREAD, withMappers } from "../domain/edits/mapper-edits.ts";
import { effectiveMapperConfig, savedMapperConfig } from "../domain/mapper-config.ts";
import type { ProtocolMapperRepresentation } from "../domain/realm-document.ts";
import { toldAs } from "./admin-actions.ts";
import {
  type AdminAction,
  type AdminAnswer,
  conflict,
  created,
  duplicate,
  invalidWith,
  noContent,
  notFound,
  ok,
  refuse,
} from "./admin-answer.ts";
import { edit, locationOf, param, type RealmCall, requireAny, requireManageOwner } from "./admin-call.ts";
import { mapperRepresentation } from "./client-representation.ts";
import { isMapperProvider } from "./mapper-providers.ts";
import { byCode } from "./query.ts";
import { readBody } from "./read-body.ts";
import { createResource } from "./resource.ts";

export interface MappersCall extends RealmCall {
  /** The client or client scope whose mappers are spoken of. */
  readonly owner: ScopeMappingTarget;
  readonly mappers: readonly ProtocolMapperRepresentation[];
}

type GivenMapper = {
  readonly [Name in keyof ProtocolMapperRepresentation]?: ProtocolMapperRepresentation[Name] | null;
};

const MAPPER = "ProtocolMapperRepresentation";

const view = (call: MappersCall): void => requireAny(call, "view-clients", "manage-clients");
const manage = (call: MappersCall): void => requireManageOwner(call, call.owner);

const pathOf = ({ owner }: MappersCall): string =>
  "client" in owner ? `clients/${owner.client}` : `client-scopes/${owner.clientScope}`;

const ownerName = ({ owner, realm }: MappersCall): string =>
  "client" in owner
    ? (realm.findClientById(owner.client)?.clientId ?? "")
    : (realm.document.clientScopes?.find(({ id }) => id === owner.clientScope)?.name ?? "");

const mapperAction = (
  call: MappersCall,
  operation: AdminAction["operation"],
  path: string,
  representation: unknown,
): AdminAction => ({
  operation,
  resourceType: "PROTOCOL_MAPPER",
  resourcePath: `${pathOf(call)}/protocol-mappers/${path}`,
  representation,
});

const shown = (mappers: readonly ProtocolMapperRepresentation[]): object[] =>
  [...mappers].sort((a, b) => byCode(a.name, b.name)).map(shownMapper);

const shownMapper = (mapper: ProtocolMapperRepresentation): object =>
  mapperRepresentation({ ...mapper, config: effectiveMapperConfig(mapper) });

function listOfProtocol(call: MappersCall): AdminAnswer {
  view(call);
  const protocol = param(call, "protocol");
  return ok(shown(call.mappers.filter((mapper) => (mapper.protocol ?? "openid-connect") === protocol)));
}

const mapperOf = (call: MappersCall): ProtocolMapperRepresentation =>
  call.mappers.find(({ id }) => id === param(call, "mapper")) ?? refuse(notFound("Model not found"));

/** A mapper as it is to be stored, or the end of the call. */
function toMapper(call: MappersCall, given: GivenMapper): ProtocolMapperRepresentation & { readonly id: string } {
  const { name, protocol, protocolMapper, config } = given;
  if (!protocolMapper || !isMapperProvider(protocolMapper)) refuse(notFound("ProtocolMapper provider not found"));
  if (name == null || protocol == null) refuse(duplicate);
  if (protocolMapper === "oidc-sha256-pairwise-sub-mapper" && config?.["sectorIdentifierUri"])
    refuse(invalidWith(SECTOR_UNREAD, SECTOR_UNREAD)); // addresses in mappers are not fetched
  if ((given.id?.length ?? 0) > LONGEST_ID)
    refuse(invalidWith("invalid_input", `The id must not exceed ${LONGEST_ID} characters`));
  const { newId } = call.ctx.editFacts();
  return {
    id: given.id ?? newId(),
    name,
    protocol,
    protocolMapper,
    consentRequired: false,
    config: savedMapperConfig(protocolMapper, config ?? {}, newId),
  };
}

const LONGEST_ID = 36;

const isSame = (a: ProtocolMapperRepresentation, b: ProtocolMapperRepresentation): boolean =>
  a.name === b.name && (a.protocol ?? "openid-connect") === (b.protocol ?? "openid-connect");

async function createMapper(call: MappersCall): Promise<AdminAnswer> {
  manage(call);
  const given = await readBody<GivenMapper>(call, MAPPER);
  const mapper = toMapper(call, given);
  await edit(call, `${ownerName(call)}: mapper ${mapper.name} added`, (document) =>
    withMappers(document, call.owner, (mappers) => {
      if (mappers.some((each) => isSame(each, mapper))) refuse(conflict("Protocol mapper exists with same name"));
      if (hasMapper(document, mapper.id)) refuse(duplicate);
      return [...mappers, mapper];
    }),
  );
  return created(
    locationOf(call, mapper.id),
    mapperAction(call, "CREATE", `models/${mapper.id}`, toldAs(MAPPER, given)),
  );
}

async function createMappers(call: MappersCall): Promise<AdminAnswer> {
  manage(call);
  const given = await readBody<readonly GivenMapper[]>(call, "[ProtocolMapperRepresentation]");
  const added = given.map((each) => toMapper(call, each));
  const taken = {
    status: 409,
    json: { error: "conflict", error_description: "Protocol mapper name must be unique per protocol" },
  };
  if (added.length > 0)
    await edit(
      call,
      added.map(({ name }) => `${ownerName(call)}: mapper ${name} added`),
      (document) =>
        withMappers(document, call.owner, (mappers) => {
          if (added.some((mapper) => mappers.some((each) => isSame(each, mapper)))) refuse(taken);
          return [...mappers, ...added];
        }),
    );
  return noContent(mapperAction(call, "CREATE", "add-models", given));
}

/** The body names the mapper by its id; its name and protocol stay (recorded). */
async function updateMapper(call: MappersCall): Promise<AdminAnswer> {
  manage(call);
  const given = await readBody<GivenMapper>(call, MAPPER);
  const { id, name, protocol = "openid-connect" } = mapperOf(call);
  const changed = toMapper(call, { ...given, name, protocol });
  if (given.id !== id || given.config === null)
    return invalidWith("invalid_input", "The body must carry the id of the mapper, and its configuration");
  await edit(call, `${ownerName(call)}: mapper ${name} changed`, (document) =>
    withMappers(document, call.owner, (mappers) => mappers.map((mapper) => (mapper.id === id ? changed : mapper))),
  );
  return noContent(mapperAction(call, "UPDATE", `models/${id}`, toldAs(MAPPER, given)));
}

async function removeMapper(call: MappersCall): Promise<AdminAnswer> {
  manage(call);
  const mapper = mapperOf(call);
  await edit(call, `${ownerName(call)}: mapper ${mapper.name} deleted`, (document) =>
    withMappers(document, call.owner, (mappers) => mappers.filter(({ id }) => id !== mapper.id)),
  );
  return noContent(mapperAction(call, "DELETE", `models/${mapper.id}`, mapper));
}

/** The protocol mappers of a client, or of a client scope. */
export const protocolMappersResource = createResource<MappersCall>({
  noCache: true,
  operations: {
    "GET models": (call) => {
      view(call);
      return ok(shown(call.mappers));
    },
    "POST models": createMapper,
    "POST add-models": createMappers,
    "GET models/{mapper}": (call) => {
      view(call);
      return ok(shownMapper(mapperOf(call)));
    },
    "PUT models/{mapper}": updateMapper,
    "DELETE models/{mapper}": removeMapper,
    "GET protocol/{protocol}": listOfProtocol,
  },
});

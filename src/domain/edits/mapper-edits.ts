import type { CreateMapper, ScopeMappingTarget, UpdateMapper } from "../edit.ts";
import { savedMapperConfig, withoutEmptyValues, withUserinfoSaid } from "../mapper-config.ts";
import { protocolMappers } from "../mappers/index.ts";
import type { ProtocolMapperRepresentation, RealmDocument } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import { withClientScopeReplaced } from "./client-scope-edits.ts";
import type { EditFacts } from "./edit-facts.ts";
import { clientOf, clientScopeOf, withClientReplaced } from "./parts.ts";

type Mappers = readonly ProtocolMapperRepresentation[];

/** Mappers as they are stored: with an id, no empty values, and no consent of their own, which Keycloak has done away with. */
export const withMapperIds = (
  mappers: readonly ProtocolMapperRepresentation[],
  facts: EditFacts,
): readonly ProtocolMapperRepresentation[] =>
  mappers.map((mapper) => ({
    ...mapper,
    id: mapper.id ?? facts.newId(),
    consentRequired: false,
    config: withoutEmptyValues(mapper.config ?? {}),
  }));

/** Mappers that come with the client or client scope that is made. */
export const newMappers = (mappers: Mappers, facts: EditFacts): Mappers =>
  withMapperIds(mappers, facts).map((mapper) => ({ ...mapper, config: withUserinfoSaid(mapper.config ?? {}) }));

/** Changes the mappers of a client (its dedicated scope), or of a client scope. */
export function withMappers(
  document: RealmDocument,
  owner: ScopeMappingTarget,
  change: (mappers: Mappers) => Mappers,
): RealmDocument {
  const changed = <Part extends { readonly protocolMappers?: Mappers }>(part: Part): Part => ({
    ...part,
    protocolMappers: change(part.protocolMappers ?? []),
  });
  if ("clientScope" in owner) return withClientScopeReplaced(document, owner.clientScope, changed);
  clientOf(document, owner.client);
  return withClientReplaced(document, owner.client, changed);
}

/** The mappers of a client (its dedicated scope), or of a client scope. @throws RealmRefused when it is gone. */
const mappersOf = (document: RealmDocument, owner: ScopeMappingTarget): Mappers =>
  ("client" in owner ? clientOf(document, owner.client) : clientScopeOf(document, owner.clientScope)).protocolMappers ??
  [];

/** @throws RealmRefused when its owner has no mapper of that id. */
export function mapperOf(document: RealmDocument, owner: ScopeMappingTarget, id: string): ProtocolMapperRepresentation {
  const mapper = mappersOf(document, owner).find((each) => each.id === id);
  if (!mapper) throw new RealmRefused("That mapper is no longer there", ["mapper"]);
  return mapper;
}

/** Adds a mapper for OpenID Connect. @throws RealmRefused for an unknown type, and for a name or an id that is taken. */
export function withNewMapper(
  document: RealmDocument,
  { id, to, name, protocolMapper, config }: CreateMapper,
  facts: EditFacts,
): RealmDocument {
  if (!protocolMappers.has(protocolMapper))
    throw new RealmRefused(`There is no protocol mapper ${protocolMapper}`, ["protocolMapper"]);
  refuseTakenName(mappersOf(document, to), name);
  if (hasMapper(document, id)) throw new RealmRefused("That id is taken", ["id"]);
  refuseSectorIdentifier(protocolMapper, config);
  const added: ProtocolMapperRepresentation = {
    id,
    name,
    protocol: OIDC,
    protocolMapper,
    consentRequired: false,
    config: savedMapperConfig(protocolMapper, config, facts.newId),
  };
  return withMappers(document, to, (mappers) => [...mappers, added]);
}

/** Changes a mapper; the salt of a pairwise subject stays where the configuration names none, and with it every `sub`. */
export function withMapperUpdated(
  document: RealmDocument,
  { to, mapper: id, name, config }: UpdateMapper,
  facts: EditFacts,
): RealmDocument {
  const before = mapperOf(document, to, id);
  const { protocolMapper } = before;
  if (name !== undefined && name !== before.name) refuseTakenName(mappersOf(document, to), name);
  if (config) refuseSectorIdentifier(protocolMapper, config);
  const salt = () => before.config?.["pairwiseSubAlgorithmSalt"] ?? facts.newId();
  const changed = {
    ...before,
    ...(name !== undefined && { name }),
    ...(config && { config: savedMapperConfig(protocolMapper, config, salt) }),
  };
  return withMappers(document, to, (mappers) => mappers.map((mapper) => (mapper.id === id ? changed : mapper)));
}

export function withoutMapper(document: RealmDocument, owner: ScopeMappingTarget, id: string): RealmDocument {
  mapperOf(document, owner, id);
  return withMappers(document, owner, (mappers) => mappers.filter((mapper) => mapper.id !== id));
}

const OIDC = "openid-connect";

function refuseTakenName(mappers: Mappers, name: string): void {
  if (mappers.some((mapper) => mapper.name === name && (mapper.protocol ?? OIDC) === OIDC))
    throw new RealmRefused("Protocol mapper exists with same name", ["name"]);
}

/** Addresses in mappers are not fetched. */
function refuseSectorIdentifier(protocolMapper: string, config: Readonly<Record<string, string>>): void {
  if (protocolMapper === "oidc-sha256-pairwise-sub-mapper" && config["sectorIdentifierUri"])
    throw new RealmRefused(SECTOR_UNREAD, ["config", "sectorIdentifierUri"]);
}

export const SECTOR_UNREAD = "Failed to get redirect URIs from the Sector Identifier URI.";

/** Ids of mappers are those of one table in Keycloak's database. */
export const hasMapper = ({ clients = [], clientScopes = [] }: RealmDocument, id: string): boolean =>
  [...clients, ...clientScopes].some((owner) => owner.protocolMappers?.some((mapper) => mapper.id === id));

import type { ScopeMappingTarget } from "../edit.ts";
import type { ProtocolMapperRepresentation, RealmDocument } from "../realm-document.ts";
import { withClientScopeReplaced } from "./client-scope-edits.ts";
import type { EditFacts } from "./edit-facts.ts";
import { clientOf, withClientReplaced } from "./parts.ts";

/** Mappers as they are stored: with an id, and no consent of their own, which Keycloak has done away with. */
export const withMapperIds = (
  mappers: readonly ProtocolMapperRepresentation[],
  facts: EditFacts,
): readonly ProtocolMapperRepresentation[] =>
  mappers.map((mapper) => ({
    ...mapper,
    id: mapper.id ?? facts.newId(),
    consentRequired: false,
    config: mapper.config ?? {},
  }));

type Mappers = readonly ProtocolMapperRepresentation[];

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

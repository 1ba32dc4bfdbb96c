import { BUILT_IN_CLIENTS } from "../built-in-clients.ts";
import type { PartOwner } from "../comparison/part.ts";
import type { ProtocolMapperRepresentation } from "../realm-document.ts";
import type { PlanContext } from "./part-change.ts";
import type { RealmNames } from "./realm-names.ts";

export const ownerIn = (
  { clients, clientScopes }: RealmNames,
  owner: PartOwner,
): { readonly protocolMappers?: readonly ProtocolMapperRepresentation[] } | undefined =>
  "client" in owner ? clients.get(owner.client) : clientScopes.get(owner.clientScope);

/** Whether what belongs to an owner that is only there is deleted with it. */
export const goesWithOwner = ({ deletes }: PlanContext, owner: PartOwner): boolean =>
  deletes && !("client" in owner && BUILT_IN_CLIENTS.has(owner.client));

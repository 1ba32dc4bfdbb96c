import type { ProtocolMapperRepresentation, RealmDocument } from "../realm-document.ts";
import type { RealmNames } from "./realm-names.ts";

interface Identified {
  readonly id?: string;
  readonly protocolMappers?: readonly ProtocolMapperRepresentation[];
}

const known = new WeakMap<RealmDocument, ReadonlySet<string | undefined>>();

/**
 * The thing with the ids that are still free there. A thing that was renamed here would bring the id that the one of the
 * old name has there; without an id Keycloak makes one.
 */
export function withFreeIds<Thing extends Identified>(thing: Thing, there: RealmNames): Thing {
  const taken = idsIn(there.document);
  const { protocolMappers } = thing;
  return {
    ...withoutTakenId(thing, taken),
    ...(protocolMappers && { protocolMappers: protocolMappers.map((mapper) => withoutTakenId(mapper, taken)) }),
  };
}

function withoutTakenId<Thing extends { readonly id?: string }>(thing: Thing, taken: ReadonlySet<unknown>): Thing {
  if (!taken.has(thing.id)) return thing;
  const { id: _taken, ...rest } = thing;
  return rest as Thing;
}

function idsIn(document: RealmDocument): ReadonlySet<string | undefined> {
  const before = known.get(document);
  if (before) return before;
  const owners = [...(document.clients ?? []), ...(document.clientScopes ?? [])];
  const ids = new Set(
    owners.flatMap(({ id, protocolMappers = [] }) => [id, ...protocolMappers.map((each) => each.id)]),
  );
  known.set(document, ids);
  return ids;
}

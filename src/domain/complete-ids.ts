import type { PartialRealm } from "./complete-realm.ts";
import type { EditFacts } from "./edits/edit-facts.ts";
import { mapEntries } from "./edits/parts.ts";
import { identityProvidersOf } from "./identity-providers.ts";
import type {
  ComponentRepresentation,
  GroupRepresentation,
  ProtocolMapperRepresentation,
  RealmDocument,
  UserRepresentation,
} from "./realm-document.ts";

/** A realm whose parts all have an id. */
export function withIds(given: PartialRealm, facts: EditFacts): RealmDocument {
  const document: RealmDocument = { id: facts.newId(), ...given };
  const { clientScopes, users, groups, components } = document;
  return {
    ...document,
    ...(groups && { groups: same(groups, (group) => withGroupIds(group, facts)) }),
    ...(components && { components: withComponentIds(components, facts) }),
    ...withIdentityProviderIds(document, facts),
    ...withFlowIds(document, facts),
    ...(clientScopes && {
      clientScopes: same(clientScopes, (scope) =>
        withMapperIds(scope.id ? scope : { ...scope, id: facts.newId() }, facts),
      ),
    }),
    ...(users && { users: same(users, (user) => completeUser(user, facts)) }),
  };
}

function withIdentityProviderIds(document: RealmDocument, { newId }: EditFacts): object {
  const { identityProviders } = identityProvidersOf(document);
  if (identityProviders.every(({ internalId }) => internalId)) return {};
  return { identityProviders: identityProviders.map((each) => ({ enabled: true, internalId: newId(), ...each })) };
}

interface WithId {
  readonly id?: string;
}

/** Flows and what they are configured with are known by name among themselves. */
function withFlowIds(document: RealmDocument, { newId }: EditFacts): object {
  const members: Readonly<Record<string, unknown>> = { ...document };
  const lists = FLOW_LISTS.flatMap((name) => {
    const list = members[name];
    if (!Array.isArray(list) || list.every((each: WithId) => each?.id)) return [];
    return [[name, list.map((each: WithId) => ({ id: newId(), ...each }))] as const];
  });
  return Object.fromEntries(lists);
}

const FLOW_LISTS = ["authenticationFlows", "authenticatorConfig"];

function withGroupIds(group: GroupRepresentation, facts: EditFacts): GroupRepresentation {
  const subGroups = group.subGroups && same(group.subGroups, (inner) => withGroupIds(inner, facts));
  if (group.id && subGroups === group.subGroups) return group;
  return { ...group, id: group.id || facts.newId(), ...(subGroups && { subGroups }) };
}

const completeUser = (user: UserRepresentation, { newId, nowSeconds }: EditFacts): UserRepresentation =>
  user.id && user.createdTimestamp !== undefined
    ? user
    : { ...user, id: user.id || newId(), createdTimestamp: user.createdTimestamp ?? nowSeconds * 1000 };

/** Maps a list; the list itself when nothing changed. */
export function same<Item>(items: readonly Item[], change: (item: Item, i: number) => Item): readonly Item[] {
  const changed = items.map(change);
  return changed.every((item, i) => item === items[i]) ? items : changed;
}

export function withMapperIds<Container extends { readonly protocolMappers?: readonly ProtocolMapperRepresentation[] }>(
  container: Container,
  facts: EditFacts,
): Container {
  const { protocolMappers } = container;
  if (!protocolMappers || protocolMappers.every(({ id }) => id)) return container;
  return {
    ...container,
    protocolMappers: protocolMappers.map((mapper) => (mapper.id ? mapper : { id: facts.newId(), ...mapper })),
  };
}

export function withComponentIds(
  components: RealmDocument["components"],
  facts: EditFacts,
): NonNullable<RealmDocument["components"]> {
  const complete = (component: ComponentRepresentation): ComponentRepresentation =>
    component.id ? component : { ...component, id: facts.newId() };
  return mapEntries(components, (type, all) => [type, same(all, complete)]) ?? {};
}

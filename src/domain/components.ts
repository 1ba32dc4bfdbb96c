import type { ComponentRepresentation, RealmDocument } from "./realm-document.ts";

/** A component with what its place in the document says of it. */
export interface PlacedComponent {
  /** `org.keycloak.keys.KeyProvider` … */
  readonly type: string;
  /** The realm's id, or that of another component; Keycloak takes any text. */
  readonly parentId: string;
  readonly component: ComponentRepresentation;
}

type Components = Readonly<Record<string, readonly ComponentRepresentation[]>>;

/**
 * Where a parent stands that is neither the realm nor a component: exports have no field for it, so it is a member of the
 * component's configuration, which is shown nowhere.
 */
export const PARENT_ID = "tokenbench.parentId";

/** Whether a component that stands directly below the realm belongs to it: only those are in use. */
export const isOfRealm = ({ config }: ComponentRepresentation): boolean => config?.[PARENT_ID] === undefined;

/** All components of a realm, those within others as well. */
export const componentsOf = (document: RealmDocument): PlacedComponent[] =>
  flattened(document.components ?? {}, document.id);

const flattened = (components: Components, parentId: string): PlacedComponent[] =>
  Object.entries(components).flatMap(([type, all]) =>
    all.flatMap((component) => [
      { type, parentId: component.config?.[PARENT_ID]?.[0] ?? parentId, component },
      ...flattened(subComponentsOf(component), component.id ?? ""),
    ]),
  );

export const subComponentsOf = ({ subComponents }: ComponentRepresentation): Components =>
  (subComponents ?? {}) as Components;

export const findComponent = (document: RealmDocument, id: string): PlacedComponent | undefined =>
  componentsOf(document).find(({ component }) => component.id === id);

import { findComponent, PARENT_ID, type PlacedComponent, subComponentsOf } from "../components.ts";
import type { ComponentRepresentation, RealmDocument } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import { entryOf, mapEntries, withEntry } from "./parts.ts";

type Components = NonNullable<RealmDocument["components"]>;

/**
 * Adds a component below its parent: the realm, or another component.
 *
 * @throws RealmRefused for an id that is taken.
 */
export function withComponentAdded(document: RealmDocument, added: PlacedComponent): RealmDocument {
  const { id = "" } = added.component;
  if (findComponent(document, id)) throw new RealmRefused("That id is taken", ["id"]);
  return withPlaced(document, added);
}

/** Puts a component in the place of the one of its id, below another parent or of another type where it says so. */
export function withComponentReplaced(document: RealmDocument, { component, type, parentId }: PlacedComponent) {
  const id = component.id ?? "";
  const before = findComponent(document, id);
  if (before?.type === type && before.parentId === parentId)
    return {
      ...document,
      components: mapped(document.components ?? {}, (each) => (each.id === id ? component : each)),
    };
  return withPlaced(withoutComponent(document, id), { component, type, parentId });
}

/** Removes a component and those below it. */
export function withoutComponent(document: RealmDocument, id: string): RealmDocument {
  const components = mapped(document.components ?? {}, (each) =>
    each.id === id || each.config?.[PARENT_ID]?.[0] === id ? undefined : each,
  );
  return { ...document, components };
}

function withPlaced(document: RealmDocument, { component, type, parentId }: PlacedComponent): RealmDocument {
  const components = document.components ?? {};
  const { [PARENT_ID]: _before, ...config } = component.config ?? {};
  const parent = parentId !== document.id && findComponent(document, parentId);
  if (parent) {
    const below = appended(subComponentsOf(parent.component), type, { ...component, config });
    const holding = { ...parent.component, subComponents: below };
    return { ...document, components: mapped(components, (each) => (each === parent.component ? holding : each)) };
  }
  const marked = { ...config, ...(parentId !== document.id && { [PARENT_ID]: [parentId] }) };
  return { ...document, components: appended(components, type, { ...component, config: marked }) };
}

const appended = (components: Components, type: string, component: ComponentRepresentation): Components =>
  withEntry(components, type, [...(entryOf(components, type) ?? []), component]);

/** What a change makes of every component, at any depth; untouched ones and their lists stay the same objects. */
function mapped(
  components: Components,
  change: (component: ComponentRepresentation) => ComponentRepresentation | undefined,
): Components {
  const changed = mapEntries(components, (type, all) => {
    const list = all.flatMap((component) => {
      const next = change(component);
      return next ? [withinMapped(next, change)] : [];
    });
    const isSame = list.length === all.length && list.every((component, i) => component === all[i]);
    return isSame ? [type, all] : list.length > 0 ? [type, list] : undefined;
  });
  return changed ?? {};
}

function withinMapped(
  component: ComponentRepresentation,
  change: Parameters<typeof mapped>[1],
): ComponentRepresentation {
  const before = subComponentsOf(component);
  if (Object.keys(before).length === 0) return component;
  const after = mapped(before, change);
  const isSame = Object.keys(before).every((type) => before[type] === after[type]);
  return isSame ? component : { ...component, subComponents: after };
}

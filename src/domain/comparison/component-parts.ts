import { subComponentsOf } from "../components.ts";
import type { ComponentRepresentation } from "../realm-document.ts";
import type { RealmPart } from "./part.ts";

type Components = Readonly<Record<string, readonly ComponentRepresentation[]>>;

/** Components, those within others as well, by type and name; Keycloak itself has two of a name that differ in their `subType`. */
export const componentPartsOf = (components: Components, parent = ""): RealmPart[] =>
  Object.entries(components).flatMap(([type, all]) =>
    all.flatMap((component) => {
      const { subComponents: _inner, ...value } = component;
      const name = `${parent}${shortType(type)}/${nameOf(component)}`;
      const part: RealmPart = { kind: "component", name, value: { ...value } };
      return [part, ...componentPartsOf(subComponentsOf(component), `${name}/`)];
    }),
  );

/** `org.keycloak.keys.KeyProvider` → `KeyProvider` */
const shortType = (type: string): string => type.slice(type.lastIndexOf(".") + 1);

const nameOf = ({ name, providerId, subType }: ComponentRepresentation): string =>
  `${name ?? providerId}${subType === undefined ? "" : ` (${subType})`}`;

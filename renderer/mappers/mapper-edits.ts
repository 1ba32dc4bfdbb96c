import type { Edit, EditOf, Mapper, MapperType, ScopeMappingTarget } from "../../src/contract/index.ts";

/** The mappers of `to` with one edit made; the very same list when the edit changes none of them. */
export function withMapperEdit(mappers: readonly Mapper[], to: ScopeMappingTarget, edit: Edit): readonly Mapper[] {
  if (edit.type !== "createMapper" && edit.type !== "updateMapper" && edit.type !== "removeMapper") return mappers;
  if (!isSameTarget(edit.to, to)) return mappers;
  if (edit.type === "createMapper") return withNewMapper(mappers, edit);
  const before = mappers.find((mapper) => mapper.id === edit.mapper);
  if (!before) return mappers;
  if (edit.type === "removeMapper") return mappers.filter((mapper) => mapper !== before);
  const after = { ...before, name: edit.name ?? before.name, config: edit.config ?? before.config };
  return isSameMapper(before, after) ? mappers : mappers.map((mapper) => (mapper === before ? after : mapper));
}

function withNewMapper(mappers: readonly Mapper[], { id, name, protocolMapper, config }: EditOf<"createMapper">) {
  if (mappers.some((mapper) => mapper.id === id)) return mappers;
  return [...mappers, { id, name, protocolMapper, config }];
}

const isSameTarget = (one: ScopeMappingTarget, other: ScopeMappingTarget): boolean =>
  "client" in one
    ? "client" in other && one.client === other.client
    : "clientScope" in other && one.clientScope === other.clientScope;

/** Keycloak keeps no empty values, so an empty one is as good as none. */
const isSameMapper = (one: Mapper, other: Mapper): boolean =>
  one.name === other.name &&
  [...new Set([...Object.keys(one.config), ...Object.keys(other.config)])].every(
    (key) => (one.config[key] ?? "") === (other.config[key] ?? ""),
  );

export interface MapperChange {
  readonly name?: string;
  readonly config?: Readonly<Record<string, string>>;
}

/** The edit that changes a mapper; one that the draft itself makes is made anew, so that the draft stays one edit. */
export function mapperEdit(edits: readonly Edit[], to: ScopeMappingTarget, mapper: Mapper, change: MapperChange): Edit {
  const { id, name, protocolMapper, config } = { ...mapper, ...change };
  if (isNewMapper(edits, id)) return { type: "createMapper", id, to, name, protocolMapper, config };
  return { type: "updateMapper", to, mapper: id, name, config };
}

export const isNewMapper = (edits: readonly Edit[], id: string): boolean =>
  edits.some((edit) => edit.type === "createMapper" && edit.id === id);

/** A mapper of this type as Keycloak's console begins it: a switch as its type says, a list at its first entry. */
export function newMapperOf(type: MapperType, id: string, mappers: readonly Mapper[]): Mapper {
  const values = type.properties.map(({ name, defaultValue, options }) => [name, defaultValue || (options[0] ?? "")]);
  const config = Object.fromEntries(values.filter(([, value]) => value !== ""));
  return { id, name: freeName(type.name, mappers), protocolMapper: type.id, config };
}

function freeName(wanted: string, mappers: readonly Mapper[]): string {
  const taken = new Set(mappers.map(({ name }) => name));
  const names = [wanted, ...Array.from({ length: mappers.length + 1 }, (_, index) => `${wanted} ${index + 2}`)];
  return names.find((name) => !taken.has(name)) ?? wanted;
}

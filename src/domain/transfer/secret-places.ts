import type { JsonObject, PartKind } from "../comparison/part.ts";
import type { PartialRealm } from "../complete-realm.ts";
import { isObject } from "../json.ts";
import type { JsonPath } from "../read-representation.ts";
import { isSecret } from "../secrets.ts";

/** Where a secret stands in a realm. */
export interface SecretPlace {
  readonly kind: PartKind;
  /** The clientId, alias or name of what it belongs to. */
  readonly name: string;
  /** `secret`, `config.clientSecret` */
  readonly field: string;
  readonly path: JsonPath;
}

/** @returns what stands there from now on; undefined for nothing */
export type SecretChange = (place: SecretPlace, value: unknown) => unknown;

/** Lists of a realm whose items hold secrets, and the field that names an item. */
const LISTS: readonly (readonly [field: string, kind: PartKind, name: string])[] = [
  ["clients", "client", "clientId"],
  ["identityProviders", "identityProvider", "alias"],
  ["authenticatorConfig", "authenticatorConfig", "alias"],
  ["userFederationProviders", "userFederation", "displayName"],
  ["users", "user", "username"],
];

/** Goes through every secret of a realm: passwords, keys, credentials. What nobody changes keeps its identity. */
export function withSecretsChanged(realm: PartialRealm, change: SecretChange): PartialRealm {
  const members: JsonObject = { ...realm };
  const lists = LISTS.map(([field, kind, name]) => {
    const items = members[field];
    if (!Array.isArray(items)) return {};
    return { [field]: items.map((item, i) => inItem(item, { kind, name, path: [field, i] }, change)) };
  });
  const own = inFields(members, { kind: "realm", name: realm.realm, path: [] }, change);
  const components = isObject(realm.components) && {
    components: inComponents(realm.components, ["components"], change),
  };
  return Object.assign({ ...own }, ...lists, components) as PartialRealm;
}

type Owner = Omit<SecretPlace, "field">;

const inItem = (item: unknown, { kind, name, path }: Owner, change: SecretChange): unknown =>
  isObject(item) ? inFields(item, { kind, name: String(item[name] ?? ""), path }, change) : item;

/** @param prefix of a map's members: `config.` */
function inFields(value: JsonObject, owner: Owner, change: SecretChange, prefix = ""): JsonObject {
  const entries = Object.entries(value);
  const changed = entries.map(([name, before]) => {
    const path = [...owner.path, name];
    if (isSecret(owner.kind, prefix + name)) return [name, change({ ...owner, field: prefix + name, path }, before)];
    const isMap = prefix === "" && isObject(before) && MAPS.has(name);
    return [name, isMap ? inFields(before, { ...owner, path }, change, `${name}.`) : before];
  });
  if (changed.every(([, after], i) => after === entries[i]?.[1])) return value;
  return Object.fromEntries(changed.filter(([, after]) => after !== undefined));
}

const MAPS: ReadonlySet<string> = new Set(["attributes", "config", "smtpServer"]);

function inComponents(components: JsonObject, path: JsonPath, change: SecretChange): JsonObject {
  const entries = Object.entries(components).map(([type, all]) => [
    type,
    Array.isArray(all) ? all.map((component, i) => inComponent(component, [...path, type, i], change)) : all,
  ]);
  return Object.fromEntries(entries);
}

function inComponent(component: unknown, path: JsonPath, change: SecretChange): unknown {
  if (!isObject(component)) return component;
  const changed = inFields(component, { kind: "component", name: String(component["name"] ?? ""), path }, change);
  const inner = component["subComponents"];
  if (!isObject(inner) || Object.keys(inner).length === 0) return changed;
  return { ...changed, subComponents: inComponents(inner, [...path, "subComponents"], change) };
}

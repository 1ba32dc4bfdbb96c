import type { PartialRealm } from "./complete-realm.ts";
import type { EditFacts } from "./edits/edit-facts.ts";
import { withRealmPut } from "./edits/realm-edits.ts";
import { withRoleChanged } from "./edits/role-edits.ts";
import { isObject } from "./json.ts";
import { type ComponentRepresentation, KEY_PROVIDER_TYPE, type RealmDocument } from "./realm-document.ts";

/**
 * A realm like another under a name of its own: secrets stay, every id is new, and the key providers that make their keys
 * themselves are left without, so that they make new ones; others cannot be without the key they were given, and go.
 */
export function copyRealm(document: RealmDocument, realm: string, facts: Pick<EditFacts, "newId">): PartialRealm {
  const { defaultRole } = document;
  const renamed = withRealmPut(document, { realm });
  const named =
    defaultRole?.id !== undefined && defaultRole.name === `default-roles-${document.realm.toLowerCase()}`
      ? withRoleChanged(renamed, defaultRole.id, {
          name: `default-roles-${realm.toLowerCase()}`,
          description: defaultRole.description,
        })
      : renamed;
  const providers = named.components?.[KEY_PROVIDER_TYPE] ?? [];
  const kept = providers.filter(({ providerId }) => providerId.endsWith("-generated")).map(withoutKey);
  return withNewIds({ ...named, components: { ...named.components, [KEY_PROVIDER_TYPE]: kept } }, facts);
}

const OF_THE_KEY = /^(privateKey|publicKey|secret|certificate|kid|(ecdsa|ecdh|eddsa)(Public|Private)Key)$/;

const withoutKey = (provider: ComponentRepresentation): ComponentRepresentation => ({
  ...provider,
  config: Object.fromEntries(Object.entries(provider.config ?? {}).filter(([name]) => !OF_THE_KEY.test(name))),
});

/** Members that hold an id, or refer by one. */
const ID_MEMBERS = new Set(["id", "internalId", "containerId", "parentId", "_id"]);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Gives every id a new one, wherever it stands: a UUID is found by its value, as nothing else looks like it; other ids, which
 * older Keycloaks made of names, only in the members that hold ids.
 */
function withNewIds(document: RealmDocument, { newId }: Pick<EditFacts, "newId">): RealmDocument {
  const ids = new Map<string, string>();
  collectIds(document, (id) => ids.set(id, ids.get(id) ?? newId()));
  const replaced = (value: unknown, member: string): unknown => {
    if (typeof value === "string")
      return (ID_MEMBERS.has(member) || UUID.test(value) ? ids.get(value) : undefined) ?? value;
    if (Array.isArray(value)) return value.map((item) => replaced(item, ""));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaced(inner, name)]));
  };
  return replaced(document, "") as RealmDocument;
}

function collectIds(value: unknown, found: (id: string) => void): void {
  if (value === null || typeof value !== "object") return;
  for (const [name, inner] of Object.entries(value)) {
    if ((name === "id" || name === "internalId" || name === "_id") && typeof inner === "string") found(inner);
    else collectIds(inner, found);
  }
}

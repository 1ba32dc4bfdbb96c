import type { Edit, RealmSettings, RealmSettingsPage } from "../../src/contract/index.ts";
import { lifespanInWords } from "../times-in-words.ts";
import { words } from "../words.ts";

const say = words.realmSettings;
const TIMES = /(Timeout|Lifespan|Expiration)$/;

/** Names each change of Realm settings as the Save bar lists it. */
export const describeRealmEdits = (page: RealmSettingsPage, edits: readonly Edit[]): readonly string[] =>
  edits.flatMap((edit) => describeEdit(page, edit));

function describeEdit(page: RealmSettingsPage, edit: Edit): readonly string[] {
  switch (edit.type) {
    case "updateRealm":
      return describeSettings(page, edit.settings);
    case "assignRealmClientScope": {
      const name = page.clientScopes.find(({ id }) => id === edit.clientScope)?.name ?? say.changes.unnamed;
      return [say.changes.scope(name, words.assignedTypes[edit.as])];
    }
    case "addComposite":
      return [say.changes.roleAdded(roleNamed(page, edit.member))];
    case "removeComposite":
      return [say.changes.roleRemoved(roleNamed(page, edit.member))];
    default:
      return [];
  }
}

const roleNamed = (page: RealmSettingsPage, role: string): string =>
  page.roles.find(({ id }) => id === role)?.name ?? say.changes.unnamed;

const describeSettings = (page: RealmSettingsPage, { attributes, ...plain }: RealmSettings): readonly string[] => [
  ...Object.entries(plain).map(([name, value]) => describeSetting(page, name, value)),
  ...Object.entries(attributes ?? {}).map(([name, value]) =>
    value === null ? say.changes.cleared(labelOf(name)) : words.changes.text(labelOf(name), value),
  ),
];

const labelOf = (name: string): string => say.fields[name]?.label ?? name;

function describeSetting({ settings }: RealmSettingsPage, name: string, value: unknown): string {
  const label = labelOf(name);
  if (typeof value === "boolean") return words.changes.switched(label, value);
  if (Array.isArray(value)) return say.changes.types(value.length);
  if (value === 0 && name !== "refreshTokenMaxReuse")
    return name === "notBefore" ? say.changes.cleared(label) : say.changes.inherited(label);
  if (typeof value === "number" && TIMES.test(name)) {
    const before = Number(settings[name as keyof typeof settings]);
    return before === 0
      ? words.changes.text(label, lifespanInWords(value))
      : say.changes.changed(label, lifespanInWords(before), lifespanInWords(value));
  }
  return words.changes.text(label, String(value));
}

import type { ClientSettings, Edit, EditOf, RealmSettings, ScopeMappingTarget } from "../edit.ts";
import type { RealmDocument } from "../realm-document.ts";
import { mapperOf } from "./mapper-edits.ts";
import { clientOf, clientScopeOf, roleOf } from "./parts.ts";
import { attributeLabel, authenticatorLabel, isDuration, settingLabels } from "./setting-labels.ts";

/** An edit in a line for people, in the words of Keycloak's console. */
export const describeEdit = (document: RealmDocument, edit: Edit): string =>
  (DESCRIBE[edit.type] as Describe<Edit>)(edit, document);

type Describe<Each> = (edit: Each, document: RealmDocument) => string;

const DESCRIBE: { readonly [Type in Edit["type"]]: Describe<EditOf<Type>> } = {
  createClient: ({ settings }) => `Client ${settings.clientId} created`,
  updateClient: (edit, document) => `${clientName(document, edit.client)}: ${describeClientSettings(edit.settings)}`,
  removeClient: (edit, document) => `Client ${clientName(document, edit.client)} deleted`,
  regenerateClientSecret: (edit, document) => `${clientName(document, edit.client)}: Client Secret regenerated`,
  createRole: ({ owner, name }, document) =>
    owner === undefined
      ? `Realm role ${name} created`
      : `Client role ${name} of ${clientName(document, owner)} created`,
  updateRole: ({ role, settings }, document) =>
    `Role ${roleName(document, role)}: ${describeSettings({ ...settings })}`,
  removeRole: ({ role }, document) => `Role ${roleName(document, role)} deleted`,
  addComposite: ({ role, member }, document) =>
    `Role ${roleName(document, role)}: role ${roleName(document, member)} associated`,
  removeComposite: ({ role, member }, document) =>
    `Role ${roleName(document, role)}: role ${roleName(document, member)} no longer associated`,
  assignRole: (edit, document) =>
    `${clientName(document, edit.client)}: role ${roleName(document, edit.role)} assigned`,
  unassignRole: (edit, document) =>
    `${clientName(document, edit.client)}: role ${roleName(document, edit.role)} unassigned`,
  addScopeMapping: ({ to, role }, document) =>
    `${scopeName(document, to)}: role ${roleName(document, role)} let through`,
  removeScopeMapping: ({ to, role }, document) =>
    `${scopeName(document, to)}: role ${roleName(document, role)} no longer let through`,
  assignClientScope: ({ client, clientScope, as }, document) =>
    `${clientName(document, client)}: client scope ${clientScopeOf(document, clientScope).name} ${as === "none" ? "removed" : `assigned as ${as}`}`,
  createClientScope: ({ settings }) => `Client scope ${settings.name} created`,
  updateClientScope: ({ clientScope, settings }, document) =>
    `Client scope ${clientScopeOf(document, clientScope).name}: ${describeSettings({ ...settings })}`,
  removeClientScope: ({ clientScope }, document) => `Client scope ${clientScopeOf(document, clientScope).name} deleted`,
  assignRealmClientScope: ({ clientScope, as }, document) =>
    `Client scope ${clientScopeOf(document, clientScope).name}: ${as === "none" ? "no longer given to new clients" : `${as} for new clients`}`,
  createMapper: ({ to, name }, document) => `${ownerName(document, to)}: mapper ${name} added`,
  updateMapper: ({ to, mapper, name }, document) => {
    const before = mapperOf(document, to, mapper).name;
    const what = name === undefined || name === before ? "changed" : `renamed to ${name}`;
    return `${ownerName(document, to)}: mapper ${before} ${what}`;
  },
  removeMapper: ({ to, mapper }, document) =>
    `${ownerName(document, to)}: mapper ${mapperOf(document, to, mapper).name} deleted`,
  updateServiceAccount: ({ client, settings }, document) =>
    `${clientName(document, client)}: service account ${describeSettings({ ...settings })}`,
  updateRealm: ({ settings }) => `Realm settings: ${describeRealmSettings(settings)}`,
};

const clientName = (document: RealmDocument, id: string): string => clientOf(document, id).clientId;
const roleName = (document: RealmDocument, id: string): string => roleOf(document, id).role.name;

const ownerName = (document: RealmDocument, to: ScopeMappingTarget): string =>
  "client" in to ? clientName(document, to.client) : clientScopeOf(document, to.clientScope).name;

const scopeName = (document: RealmDocument, to: ScopeMappingTarget): string =>
  "client" in to ? `${ownerName(document, to)}-dedicated` : ownerName(document, to);

export function describeClientSettings({ publicClient, ...settings }: ClientSettings): string {
  const parts = publicClient === undefined ? [] : [`Client authentication ${inWords(!publicClient)}`];
  const others = describeSettings({ ...settings }, settingLabels.client);
  return [...(others === "" ? [] : [others]), ...parts].join(", ");
}

export const describeRealmSettings = (settings: RealmSettings): string =>
  describeSettings({ ...settings }, settingLabels.realm);

export function describeSettings(settings: Readonly<Record<string, unknown>>, labels = settingLabels.other): string {
  const { attributes, ...fields } = settings;
  const said = Object.entries(fields).filter(([, value]) => value !== undefined);
  return [
    ...said.map(([name, value]) => `${labels.get(name) ?? name} ${fieldInWords(name, value)}`),
    ...Object.entries(attributes ?? {}).map(
      ([name, value]) => `${attributeLabel(name)} ${attributeInWords(name, value)}`,
    ),
  ].join(", ");
}

/** What is longer is a key or a set of them, and no news for people. */
const LONGEST = 80;

function fieldInWords(name: string, value: unknown): string {
  if (name === "description") return "changed";
  if (name === "clientAuthenticatorType") return authenticatorLabel(String(value));
  if (isDuration(name) && value !== 0) return secondsInWords(Number(value));
  return name === "name" || name === "displayName" ? JSON.stringify(value) : inWords(value);
}

function attributeInWords(name: string, value: unknown): string {
  if (value === null) return "removed";
  if (isDuration(name)) return secondsInWords(Number(value));
  return inWords(value === "true" || value === "false" ? value === "true" : value);
}

function inWords(value: unknown): string {
  if (typeof value === "boolean") return value ? "on" : "off";
  const text = Array.isArray(value) ? value.join(" ") : String(value);
  if (text === "") return "empty";
  return text.length > LONGEST ? "changed" : text;
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** In the largest unit that leaves no rest: "1 minute", "90 seconds". */
function secondsInWords(seconds: number): string {
  const [unit, size] = UNITS.find(([, each]) => seconds % each === 0) ?? ["second", 1];
  const count = seconds / size;
  return `${count} ${count === 1 ? unit : `${unit}s`}`;
}

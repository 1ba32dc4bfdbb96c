import type { ClientPage, ClientSettings, Edit, RoleSettings } from "../../src/contract/index.ts";
import { words } from "../words.ts";
import { describeAttribute } from "./describe-attribute.ts";

/** Names each change of a draft as the Save bar lists it: "Full scope allowed off", "role writer assigned". */
export const describeEdits = (page: ClientPage, edits: readonly Edit[]): readonly string[] =>
  edits.flatMap((edit) => describeEdit(page, edits, edit));

/** How many changes a person has made: each setting counts, and a new role that is assigned at once counts once. */
export const countChanges = (page: ClientPage, edits: readonly Edit[]): number => describeEdits(page, edits).length;

function describeEdit(page: ClientPage, edits: readonly Edit[], edit: Edit): readonly string[] {
  const say = words.changes;
  switch (edit.type) {
    case "updateClient":
      return describeSettings(page, edit.settings);
    case "regenerateClientSecret":
      return [say.secretRegenerated];
    case "createRole":
      return [isAssigned(edits, edit.id) ? say.roleCreatedAndAssigned(edit.name) : say.roleCreated(edit.name)];
    case "assignRole":
      return isCreated(edits, edit.role) ? [] : [say.roleAssigned(roleNamed(page, edits, edit.role))];
    case "unassignRole":
      return [say.roleUnassigned(roleNamed(page, edits, edit.role))];
    case "addScopeMapping":
      return [say.letThrough(roleNamed(page, edits, edit.role), targetNamed(page, edits, edit.to))];
    case "removeScopeMapping":
      return [say.notLetThrough(roleNamed(page, edits, edit.role), targetNamed(page, edits, edit.to))];
    case "assignClientScope":
      return [say.clientScope(scopeNamed(page, edits, edit.clientScope), words.assignedTypes[edit.as])];
    case "createClientScope":
      return [say.clientScopeCreated(edit.settings.name)];
    case "updateRole":
      return describeRole(roleNamed(page, edits, edit.role), edit.settings);
    case "removeRole":
      return [say.roleRemoved(roleNamed(page, edits, edit.role))];
    case "createMapper":
      return [say.mapperCreated(edit.name)];
    case "updateMapper":
      return [say.mapperChanged(edit.name ?? mapperNamed(page, edit.mapper))];
    case "removeMapper":
      return [say.mapperRemoved(mapperNamed(page, edit.mapper))];
    case "createClient":
      return [say.clientCreated(edit.settings.clientId)];
    case "removeClient":
      return [say.clientRemoved];
    default:
      return []; // of other pages than a client's
  }
}

const isAssigned = (edits: readonly Edit[], role: string) =>
  edits.some((edit) => edit.type === "assignRole" && edit.role === role);

const isCreated = (edits: readonly Edit[], role: string) =>
  edits.some((edit) => edit.type === "createRole" && edit.id === role);

function roleNamed(page: ClientPage, edits: readonly Edit[], id: string): string {
  const created = edits.find((edit) => edit.type === "createRole" && edit.id === id);
  if (created?.type === "createRole") return created.name;
  return page.roles.find((role) => role.id === id)?.name ?? words.changes.unnamed;
}

function scopeNamed(page: ClientPage, edits: readonly Edit[], id: string): string {
  const created = edits.find((edit) => edit.type === "createClientScope" && edit.id === id);
  if (created?.type === "createClientScope") return created.settings.name;
  return page.clientScopes.find((scope) => scope.id === id)?.name ?? words.changes.unnamed;
}

const mapperNamed = (page: ClientPage, id: string): string =>
  page.mappers.find((mapper) => mapper.id === id)?.name ?? words.changes.unnamed;

function describeRole(role: string, { name, description }: RoleSettings): readonly string[] {
  const say = words.changes;
  return [
    ...(name === undefined ? [] : [say.roleRenamed(role, name)]),
    ...(description === undefined ? [] : [say.roleDescribed(role)]),
  ];
}

type Target = Extract<Edit, { type: "addScopeMapping" }>["to"];

const targetNamed = (page: ClientPage, edits: readonly Edit[], to: Target): string | null =>
  "client" in to ? null : scopeNamed(page, edits, to.clientScope);

const switches = {
  enabled: words.settings.enabled,
  serviceAccountsEnabled: words.settings.serviceAccountRoles,
  fullScopeAllowed: words.clientScopes.fullScopeAllowed,
} as const;

function describeSettings(page: ClientPage, settings: ClientSettings): readonly string[] {
  const say = words.changes;
  const lines: string[] = [];
  if (settings.clientId !== undefined) lines.push(say.renamed(page.client.clientId, settings.clientId));
  if (settings.name !== undefined) lines.push(say.text(words.settings.name, settings.name));
  if (settings.description !== undefined) lines.push(say.text(words.settings.description, settings.description));
  if (settings.publicClient !== undefined)
    lines.push(say.switched(words.settings.clientAuthentication, !settings.publicClient));
  if (settings.clientAuthenticatorType !== undefined)
    lines.push(say.text(words.credentials.authenticator, authenticatorNamed(page, settings.clientAuthenticatorType)));
  for (const [name, label] of Object.entries(switches)) {
    const value = settings[name as keyof typeof switches];
    if (value !== undefined) lines.push(say.switched(label, value));
  }
  for (const [name, value] of Object.entries(settings.attributes ?? {}))
    lines.push(...describeAttribute(page, name, value));
  return lines;
}

const authenticatorNamed = (page: ClientPage, id: string): string =>
  page.authenticators.find((authenticator) => authenticator.id === id)?.displayName ?? id;

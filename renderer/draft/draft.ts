import type { ClientDetails, ClientPage, ClientSettings, Edit, ScopeMappingTarget } from "../../src/contract/index.ts";
import { applyEdit } from "./apply-draft.ts";

/**
 * Adds an edit to a draft of `page`'s client and keeps the draft as small as it can be: what comes back to the saved
 * value is no edit any more, settings are one edit, and what an edit needs (the role before its assignment) stands first.
 */
export function withEdit(page: ClientPage, edits: readonly Edit[], edit: Edit): readonly Edit[] {
  const others = edits.filter((other) => !isReplacedBy(other, edit));
  const merged = edit.type === "updateClient" ? mergeSettings(edits, edit) : edit;
  const next = changesSomething(page, others, merged) ? [...others, trimmed(page, merged)] : others;
  return inOrder(withoutImpossible(page, next));
}

export const withEdits = (page: ClientPage, edits: readonly Edit[], added: readonly Edit[]): readonly Edit[] =>
  added.reduce((draft, edit) => withEdit(page, draft, edit), edits);

/** The same wishes, said against a page that has changed meanwhile. */
export const rebaseEdits = (page: ClientPage, edits: readonly Edit[]): readonly Edit[] => withEdits(page, [], edits);

/** Takes a role that the draft makes out again, with all that refers to it. */
export const withoutNewRole = (edits: readonly Edit[], role: string): readonly Edit[] =>
  edits.filter((edit) => !("role" in edit && edit.role === role) && !(edit.type === "createRole" && edit.id === role));

export const withoutRegenerate = (edits: readonly Edit[]): readonly Edit[] =>
  edits.filter((edit) => edit.type !== "regenerateClientSecret");

const sameTarget = (one: ScopeMappingTarget, other: ScopeMappingTarget): boolean =>
  "client" in one
    ? "client" in other && one.client === other.client
    : "clientScope" in other && one.clientScope === other.clientScope;

const opposites: Readonly<Record<string, string>> = {
  assignRole: "unassignRole",
  unassignRole: "assignRole",
  addScopeMapping: "removeScopeMapping",
  removeScopeMapping: "addScopeMapping",
};

/** Whether `edit` says anew what `other` said: the same subject, with the same or the opposite intent. */
function isReplacedBy(other: Edit, edit: Edit): boolean {
  if (other.type !== edit.type && opposites[other.type] !== edit.type) return false;
  if ("to" in other && "to" in edit) return other.role === edit.role && sameTarget(other.to, edit.to);
  if ("client" in other && "client" in edit) return other.client === edit.client && subject(other) === subject(edit);
  return "id" in other && "id" in edit && other.id === edit.id;
}

const subject = (edit: Edit): string | undefined =>
  "role" in edit ? edit.role : "clientScope" in edit ? edit.clientScope : undefined;

function mergeSettings(edits: readonly Edit[], edit: Extract<Edit, { type: "updateClient" }>): Edit {
  const before = edits.find((other) => other.type === "updateClient" && other.client === edit.client);
  if (before?.type !== "updateClient") return edit;
  const attributes = { ...before.settings.attributes, ...edit.settings.attributes };
  return { ...edit, settings: { ...before.settings, ...edit.settings, attributes } };
}

/** Leaves out the settings that are as saved. */
function trimmed(page: ClientPage, edit: Edit): Edit {
  if (edit.type !== "updateClient" || edit.client !== page.client.id) return edit;
  const { attributes, ...plain } = edit.settings;
  const changed = Object.entries(plain).filter(([name, value]) => page.client[name as keyof ClientDetails] !== value);
  const changedAttributes = Object.entries(attributes ?? {}).filter(
    ([name, value]) => (page.client.attributes[name] ?? null) !== value,
  );
  const settings: ClientSettings = {
    ...Object.fromEntries(changed),
    ...(changedAttributes.length === 0 ? {} : { attributes: Object.fromEntries(changedAttributes) }),
  };
  return { ...edit, settings };
}

/** Whether the saved page, with the other edits made, would be another one with this edit. */
function changesSomething(page: ClientPage, others: readonly Edit[], edit: Edit): boolean {
  if (edit.type === "updateClient" && edit.client === page.client.id)
    return Object.keys((trimmed(page, edit) as typeof edit).settings).length > 0;
  if (edit.type === "createRole") return !page.roles.some((role) => role.id === edit.id);
  if (edit.type === "regenerateClientSecret" || !concerns(page, edit)) return true;
  const before = others.reduce(applyEdit, page);
  return applyEdit(before, edit) !== before;
}

/** Edits of another client cannot be compared with what is saved there, so they are kept as they are. */
function concerns(page: ClientPage, edit: Edit): boolean {
  const client = "client" in edit ? edit.client : "to" in edit && "client" in edit.to ? edit.to.client : page.client.id;
  return client === page.client.id;
}

/** Without a service account there is nothing to assign roles to; without client authentication there is no secret. */
function withoutImpossible(page: ClientPage, edits: readonly Edit[]): readonly Edit[] {
  const { client } = edits.reduce(applyEdit, page);
  return edits.filter((edit) => {
    if (!("client" in edit) || edit.client !== client.id) return true;
    if (edit.type === "assignRole" || edit.type === "unassignRole") return client.serviceAccountsEnabled;
    return edit.type !== "regenerateClientSecret" || !client.publicClient;
  });
}

const ranks: Partial<Record<Edit["type"], number>> = { updateClient: 0, regenerateClientSecret: 1, createRole: 2 };

const inOrder = (edits: readonly Edit[]): readonly Edit[] =>
  [...edits].sort((one, other) => (ranks[one.type] ?? 3) - (ranks[other.type] ?? 3));

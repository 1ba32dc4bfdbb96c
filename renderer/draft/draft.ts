import type { Edit } from "../../src/contract/index.ts";

/** What a page of the window can have changed on it, and how the changes look there. */
export interface DraftKind<Page> {
  /** One edit on the page; the very same page when it changes nothing there. */
  readonly apply: (page: Page, edit: Edit) => Page;
  /** Whether the page shows what the edit changes, so that an edit that changes nothing can be told. */
  readonly concerns: (page: Page, edit: Edit) => boolean;
  /** The saved values of what an edit sets. */
  readonly settingsOf: (page: Page, edit: SettingsEdit) => SavedSettings;
  /** Without what the page, with the edits made, leaves no room for. */
  readonly possible?: (page: Page, edits: readonly Edit[]) => readonly Edit[];
}

export type SettingsEdit = Extract<Edit, { readonly settings: object; readonly type: `update${string}` }>;

export interface SavedSettings {
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/**
 * Adds an edit to a draft of a page and keeps the draft as small as it can be: what comes back to the saved value is no
 * edit any more, settings are one edit, and what an edit needs (the role before its assignment) stands first.
 */
export function withEdit<Page>(kind: DraftKind<Page>, page: Page, edits: readonly Edit[], edit: Edit): readonly Edit[] {
  const others = edits.filter((other) => !isReplacedBy(other, edit));
  const before = edits.find((other) => other.type === edit.type && isReplacedBy(other, edit));
  const merged = trimmed(kind, page, before ? mergedEdit(before, edit) : edit);
  const next = changesSomething(kind, page, others, merged) ? [...others, merged] : others;
  return inOrder(kind.possible?.(page, next) ?? next);
}

export const withEdits = <Page>(
  kind: DraftKind<Page>,
  page: Page,
  edits: readonly Edit[],
  added: readonly Edit[],
): readonly Edit[] => added.reduce((draft, edit) => withEdit(kind, page, draft, edit), edits);

/** The same wishes, said against a page that has changed meanwhile. */
export const rebaseEdits = <Page>(kind: DraftKind<Page>, page: Page, edits: readonly Edit[]): readonly Edit[] =>
  withEdits(kind, page, [], edits);

/** The page as it would be with the draft's edits saved. What they leave alone keeps its identity. */
export const applyDraft = <Page>({ apply }: DraftKind<Page>, page: Page, edits: readonly Edit[]): Page =>
  edits.reduce(apply, page);

/** Takes what the draft makes out again, with all that refers to it. */
export const withoutNew = (edits: readonly Edit[], id: string): readonly Edit[] =>
  edits.filter((edit) => !Object.values(edit).flatMap(withMembers).includes(id));

/** What stands in `to` too, which says whose mapper or scope mapping it is. */
const withMembers = (value: unknown): readonly unknown[] =>
  typeof value === "object" && value !== null ? Object.values(value) : [value];

export const withoutRegenerate = (edits: readonly Edit[]): readonly Edit[] =>
  edits.filter((edit) => edit.type !== "regenerateClientSecret");

const opposites: Readonly<Record<string, string>> = {
  assignRole: "unassignRole",
  unassignRole: "assignRole",
  addScopeMapping: "removeScopeMapping",
  removeScopeMapping: "addScopeMapping",
  addComposite: "removeComposite",
  removeComposite: "addComposite",
};

/** Whether `edit` says anew what `other` said: the same subject, with the same or the opposite intent, or its end. */
const isReplacedBy = (other: Edit, edit: Edit): boolean =>
  (other.type === edit.type || opposites[other.type] === edit.type || isEndOf(other, edit)) &&
  subjectOf(other) === subjectOf(edit);

const isEndOf = (other: Edit, edit: Edit): boolean => other.type.replace(/^update/, "remove") === edit.type;

/** The members by which edits say what they are about. */
const SUBJECT = ["id", "client", "clientScope", "role", "member", "mapper", "to"];

export function subjectOf(edit: Edit): string {
  const members: Readonly<Record<string, unknown>> = { ...edit };
  return JSON.stringify(SUBJECT.map((name) => members[name]));
}

function mergedEdit(before: Edit, edit: Edit): Edit {
  if (!isSettings(before) || !isSettings(edit)) return { ...before, ...edit } as Edit;
  const [former, latter]: SavedSettings[] = [before.settings, edit.settings];
  const attributes = { ...former?.attributes, ...latter?.attributes };
  return { ...edit, settings: { ...former, ...latter, attributes } } as Edit;
}

const isSettings = (edit: Edit): edit is SettingsEdit => edit.type.startsWith("update") && "settings" in edit;

/** Leaves out the settings that are as saved. */
function trimmed<Page>(kind: DraftKind<Page>, page: Page, edit: Edit): Edit {
  if (!isSettings(edit) || !kind.concerns(page, edit)) return edit;
  const saved = kind.settingsOf(page, edit) as Readonly<Record<string, unknown>> & SavedSettings;
  const { attributes, ...plain } = edit.settings as SavedSettings & Readonly<Record<string, unknown>>;
  const changed = Object.entries(plain).filter(([name, value]) => !isSame(saved[name], value));
  const changedAttributes = Object.entries(attributes ?? {}).filter(
    ([name, value]) => !isSame(saved.attributes?.[name] ?? null, value),
  );
  const settings = {
    ...Object.fromEntries(changed),
    ...(changedAttributes.length === 0 ? {} : { attributes: Object.fromEntries(changedAttributes) }),
  };
  return { ...edit, settings } as Edit;
}

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Whether the saved page, with the other edits made, would be another one with this edit. */
function changesSomething<Page>(kind: DraftKind<Page>, page: Page, others: readonly Edit[], edit: Edit): boolean {
  if (!kind.concerns(page, edit)) return true;
  if (isSettings(edit)) return Object.keys(edit.settings).length > 0;
  if (edit.type === "regenerateClientSecret") return true;
  const before = applyDraft(kind, page, others);
  return kind.apply(before, edit) !== before;
}

const rankOf = ({ type }: Edit): number =>
  type === "updateClient" ? 0 : type === "regenerateClientSecret" ? 1 : type.startsWith("create") ? 2 : 3;

const inOrder = (edits: readonly Edit[]): readonly Edit[] =>
  [...edits].sort((one, other) => rankOf(one) - rankOf(other));

import type { Edit } from "../../src/contract/index.ts";
import { type DraftKind, isSame, type SettingsEdit, subjectOf, withEdits } from "./draft.ts";

/** One value that the draft sets and that somebody else has changed since the draft was begun. */
export interface Conflict {
  readonly key: string;
  /** The setting or attribute, as fields ask for their errors. */
  readonly place: string;
  readonly theirs: unknown;
  readonly mine: unknown;
  /** The edit that sets this value alone. */
  readonly edit: Edit;
}

/** Saved values by what they are of, as they were when the draft first changed them. */
export type SavedValues = Readonly<Record<string, unknown>>;

interface SetValue {
  readonly key: string;
  readonly place: string;
  readonly saved: unknown;
  readonly mine: unknown;
  readonly edit: Edit;
}

/** Every value that a draft sets, beside the saved one. */
function setValues<Page>(kind: DraftKind<Page>, page: Page, edits: readonly Edit[]): readonly SetValue[] {
  return edits.filter(isSettingsEdit).flatMap((edit) => {
    const saved = kind.settingsOf(page, edit) as Readonly<Record<string, unknown>>;
    const savedAttributes = (saved["attributes"] ?? {}) as Readonly<Record<string, unknown>>;
    const { attributes = {}, ...plain } = edit.settings as { readonly attributes?: Readonly<Record<string, unknown>> };
    const subject = subjectOf(edit);
    const alone = (settings: object): Edit => ({ ...edit, settings }) as Edit;
    return [
      ...Object.entries(plain).map(([place, mine]) => ({
        key: `${subject} ${place}`,
        place,
        saved: saved[place] ?? null,
        mine,
        edit: alone({ [place]: mine }),
      })),
      ...Object.entries(attributes).map(([place, mine]) => ({
        key: `${subject} attributes ${place}`,
        place,
        saved: savedAttributes[place] ?? null,
        mine,
        edit: alone({ attributes: { [place]: mine } }),
      })),
    ];
  });
}

const isSettingsEdit = (edit: Edit): edit is SettingsEdit => edit.type.startsWith("update") && "settings" in edit;

/** Remembers the saved value of each thing a draft sets, from when it first did. */
export function rememberSaved<Page>(
  kind: DraftKind<Page>,
  page: Page,
  edits: readonly Edit[],
  before: SavedValues = {},
): SavedValues {
  const values = setValues(kind, page, edits);
  return Object.fromEntries(values.map(({ key, saved }) => [key, key in before ? before[key] : saved]));
}

/** What both the draft and somebody else have changed, each another way. */
export function findConflicts<Page>(
  kind: DraftKind<Page>,
  page: Page,
  edits: readonly Edit[],
  before: SavedValues = {},
): readonly Conflict[] {
  return setValues(kind, page, edits)
    .filter(({ key, saved }) => key in before && !isSame(before[key], saved))
    .map(({ key, place, saved, mine, edit }) => ({ key, place, theirs: saved, mine, edit }));
}

interface WithSaved {
  readonly edits: readonly Edit[];
  readonly savedThen: SavedValues | undefined;
}

/** The draft with conflicts settled: what is mine stays and is meant against what is saved now; what is theirs goes from it. */
export function settleConflicts<Page>(
  kind: DraftKind<Page>,
  page: Page,
  { edits, savedThen = {} }: WithSaved,
  settled: readonly Conflict[],
  by: "mine" | "theirs",
): Required<WithSaved> {
  const keys = new Set(settled.map(({ key }) => key));
  const rest = Object.fromEntries(Object.entries(savedThen).filter(([key]) => !keys.has(key)));
  const next = by === "mine" ? edits : withEdits(kind, page, edits, settled.map(toTheirs));
  return { edits: next, savedThen: rememberSaved(kind, page, next, rest) };
}

/** The edit that goes back to the value that is saved now. */
function toTheirs({ edit, place, theirs }: Conflict): Edit {
  const { attributes } = (edit as SettingsEdit).settings as { readonly attributes?: object };
  return { ...edit, settings: attributes ? { attributes: { [place]: theirs } } : { [place]: theirs } } as Edit;
}

import { NativeSelect } from "@mantine/core";
import type { RealmSettings } from "../../../src/contract/index.ts";
import type { RealmDraft } from "../../draft/use-realm-draft.ts";
import { DurationInput } from "../../parts/DurationInput.tsx";
import { Toggle } from "../../parts/Toggle.tsx";
import { lifespanInWords } from "../../times-in-words.ts";
import type { TermName } from "../../words/terms.ts";
import { words } from "../../words.ts";

const say = words.realmSettings;

/** The settings whose values are of a kind. */
type NamesOf<Value> = {
  [Name in keyof RealmSettings]-?: Required<RealmSettings>[Name] extends Value ? Name : never;
}[keyof RealmSettings];

export const belowInput: ("label" | "input" | "error" | "description")[] = ["label", "input", "error", "description"];

export const labelOf = (name: keyof RealmSettings): string => say.fields[name]?.label ?? name;

interface SwitchProps {
  readonly draft: RealmDraft;
  readonly name: NamesOf<boolean>;
}

export const RealmSwitch = ({ draft, name }: SwitchProps) => (
  <Toggle
    label={labelOf(name)}
    description={say.fields[name]?.help}
    checked={draft.page.settings[name]}
    error={draft.errorAt(name)}
    onChange={(on) => draft.set({ [name]: on })}
  />
);

interface TimeProps {
  readonly draft: RealmDraft;
  readonly name: NamesOf<number>;
  readonly term?: TermName;
  /** The setting that holds while this one is 0. */
  readonly from?: NamesOf<number>;
  /** What 0 means, where it is no other setting, and with how long to begin when a time is chosen. */
  readonly none?: { readonly words: string; readonly seconds: number };
}

/** A time of the realm in seconds. */
export function RealmTime({ draft, name, term, from, none }: TimeProps) {
  const { settings } = draft.page;
  const other = from && {
    words: say.inheritsFrom(labelOf(from), lifespanInWords(settings[from])),
    seconds: settings[from],
  };
  const inherits = other ?? none;
  const value = settings[name];
  return (
    <DurationInput
      label={labelOf(name)}
      help={say.fields[name]?.help}
      term={term}
      seconds={inherits && value === 0 ? null : value}
      {...(inherits && { inherits })}
      error={draft.errorAt(name)}
      onChange={(seconds) => draft.set({ [name]: seconds ?? 0 })}
    />
  );
}

interface ChoiceProps {
  readonly draft: RealmDraft;
  readonly name: "sslRequired" | "defaultSignatureAlgorithm";
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export const RealmChoice = ({ draft, name, options }: ChoiceProps) => (
  <NativeSelect
    label={labelOf(name)}
    description={say.fields[name]?.help}
    inputWrapperOrder={belowInput}
    value={draft.page.settings[name]}
    error={draft.errorAt(name)}
    data={[...options]}
    onChange={(event) => draft.set({ [name]: event.currentTarget.value } as RealmSettings)}
  />
);

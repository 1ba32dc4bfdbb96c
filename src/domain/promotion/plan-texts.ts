import type { RealmDocument } from "../realm-document.ts";
import type { PushStep } from "./push-step.ts";

type Texts = Readonly<Record<string, string>>;

const textsOf = (document: RealmDocument): ReadonlyMap<string, Texts> => {
  const { localizationTexts = {} } = document as { readonly localizationTexts?: Readonly<Record<string, Texts>> };
  return new Map(Object.entries(localizationTexts));
};

/** The texts of a realm, a step for each language that differs. */
export function planTexts(here: RealmDocument, there: RealmDocument): PushStep[] {
  const [wanted, present] = [textsOf(here), textsOf(there)];
  return [...new Set([...wanted.keys(), ...present.keys()])].flatMap((locale): PushStep[] => {
    const [ours, theirs] = [
      new Map(Object.entries(wanted.get(locale) ?? {})),
      Object.entries(present.get(locale) ?? {}),
    ];
    const known = new Map(theirs);
    const set = [...ours].filter(([key, text]) => known.get(key) !== text);
    const remove = [...known.keys()].filter((key) => !ours.has(key));
    return set.length + remove.length === 0
      ? []
      : [{ type: "changeTexts", locale, set: Object.fromEntries(set), remove }];
  });
}

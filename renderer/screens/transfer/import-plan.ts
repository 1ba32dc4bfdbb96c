import type { PlannedItem } from "../../../src/contract/index.ts";
import { sentenceOf } from "../../api.ts";
import { words } from "../../words.ts";
import type { ImportFile } from "./read-files.ts";

const say = words.transfer.import;

/** What is wrong with a file; an empty name for what is of no single one. */
export interface FileProblem {
  readonly file: string;
  readonly sentence: string;
}

/** Finds the file that a refusal is about: its sentence begins with the name, which then need not be said twice. */
export function problemOf(error: unknown, files: readonly Pick<ImportFile, "name">[]): FileProblem {
  const sentence = sentenceOf(error);
  const named = files.filter(({ name }) => sentence.startsWith(name)).sort((a, b) => b.name.length - a.name.length)[0];
  const rest = sentence.slice(named?.name.length ?? 0).replace(/^[,:] /, "");
  return { file: named?.name ?? "", sentence: rest.startsWith(" ") ? sentence : rest };
}

/** The masked secrets of things in whose name the search stands. */
export function findMasked<Masked extends { readonly name: string }>(
  masked: readonly Masked[],
  search: string,
): readonly Masked[] {
  const wanted = search.trim().toLowerCase();
  return masked.filter(({ name }) => name.toLowerCase().includes(wanted));
}

/** Only what somebody typed: an empty field stands for "as it would be without me". */
export const tellableSecrets = (secrets: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(secrets).filter(([, secret]) => secret !== ""));

/** What keeps an import from being carried out, or null: nothing to do counts as such. */
export function findObstacle(plan: readonly PlannedItem[]): string | null {
  if (plan.some(({ action }) => action === "refuse")) return say.refused;
  return plan.every(({ action }) => action === "nothing") ? say.nothingToDo : null;
}

/** `1 realm would be created, 2 changed`; empty where nothing happens. */
export function planInWords(plan: readonly PlannedItem[]): string {
  const count = (wanted: PlannedItem["action"]) => plan.filter(({ action }) => action === wanted).length;
  return say.summary({ created: count("create"), changed: count("change"), untouched: count("nothing") });
}

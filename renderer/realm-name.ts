import { realmName } from "../src/contract/index.ts";
import { words } from "./words.ts";

/** Why a realm cannot have that name; null while nothing is typed. */
export function nameProblem(wanted: string, realms: readonly { readonly name: string }[]): string | null {
  if (wanted === "") return null;
  if (realms.some(({ name }) => name === wanted)) return words.realms.taken(wanted);
  const checked = realmName.safeParse(wanted);
  return checked.success ? null : (checked.error.issues[0]?.message ?? null);
}

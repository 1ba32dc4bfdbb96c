import type { RealmSummary } from "../../src/contract/index.ts";

const STORAGE_KEY = "tokenbench.realm";

/** The realm that the window opens with: the one last chosen, else the first that is not `master`. */
export function preferredRealm(
  realms: readonly RealmSummary[],
  remembered = rememberedRealm(),
): RealmSummary | undefined {
  return (
    realms.find((realm) => realm.name === remembered) ?? realms.find((realm) => realm.name !== "master") ?? realms[0]
  );
}

function rememberedRealm(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

export function rememberRealm(name: string): void {
  try {
    localStorage.setItem(STORAGE_KEY, name);
  } catch {
    // Without storage the window simply opens with the first realm.
  }
}

import type { RealmSettings, RealmSettingsPage } from "../../src/contract/index.ts";
import { realmSettingsQuery } from "../queries.ts";
import { describeRealmEdits } from "./describe-realm-edits.ts";
import { draftKey } from "./draft-store.ts";
import { realmKind } from "./realm-kind.ts";
import { type Draft, useDraft } from "./use-draft.ts";

/** Realm settings with what a person has changed on them. */
export interface RealmDraft extends Draft<RealmSettingsPage> {
  readonly set: (settings: RealmSettings) => void;
}

export function useRealmDraft(realm: string, saved: RealmSettingsPage): RealmDraft {
  const draft = useDraft({
    realm,
    saved,
    key: draftKey(realm, "realm-settings"),
    kind: realmKind,
    query: realmSettingsQuery(realm),
    describe: describeRealmEdits,
  });
  return { ...draft, set: (settings) => draft.add([{ type: "updateRealm", settings }]) };
}

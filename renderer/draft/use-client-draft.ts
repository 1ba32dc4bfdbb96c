import type { ClientPage, ClientSettings } from "../../src/contract/index.ts";
import { clientQuery } from "../queries.ts";
import { clientKind } from "./client-kind.ts";
import { describeEdits } from "./describe-edits.ts";
import { draftKey } from "./draft-store.ts";
import { type Draft, useDraft } from "./use-draft.ts";

/** One client's page with what a person has changed on it. All sections share it; the Save bar saves it as one change. */
export interface ClientDraft extends Draft<ClientPage> {
  readonly set: (settings: ClientSettings) => void;
}

export function useClientDraft(realm: string, saved: ClientPage): ClientDraft {
  const { id } = saved.client;
  const draft = useDraft({
    realm,
    saved,
    key: draftKey(realm, id),
    kind: clientKind,
    query: clientQuery(realm, id),
    describe: describeEdits,
  });
  return { ...draft, set: (settings) => draft.add([{ type: "updateClient", client: id, settings }]) };
}

import { hrefOf, visit } from "../../address.ts";
import { sentenceOf } from "../../api.ts";
import { storeDraft } from "../../draft/draft-store.ts";
import { useListSave } from "../../list/use-list-save.ts";
import page from "../../page/page.module.css";
import { Note } from "../../parts/Note.tsx";
import { RemoveClientScopes } from "../client-scopes/RemoveClientScopes.tsx";
import type { ClientScopeDraft } from "./use-client-scope-draft.ts";

interface RemoveThisScopeProps {
  readonly draft: ClientScopeDraft;
  readonly close: () => void;
}

/** Deletes the client scope of the page; the list, where one is then, can bring it back. */
export function RemoveThisScope({ draft, close }: RemoveThisScopeProps) {
  const { realm, key, saved } = draft;
  const leave = () => {
    storeDraft(key, null);
    visit(hrefOf.clientScopes(realm));
  };
  const saving = useListSave(realm, "client-scopes", saved.revision, leave);
  return (
    <div className={page["headPanel"]}>
      <RemoveClientScopes scopes={[saved.clientScope]} saving={saving} close={close} />
      {saving.error && <Note tone="bad">{sentenceOf(saving.error)}</Note>}
    </div>
  );
}

import { hrefOf, visit } from "../../address.ts";
import { sentenceOf } from "../../api.ts";
import { storeDraft } from "../../draft/draft-store.ts";
import { useListSave } from "../../list/use-list-save.ts";
import page from "../../page/page.module.css";
import { Note } from "../../parts/Note.tsx";
import { RemoveRoles } from "../roles/RemoveRoles.tsx";
import type { RoleDraft } from "./use-role-draft.ts";

interface RemoveThisRoleProps {
  readonly draft: RoleDraft;
  readonly close: () => void;
}

/** Deletes the role of the page; the list, where one is then, can bring it back. */
export function RemoveThisRole({ draft, close }: RemoveThisRoleProps) {
  const { realm, key, saved } = draft;
  const leave = () => {
    storeDraft(key, null);
    visit(hrefOf.roles(realm));
  };
  const saving = useListSave(realm, "roles", saved.revision, leave);
  return (
    <div className={page["headPanel"]}>
      <RemoveRoles roles={[{ ...saved.role, use: saved.use }]} stays={saved.stays} saving={saving} close={close} />
      {saving.error && <Note tone="bad">{sentenceOf(saving.error)}</Note>}
    </div>
  );
}

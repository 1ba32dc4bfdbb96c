import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ClientPage, type RoleUse, saveEdits } from "../../../src/contract/index.ts";
import { hrefOf, visit } from "../../address.ts";
import { call, sentenceOf } from "../../api.ts";
import { storeDraft } from "../../draft/draft-store.ts";
import { listKey, noteSave } from "../../draft/last-saves.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { RemovePanel } from "../../list/RemovePanel.tsx";
import page from "../../page/page.module.css";
import { Note } from "../../parts/Note.tsx";
import { keys, useRoleUses } from "../../queries.ts";
import { words } from "../../words.ts";
import { ownRolesOf } from "./own-roles.ts";

const say = words.actions;

interface PanelProps {
  readonly draft: ClientDraft;
  readonly close: () => void;
}

/** Says what goes with the client before it goes; the list of clients can bring it back. */
export function RemoveClient({ draft, close }: PanelProps) {
  const { clientId } = draft.saved.client;
  const uses = useRoleUses(draft.realm).data;
  const removing = useRemove(draft);
  const goes = [...goesWith(draft.saved, uses), ...(draft.edits.length > 0 ? [say.goesWith.draft] : [])];
  return (
    <div className={page["headPanel"]}>
      <RemovePanel
        title={say.removing(clientId)}
        breaks={[say.goes(goes)]}
        confirm={say.removeNow}
        stays={null}
        keep={say.keep}
        busy={removing.isPending}
        remove={() => removing.mutate()}
        close={close}
      />
      {removing.error && <Note tone="bad">{sentenceOf(removing.error)}</Note>}
    </div>
  );
}

/** What is lost with the client, each in a few words. */
function goesWith(saved: ClientPage, uses: ReadonlyMap<string, RoleUse> | undefined): readonly string[] {
  const { serviceAccount, mappers, sessionCount } = saved;
  const own = ownRolesOf(saved);
  const held = own.filter(({ id }) => (uses?.get(id)?.heldByServiceAccounts ?? 0) > 0).length;
  const roles = held === 0 ? say.goesWith.roles(own.length) : say.goesWith.heldRoles(own.length, held);
  return [
    ...(serviceAccount ? [say.goesWith.serviceAccount] : []),
    ...(own.length > 0 ? [roles] : []),
    ...(mappers.length > 0 ? [say.goesWith.mappers(mappers.length)] : []),
    ...(sessionCount > 0 ? [say.goesWith.sessions(sessionCount)] : []),
  ];
}

function useRemove({ realm, key, saved }: ClientDraft) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      call(saveEdits, {
        realm,
        baseRevision: saved.revision,
        edits: [{ type: "removeClient", client: saved.client.id }],
      }),
    onSuccess: async ({ revision }) => {
      storeDraft(key, null);
      noteSave(listKey(realm), { revision, text: say.removed(saved.client.clientId) });
      visit(hrefOf.clients(realm));
      await queries.invalidateQueries({ queryKey: keys.realm(realm) });
    },
  });
}

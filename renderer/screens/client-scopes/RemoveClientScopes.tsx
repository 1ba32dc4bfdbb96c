import type { ClientScopeSummary } from "../../../src/contract/index.ts";
import { RemovePanel } from "../../list/RemovePanel.tsx";
import type { useListSave } from "../../list/use-list-save.ts";
import { words } from "../../words.ts";
import { usersOf } from "./client-scope-list.ts";

const say = words.clientScopeList;

interface RemoveClientScopesProps {
  readonly scopes: readonly ClientScopeSummary[];
  readonly saving: Pick<ReturnType<typeof useListSave>, "mutate" | "isPending">;
  readonly done?: () => void;
  readonly close: () => void;
}

/** What goes with client scopes before they go. */
export function RemoveClientScopes({ scopes, saving, done, close }: RemoveClientScopesProps) {
  const names = scopes.map(({ name }) => name);
  const users = scopes.reduce((sum, scope) => sum + usersOf(scope), 0);
  const mappers = scopes.reduce((sum, scope) => sum + scope.mapperCount, 0);
  const given = scopes.some(({ assignedToNewClients }) => assignedToNewClients !== "none");
  const remove = () =>
    saving.mutate(
      {
        edits: scopes.map(({ id }) => ({ type: "removeClientScope", clientScope: id })),
        text: say.said.removed(names),
      },
      {
        onSuccess: () => {
          done?.();
          close();
        },
      },
    );
  return (
    <RemovePanel
      title={say.removing(names)}
      breaks={[
        say.breaks.clients(users),
        ...(mappers > 0 ? [say.breaks.mappers(mappers)] : []),
        ...(given ? [say.breaks.newClients] : []),
      ]}
      confirm={say.removeNow(scopes.length)}
      stays={null}
      busy={saving.isPending}
      remove={remove}
      close={close}
    />
  );
}

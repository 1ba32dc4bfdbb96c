import type { RoleUse } from "../../../src/contract/index.ts";
import { RemovePanel } from "../../list/RemovePanel.tsx";
import type { useListSave } from "../../list/use-list-save.ts";
import { words } from "../../words.ts";
import { roleUseInWords } from "../client/own-roles.ts";
import { totalUse } from "./role-list.ts";

const say = words.roleList;

interface RemoveRolesProps {
  readonly roles: readonly { readonly id: string; readonly name: string; readonly use: RoleUse }[];
  /** Why it cannot go; null when it can. */
  readonly stays?: string | null;
  readonly saving: Pick<ReturnType<typeof useListSave>, "mutate" | "isPending">;
  readonly done?: () => void;
  readonly close: () => void;
}

/** Who loses the roles before they go. */
export function RemoveRoles({ roles, stays = null, saving, done, close }: RemoveRolesProps) {
  const names = roles.map(({ name }) => name);
  const use = roleUseInWords(totalUse(roles.map((role) => role.use)));
  const remove = () =>
    saving.mutate(
      { edits: roles.map(({ id }) => ({ type: "removeRole", role: id })), text: say.removed(names) },
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
      breaks={[roles.length === 1 ? say.breaks(use) : say.breaksAll(use)]}
      confirm={say.removeNow(roles.length)}
      stays={stays}
      busy={saving.isPending}
      remove={remove}
      close={close}
    />
  );
}

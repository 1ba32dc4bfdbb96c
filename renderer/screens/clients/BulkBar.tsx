import { Button } from "@mantine/core";
import { useState } from "react";
import type { ClientSummary } from "../../../src/contract/index.ts";
import { sentenceOf } from "../../api.ts";
import { RemovePanel } from "../../list/RemovePanel.tsx";
import { SelectionBar } from "../../list/SelectionBar.tsx";
import { type ListChange, useListSave } from "../../list/use-list-save.ts";
import { Note } from "../../parts/Note.tsx";
import { useRoles } from "../../queries.ts";
import { words } from "../../words.ts";
import { AssignToAll } from "./AssignToAll.tsx";
import { enableEdits, MOST_AT_ONCE, removeEdits } from "./bulk-edits.ts";

const say = words.clients.selection;

interface BulkBarProps {
  readonly realm: string;
  readonly revision: number;
  readonly clients: readonly ClientSummary[];
  readonly clear: () => void;
}

export interface BulkChange extends ListChange {
  /** What is left does not stay selected. */
  readonly ends?: boolean;
}

/** What can be done with all selected clients at once; each is one change, which the list can take back. */
export function BulkBar({ realm, revision, clients, clear }: BulkBarProps) {
  const [removing, setRemoving] = useState(false);
  const bulk = useListSave(realm, undefined, revision);
  const apply = ({ ends = false, ...change }: BulkChange) => bulk.mutate(change, ends ? { onSuccess: clear } : {});
  const enabling = (on: boolean, text: (count: number) => string) => {
    const edits = enableEdits(clients, on);
    if (edits.length > 0) apply({ edits, text: text(edits.length) });
  };
  return (
    <SelectionBar
      label={say.bar}
      said={say.count(clients.length)}
      clear={clear}
      below={
        <>
          {removing && (
            <Removing
              realm={realm}
              clients={clients}
              apply={apply}
              busy={bulk.isPending}
              close={() => setRemoving(false)}
            />
          )}
          {clients.length <= MOST_AT_ONCE && !removing && <AssignToAll realm={realm} clients={clients} apply={apply} />}
          {bulk.error && (
            <Note tone="bad" live>
              {sentenceOf(bulk.error)}
            </Note>
          )}
        </>
      }
    >
      {clients.length > MOST_AT_ONCE ? (
        <span>{say.tooMany(MOST_AT_ONCE)}</span>
      ) : (
        <>
          <Button size="compact-xs" variant="default" onClick={() => enabling(true, say.enabled)}>
            {say.enable}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => enabling(false, say.disabled)}>
            {say.disable}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => setRemoving(true)}>
            {say.remove}
          </Button>
        </>
      )}
    </SelectionBar>
  );
}

interface RemovingProps {
  readonly realm: string;
  readonly clients: readonly ClientSummary[];
  readonly apply: (change: BulkChange) => void;
  readonly busy: boolean;
  readonly close: () => void;
}

/** Says what goes with the clients before they go. */
function Removing({ realm, clients, apply, busy, close }: RemovingProps) {
  const edits = removeEdits(clients);
  const staying = clients.length - edits.length;
  const going = new Set(edits.flatMap((edit) => (edit.type === "removeClient" ? [edit.client] : [])));
  const roles = (useRoles(realm).data?.roles ?? []).filter(({ owner }) => owner !== undefined && going.has(owner.id));
  const held = roles.filter(({ use }) => use.heldByServiceAccounts > 0);
  return (
    <RemovePanel
      title={say.removing(edits.length)}
      breaks={[say.removeHelp(roles.length, held.length), ...(staying > 0 ? [say.builtInStay(staying)] : [])]}
      confirm={say.removeNow}
      stays={edits.length === 0 ? say.builtInStay(staying) : null}
      keep={say.keep}
      busy={busy}
      remove={() => apply({ edits, text: say.removed(edits.length), ends: true })}
      close={close}
    />
  );
}

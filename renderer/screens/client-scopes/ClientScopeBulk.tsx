import { Button } from "@mantine/core";
import type { ClientScopeAssignment, ClientScopeSummary } from "../../../src/contract/index.ts";
import { SelectionBar } from "../../list/SelectionBar.tsx";
import type { ListChange } from "../../list/use-list-save.ts";
import { words } from "../../words.ts";

const say = words.clientScopeList;
const types: readonly ClientScopeAssignment[] = ["none", "default", "optional"];

interface ClientScopeBulkProps {
  readonly scopes: readonly ClientScopeSummary[];
  readonly save: (change: ListChange) => void;
  readonly remove: () => void;
  readonly clear: () => void;
}

/** What can be done with all that is selected, as one change. */
export const ClientScopeBulk = ({ scopes, save, remove, clear }: ClientScopeBulkProps) => (
  <SelectionBar said={words.list.selected(scopes.length)} clear={clear}>
    <span>{say.assignNew}</span>
    {types.map((as) => (
      <Button
        key={as}
        size="compact-xs"
        variant="default"
        onClick={() =>
          save({
            edits: scopes.map(({ id }) => ({ type: "assignRealmClientScope", clientScope: id, as })),
            text: say.said.newClients(scopes.map(({ name }) => name).join(", "), words.assignedTypes[as]),
          })
        }
      >
        {words.assignedTypes[as]}
      </Button>
    ))}
    <Button size="compact-xs" variant="default" onClick={remove}>
      {words.list.remove}
    </Button>
  </SelectionBar>
);

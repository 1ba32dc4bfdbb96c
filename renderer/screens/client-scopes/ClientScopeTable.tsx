import { Button, SegmentedControl, Switch } from "@mantine/core";
import type { ClientScopeAssignment, ClientScopeSummary } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { ListTable } from "../../list/ListTable.tsx";
import styles from "../../list/list.module.css";
import { removeId } from "../../list/list-focus.ts";
import type { Selection } from "../../list/selection.ts";
import type { ListChange } from "../../list/use-list-save.ts";
import { Mark } from "../../parts/Mark.tsx";
import { words } from "../../words.ts";
import { usersOf } from "./client-scope-list.ts";

const say = words.clientScopeList;
const types: readonly ClientScopeAssignment[] = ["none", "default", "optional"];

interface ClientScopeTableProps {
  readonly realm: string;
  readonly scopes: readonly ClientScopeSummary[];
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  readonly save: (change: ListChange) => void;
  readonly remove: (id: string) => void;
}

export const ClientScopeTable = ({ realm, scopes, selection, select, save, remove }: ClientScopeTableProps) => (
  <ListTable
    label={say.title}
    titles={Object.values(say.columns)}
    widths={{ columns: "minmax(10rem, 1fr) 4rem 11.2rem 9.6rem 5.2rem 4.2rem", least: "52rem" }}
    rows={scopes}
    selection={selection}
    select={select}
    selectAllLabel={say.selectAll}
    selectLabel={({ name }) => say.select(name)}
    cellsOf={(scope) => [
      <Name key="name" realm={realm} scope={scope} />,
      scope.mapperCount,
      <NewClients key="new" scope={scope} save={save} />,
      <Include key="include" scope={scope} save={save} />,
      <UsedBy key="used" realm={realm} scope={scope} />,
      <Button
        key="remove"
        id={removeId(scope.id)}
        size="compact-xs"
        variant="subtle"
        color="gray"
        aria-label={words.list.removeOf(scope.name)}
        onClick={() => remove(scope.id)}
      >
        {words.list.remove}
      </Button>,
    ]}
  />
);

const Name = ({
  realm,
  scope: { id, name, description, builtIn },
}: {
  readonly realm: string;
  readonly scope: ClientScopeSummary;
}) => (
  <>
    <a className={styles["name"]} href={hrefOf.clientScope(realm, id)}>
      {name}
    </a>{" "}
    {builtIn && <Mark>{say.builtIn}</Mark>}
    <span className={styles["sub"]} title={description}>
      {description}
    </span>
  </>
);

interface CellProps {
  readonly scope: ClientScopeSummary;
  readonly save: (change: ListChange) => void;
}

const NewClients = ({ scope: { id, name, assignedToNewClients }, save }: CellProps) => (
  <SegmentedControl
    aria-label={say.newClientsOf(name)}
    value={assignedToNewClients}
    data={types.map((type) => ({ value: type, label: words.assignedTypes[type] }))}
    onChange={(value) => {
      const as = value as ClientScopeAssignment;
      save({
        edits: [{ type: "assignRealmClientScope", clientScope: id, as }],
        text: say.said.newClients(name, words.assignedTypes[as]),
      });
    }}
  />
);

const Include = ({ scope: { id, name, includeInTokenScope }, save }: CellProps) => (
  <Switch
    aria-label={say.includeOf(name)}
    checked={includeInTokenScope}
    onChange={(event) => {
      const on = event.currentTarget.checked;
      save({
        edits: [
          {
            type: "updateClientScope",
            clientScope: id,
            settings: { attributes: { "include.in.token.scope": String(on) } },
          },
        ],
        text: say.said.include(name, on),
      });
    }}
  />
);

function UsedBy({ realm, scope }: { readonly realm: string; readonly scope: ClientScopeSummary }) {
  const count = say.usedBy(usersOf(scope));
  return (
    <a href={hrefOf.clientScope(realm, scope.id, "used-by")} aria-label={say.usedByOf(scope.name, count)}>
      {count}
    </a>
  );
}

import { Button, SegmentedControl } from "@mantine/core";
import { useDeferredValue, useMemo } from "react";
import type { AnswerOf, listRoles } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { sentenceOf } from "../../api.ts";
import { type AskedList, toAskedList } from "../../list/asked-list.ts";
import { ListPage } from "../../list/ListPage.tsx";
import { ListTools } from "../../list/ListTools.tsx";
import { NothingListed } from "../../list/NothingListed.tsx";
import { SelectionBar } from "../../list/SelectionBar.tsx";
import { useListSave } from "../../list/use-list-save.ts";
import { useListSelection } from "../../list/use-list-selection.ts";
import type { ListAsked } from "../../list-address.ts";
import { Note } from "../../parts/Note.tsx";
import { useRoles } from "../../queries.ts";
import { words } from "../../words.ts";
import { NewRole } from "./NewRole.tsx";
import { RemoveRoles } from "./RemoveRoles.tsx";
import { RoleTable } from "./RoleTable.tsx";
import { filterRoles, isOfKind, parseRoleKind, type RoleFilter } from "./role-list.ts";

const say = words.roleList;
const LIST = "roles";

/** The roles of a realm and of its clients: search, open, make a new one. */
export function RolesScreen({ realm, asked }: { readonly realm: string; readonly asked: ListAsked }) {
  const address = toAskedList((wanted) => hrefOf.roles(realm, wanted), asked);
  return (
    <ListPage
      realm={realm}
      list={LIST}
      say={say}
      make={say.newRole}
      asked={address}
      query={useRoles(realm)}
      creating={(list, close) => <NewRole realm={realm} list={list} close={close} />}
    >
      {(list) => <Listed realm={realm} list={list} address={address} />}
    </ListPage>
  );
}

interface ListedProps {
  readonly realm: string;
  readonly list: AnswerOf<typeof listRoles>;
  readonly address: AskedList;
}

function Listed({ realm, list: { revision, roles }, address }: ListedProps) {
  const { search, builtIn: showBuiltIn } = address.asked;
  const kind = parseRoleKind(address.asked.kind);
  const filter = useMemo<RoleFilter>(() => ({ kind, search, showBuiltIn }), [kind, search, showBuiltIn]);
  const chosen = useListSelection(roles);
  const { selection, select, selected, going } = chosen;
  const sought = useDeferredValue(filter);
  const shown = useMemo(() => filterRoles(roles, sought), [roles, sought]);
  const saving = useListSave(realm, LIST, revision);
  const builtIn = roles.filter((role) => role.builtIn && isOfKind(role, kind)).map(({ name }) => name);
  return (
    <>
      <ListTools say={say} address={address} builtIn={builtIn}>
        <SegmentedControl
          aria-label={say.kind}
          value={kind}
          data={Object.entries(say.kinds).map(([value, label]) => ({ value, label }))}
          onChange={(next) => address.narrow({ kind: next === "realm" ? "" : next })}
        />
      </ListTools>
      {saving.error && (
        <Note tone="bad" live>
          {sentenceOf(saving.error)}
        </Note>
      )}
      {going.length > 0 && <RemoveRoles roles={going} saving={saving} done={chosen.removed} close={chosen.keep} />}
      {selected.length > 0 && going.length === 0 && (
        <SelectionBar said={words.list.selected(selected.length)} clear={chosen.clear}>
          <Button size="compact-xs" variant="default" onClick={chosen.removeSelected}>
            {words.list.remove}
          </Button>
        </SelectionBar>
      )}
      {shown.length > 0 ? (
        <RoleTable realm={realm} roles={shown} selection={selection} select={select} remove={chosen.remove} />
      ) : (
        <NothingListed
          say={say}
          search={search.trim()}
          clear={() => address.narrow({ search: "" })}
          make={{ title: say.newRole, run: address.create }}
        />
      )}
      <p className="off-screen-label" role="status">
        {say.count(shown.length, roles.length)}
      </p>
    </>
  );
}

import { useDeferredValue, useMemo } from "react";
import type { AnswerOf, listClientScopes } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { sentenceOf } from "../../api.ts";
import { type AskedList, toAskedList } from "../../list/asked-list.ts";
import { ListPage } from "../../list/ListPage.tsx";
import { ListTools } from "../../list/ListTools.tsx";
import { NothingListed } from "../../list/NothingListed.tsx";
import { useListSave } from "../../list/use-list-save.ts";
import { useListSelection } from "../../list/use-list-selection.ts";
import type { ListAsked } from "../../list-address.ts";
import { Note } from "../../parts/Note.tsx";
import { useClientScopes } from "../../queries.ts";
import { words } from "../../words.ts";
import { ClientScopeBulk } from "./ClientScopeBulk.tsx";
import { ClientScopeTable } from "./ClientScopeTable.tsx";
import { filterClientScopes } from "./client-scope-list.ts";
import { NewClientScope } from "./NewClientScope.tsx";
import { RemoveClientScopes } from "./RemoveClientScopes.tsx";

const say = words.clientScopeList;
const LIST = "client-scopes";

/** The client scopes of a realm: search, change in their rows, make a new one. */
export function ClientScopesScreen({ realm, asked }: { readonly realm: string; readonly asked: ListAsked }) {
  const address = toAskedList((wanted) => hrefOf.clientScopes(realm, wanted), asked);
  return (
    <ListPage
      realm={realm}
      list={LIST}
      say={say}
      make={say.newScope}
      asked={address}
      query={useClientScopes(realm)}
      creating={(list, close) => <NewClientScope realm={realm} list={list} close={close} />}
    >
      {(list) => <Listed realm={realm} list={list} address={address} />}
    </ListPage>
  );
}

interface ListedProps {
  readonly realm: string;
  readonly list: AnswerOf<typeof listClientScopes>;
  readonly address: AskedList;
}

function Listed({ realm, list: { revision, clientScopes }, address }: ListedProps) {
  const { search, builtIn: showBuiltIn } = address.asked;
  const chosen = useListSelection(clientScopes);
  const { selection, select, selected, going } = chosen;
  const sought = useDeferredValue(search).trim();
  const saving = useListSave(realm, LIST, revision);
  const shown = useMemo(
    () => filterClientScopes(clientScopes, sought, showBuiltIn),
    [clientScopes, sought, showBuiltIn],
  );
  const builtIn = clientScopes.filter((scope) => scope.builtIn).map(({ name }) => name);
  return (
    <>
      <ListTools say={say} address={address} builtIn={builtIn} />
      {saving.error && (
        <Note tone="bad" live>
          {sentenceOf(saving.error)}
        </Note>
      )}
      {going.length > 0 && (
        <RemoveClientScopes scopes={going} saving={saving} done={chosen.removed} close={chosen.keep} />
      )}
      {selected.length > 0 && going.length === 0 && (
        <ClientScopeBulk scopes={selected} save={saving.mutate} remove={chosen.removeSelected} clear={chosen.clear} />
      )}
      {shown.length > 0 ? (
        <ClientScopeTable
          realm={realm}
          scopes={shown}
          selection={selection}
          select={select}
          save={saving.mutate}
          remove={chosen.remove}
        />
      ) : (
        <NothingListed
          say={say}
          search={sought}
          clear={() => address.narrow({ search: "" })}
          make={{ title: say.newScope, run: address.create }}
        />
      )}
      <p className="off-screen-label" role="status">
        {say.count(shown.length, clientScopes.length)}
      </p>
    </>
  );
}

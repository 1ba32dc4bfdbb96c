import { useHotkeys } from "@mantine/hooks";
import { useDeferredValue, useMemo, useState } from "react";
import type { ClientSummary, RealmSummary } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { type AskedList, toAskedList } from "../../list/asked-list.ts";
import { ListPage } from "../../list/ListPage.tsx";
import { ListTools } from "../../list/ListTools.tsx";
import { NothingListed } from "../../list/NothingListed.tsx";
import { nothingSelected, withAll } from "../../list/selection.ts";
import type { ListAsked } from "../../list-address.ts";
import { useClients } from "../../queries.ts";
import { words } from "../../words.ts";
import { PasteButton } from "../transfer/PasteButton.tsx";
import { usePaste } from "../transfer/paste.ts";
import { BulkBar } from "./BulkBar.tsx";
import { ClientTable } from "./ClientTable.tsx";
import { filterClients } from "./client-filter.ts";
import { inOrder, nextOrder, orderInAddress, parseOrder } from "./client-order.ts";
import { NewClient } from "./NewClient.tsx";
import { Welcome } from "./Welcome.tsx";

const say = words.clients;

/** The clients of a realm: search, open, make a new one. */
export function ClientsScreen({ realm, asked }: { readonly realm: RealmSummary; readonly asked: ListAsked }) {
  const address = toAskedList((wanted) => hrefOf.clients(realm.name, wanted), asked);
  usePaste(realm.name);
  return (
    <ListPage
      realm={realm.name}
      say={say}
      make={say.newClient}
      beside={<PasteButton realm={realm.name} />}
      asked={address}
      query={useClients(realm.name)}
      creating={(list, close) => <NewClient realm={realm.name} list={list} close={close} />}
    >
      {({ revision, clients }) => (
        <>
          {!asked.creating && <Welcome realm={realm.name} clients={clients} make={address.create} />}
          <Listed realm={realm.name} revision={revision} clients={clients} address={address} />
        </>
      )}
    </ListPage>
  );
}

interface ListedProps {
  readonly realm: string;
  readonly revision: number;
  readonly clients: readonly ClientSummary[];
  readonly address: AskedList;
}

function Listed({ realm, revision, clients, address }: ListedProps) {
  const { search, builtIn: showBuiltIn } = address.asked;
  const sought = useDeferredValue(search);
  const order = useMemo(() => parseOrder(address.asked.order), [address.asked.order]);
  const [selection, select] = useState(nothingSelected);
  const found = useMemo(() => filterClients(clients, sought, showBuiltIn), [clients, sought, showBuiltIn]);
  const shown = useMemo(() => inOrder(found, order), [found, order]);
  const selected = useMemo(() => clients.filter(({ id }) => selection.ids.has(id)), [clients, selection]);
  useHotkeys([["mod+A", () => select(withAll(shown, selection))]]);
  const builtIn = useMemo(() => clients.filter((client) => client.builtIn).map((client) => client.clientId), [clients]);
  return (
    <>
      <ListTools say={say} address={address} builtIn={builtIn} />
      {selected.length > 0 && (
        <BulkBar realm={realm} revision={revision} clients={selected} clear={() => select(nothingSelected)} />
      )}
      {shown.length > 0 ? (
        <ClientTable
          realm={realm}
          clients={shown}
          order={order}
          orderBy={(column) => address.narrow({ order: orderInAddress(nextOrder(order, column)) })}
          selection={selection}
          select={select}
        />
      ) : (
        <NothingListed
          say={say}
          search={search.trim()}
          clear={() => address.narrow({ search: "" })}
          make={{ title: say.newClient, run: address.create }}
        />
      )}
      <p className="off-screen-label" role="status">
        {say.count(shown.length, clients.length)}
      </p>
    </>
  );
}

import { Button, TextInput } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useDeferredValue, useMemo, useState } from "react";
import type { ClientSummary, RealmSummary } from "../../../src/contract/index.ts";
import { takeLostFocus } from "../../lost-focus.ts";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Loading } from "../../parts/Loading.tsx";
import { Toggle } from "../../parts/Toggle.tsx";
import { useClients } from "../../queries.ts";
import { words } from "../../words.ts";
import { ClientTable } from "./ClientTable.tsx";
import { filterClients } from "./client-filter.ts";
import styles from "./clients.module.css";
import { NewClient } from "./NewClient.tsx";
import { Welcome } from "./Welcome.tsx";

/** The clients of a realm: search, open, make a new one. */
export function ClientsScreen({ realm }: { readonly realm: RealmSummary }) {
  const list = useClients(realm.name);
  const [creating, setCreating] = useState(false);
  return (
    <div className={styles["screen"]}>
      <div className={styles["head"]}>
        <div>
          <h1 tabIndex={-1} ref={takeLostFocus}>
            {words.clients.title}
          </h1>
          <p className="quiet small">{words.clients.lead}</p>
        </div>
        {!creating && (
          <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setCreating(true)}>
            {words.clients.newClient}
          </Button>
        )}
      </div>
      {list.data ? (
        <>
          {creating && (
            <NewClient
              realm={realm.name}
              revision={list.data.revision}
              clients={list.data.clients}
              close={() => setCreating(false)}
            />
          )}
          <Welcome realm={realm.name} clients={list.data.clients} make={() => setCreating(true)} />
          <Listed realm={realm.name} clients={list.data.clients} />
        </>
      ) : (
        <Loading error={list.error} again={list.refetch} />
      )}
    </div>
  );
}

function Listed({ realm, clients }: { readonly realm: string; readonly clients: readonly ClientSummary[] }) {
  const [search, setSearch] = useState("");
  const [showBuiltIn, setShowBuiltIn] = useState(false);
  const sought = useDeferredValue(search);
  const shown = useMemo(() => filterClients(clients, sought, showBuiltIn), [clients, sought, showBuiltIn]);
  const builtIn = useMemo(() => clients.filter((client) => client.builtIn).map((client) => client.clientId), [clients]);
  return (
    <>
      <div className={styles["tools"]}>
        <TextInput
          className={styles["search"] ?? ""}
          type="search"
          data-search
          aria-label={words.clients.search}
          placeholder={words.clients.searchHint}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {builtIn.length > 0 && (
          <Toggle label={words.clients.showBuiltIn(builtIn.length)} checked={showBuiltIn} onChange={setShowBuiltIn} />
        )}
        {builtIn.length > 0 && !showBuiltIn && (
          <span className={`quiet small ${styles["hidden"]}`} title={builtIn.join(", ")}>
            {words.clients.hidden(builtIn)}
          </span>
        )}
      </div>
      {shown.length > 0 && <ClientTable realm={realm} clients={shown} />}
      {shown.length === 0 && search.trim() !== "" && (
        <EmptyState title={words.clients.noneFound(search.trim())} help={words.clients.noneFoundHelp}>
          <Button variant="default" onClick={() => setSearch("")}>
            {words.clients.clearSearch}
          </Button>
        </EmptyState>
      )}
      {shown.length === 0 && search.trim() === "" && (
        <EmptyState title={words.clients.none} help={words.clients.noneHelp} />
      )}
      <p className="off-screen-label" role="status">
        {words.clients.count(shown.length, clients.length)}
      </p>
    </>
  );
}

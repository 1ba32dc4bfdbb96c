import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Fragment, useState } from "react";
import { clearCallHistory, listCallHistory, type RealmSummary } from "../../../src/contract/index.ts";
import { call, sentenceOf } from "../../api.ts";
import { Disclosure } from "../../parts/Disclosure.tsx";
import { Note } from "../../parts/Note.tsx";
import { keys } from "../../queries.ts";
import { words } from "../../words.ts";
import shared from "./console.module.css";
import { HistoryRow } from "./HistoryRow.tsx";
import keptStyles from "./kept.module.css";
import requestStyles from "./request.module.css";

const say = words.console.history;
const PAGE = 12;
const SEARCH_AFTER_MS = 150;

interface HistoryPanelProps {
  readonly realm: string;
  readonly realms: readonly RealmSummary[];
  /** The form at hand. */
  readonly formKey: string | null;
}

/** What was sent from here, also before the last start. */
export const HistoryPanel = (props: HistoryPanelProps) => (
  <Disclosure summary={say.title}>
    <HistoryList {...props} />
  </Disclosure>
);

function HistoryList(place: HistoryPanelProps) {
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState<{ readonly id: string; readonly missing: string | null } | null>(null);
  const [search] = useDebouncedValue(typed.trim(), SEARCH_AFTER_MS);
  const history = useInfiniteQuery({
    queryKey: [...keys.callHistory, search],
    queryFn: ({ signal, pageParam }) =>
      call(
        listCallHistory,
        { limit: PAGE, ...(search !== "" && { search }), ...(pageParam !== null && { before: pageParam }) },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ entries, more }) => (more ? (entries.at(-1)?.id ?? null) : null),
    placeholderData: keepPreviousData,
  });
  const entries = history.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <div className={requestStyles["field"]}>
      <TextInput
        aria-label={say.search}
        placeholder={say.search}
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {history.error && <Note tone="bad">{sentenceOf(history.error)}</Note>}
      {history.data && entries.length === 0 && (
        <p className="quiet small">{search === "" ? say.none : say.noneFound}</p>
      )}
      <ul className={keptStyles["keptList"]} aria-label={say.title}>
        {entries.map((entry) => (
          <Fragment key={entry.id}>
            <HistoryRow entry={entry} {...place} asked={(missing) => setAsked({ id: entry.id, missing })} />
            {asked?.id === entry.id && asked.missing !== null && (
              <li>
                <Note live>{asked.missing}</Note>
              </li>
            )}
          </Fragment>
        ))}
      </ul>
      <div className={shared["adders"]}>
        {history.hasNextPage && (
          <Button size="compact-xs" variant="default" onClick={() => void history.fetchNextPage()}>
            {say.more}
          </Button>
        )}
        <Clear nothing={entries.length === 0 && search === ""} />
      </div>
    </div>
  );
}

/** Asked in place, since it cannot be taken back. */
function Clear({ nothing }: { readonly nothing: boolean }) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const clearing = useMutation({
    mutationFn: () => call(clearCallHistory, {}),
    onSuccess: () => {
      setAsking(false);
      return queries.invalidateQueries({ queryKey: keys.callHistory });
    },
  });
  if (clearing.data && nothing)
    return (
      <span role="status" className="quiet small">
        {say.cleared(clearing.data.cleared)}
      </span>
    );
  if (!asking)
    return (
      <Button size="compact-xs" variant="subtle" color="gray" disabled={nothing} onClick={() => setAsking(true)}>
        {say.clear}
      </Button>
    );
  return (
    <Note tone="bad" live>
      {say.clearAsk}
      <Button size="compact-xs" variant="default" onClick={() => clearing.mutate()}>
        {say.clearYes}
      </Button>
      <Button size="compact-xs" variant="default" autoFocus onClick={() => setAsking(false)}>
        {say.clearNo}
      </Button>
    </Note>
  );
}

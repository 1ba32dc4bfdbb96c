import { NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useDeferredValue, useMemo } from "react";
import type { AnswerOf, listCauses, RealmEvent } from "../../../src/contract/index.ts";
import { type EventKind, type EventsAsked, eventKinds, hrefOf, visit, visitInstead } from "../../address.ts";
import { focusSoon } from "../../focus-soon.ts";
import { takeLostFocus } from "../../lost-focus.ts";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Loading } from "../../parts/Loading.tsx";
import { useCauses, useClients } from "../../queries.ts";
import { words } from "../../words.ts";
import { EventDetails } from "./EventDetails.tsx";
import { EventList, rowId } from "./EventList.tsx";
import styles from "./events.module.css";
import { keyOf, narrowed } from "./timeline.ts";
import { useTimeline } from "./use-timeline.ts";

const say = words.events;

interface EventsScreenProps {
  readonly realm: string;
  readonly asked: EventsAsked;
}

/** All that happened in a realm, as one line of time; the event that is open is told beside it. */
export function EventsScreen({ realm, asked }: EventsScreenProps) {
  const { line, more, isComplete } = useTimeline(realm, asked);
  const text = useDeferredValue(asked.text);
  const events = useMemo(
    () => (line.data ? narrowed(line.data.events, asked.only, text) : []),
    [line.data, asked.only, text],
  );
  const open = line.data?.events.find((event) => keyOf(event) === asked.open);
  const show = (event: RealmEvent | null) => {
    const to = hrefOf.events(realm, { ...asked, open: event && keyOf(event) });
    if (asked.open === null) visit(to);
    else visitInstead(to); // Back leads out of the details, not through all that were looked at
  };
  const close = () => {
    if (asked.open !== null) focusSoon(rowId(asked.open));
    show(null);
  };
  if (!line.data) return <Loading error={line.error} again={line.refetch} />;
  return (
    <div className={styles["split"]} data-open={asked.open !== null}>
      <div className={styles["screen"]}>
        <div>
          <h1 tabIndex={-1} ref={takeLostFocus}>
            {say.title}
          </h1>
          <p className="quiet small">{say.lead}</p>
        </div>
        <Filters realm={realm} asked={asked} />
        {events.length > 0 && (
          <EventList events={events} open={asked.open} show={show} close={close} more={more} isComplete={isComplete} />
        )}
        {events.length === 0 && <NoEvents realm={realm} asked={asked} />}
        <p className={`quiet small ${styles["count"]}`} role="status">
          {say.count(events.length, isComplete)}
        </p>
      </div>
      {asked.open !== null && <EventDetails key={asked.open} realm={realm} event={open} close={close} />}
    </div>
  );
}

function Filters({ realm, asked }: EventsScreenProps) {
  const clients = useClients(realm).data?.clients ?? [];
  const causes = useCauses(realm).data?.causes ?? [];
  const narrow = (change: Partial<EventsAsked>) =>
    visitInstead(hrefOf.events(realm, { ...asked, open: null, ...change }));
  const names = clients.filter(({ builtIn }) => !builtIn).map(({ clientId }) => clientId);
  const offered = asked.client === "" || names.includes(asked.client) ? names : [asked.client, ...names];
  return (
    <div className={styles["tools"]}>
      <SegmentedControl
        aria-label={say.kindsLabel}
        value={asked.only}
        data={eventKinds.map((kind) => ({ value: kind, label: say.kinds[kind] }))}
        onChange={(only) => narrow({ only: only as EventKind })}
      />
      <NativeSelect
        aria-label={say.client}
        value={asked.client}
        data={[{ value: "", label: say.allClients }, ...offered.map((name) => ({ value: name, label: name }))]}
        onChange={(event) => narrow({ client: event.currentTarget.value })}
      />
      <NativeSelect
        className={styles["cause"] ?? ""}
        aria-label={say.cause}
        value={asked.cause}
        data={[{ value: "", label: say.allCauses }, ...causeChoices(causes, asked.cause)]}
        onChange={(event) => narrow({ cause: event.currentTarget.value })}
      />
      <TextInput
        className={styles["search"] ?? ""}
        type="search"
        data-search
        aria-label={say.text}
        placeholder={say.textHint}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={asked.text}
        onChange={(event) => narrow({ text: event.currentTarget.value })}
      />
    </div>
  );
}

/** The causes there are, and the one asked for even if no call has it now. */
const causeChoices = (causes: AnswerOf<typeof listCauses>["causes"], asked: string) => [
  ...(asked === "" || causes.some(({ cause }) => cause === asked) ? [] : [{ value: asked, label: asked }]),
  ...causes.map(({ cause, calls }) => ({ value: cause, label: say.causeOf(cause, calls) })),
];

function NoEvents({ realm, asked }: EventsScreenProps) {
  const isNarrowed = asked.only !== "all" || asked.client !== "" || asked.cause !== "" || asked.text !== "";
  if (!isNarrowed)
    return (
      <EmptyState title={say.none} help={say.noneHelp}>
        <a href={hrefOf.console(realm)}>{say.send}</a>
      </EmptyState>
    );
  return (
    <EmptyState title={say.noneFound} help={say.noneFoundHelp}>
      <a href={hrefOf.events(realm)}>{say.showAll}</a>
    </EmptyState>
  );
}

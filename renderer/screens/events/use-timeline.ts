import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type InputOf, listEvents } from "../../../src/contract/index.ts";
import type { EventKind } from "../../address.ts";
import { call } from "../../api.ts";
import { keys } from "../../queries.ts";
import { type Timeline, withNewest, withOlder } from "./timeline.ts";

const ASKED_AGAIN_MS = 2_000;
const PAGE = 200;

const onlyOf: Readonly<Record<EventKind, InputOf<typeof listEvents>["only"]>> = {
  all: undefined,
  accepted: "accepted",
  refused: "refused",
  edits: "edits",
  keys: "edits",
};

/** What the line is narrowed to; an empty text is anything. */
interface TimelineAsked {
  readonly only: EventKind;
  readonly client: string;
  readonly cause: string;
  readonly endpoint?: string;
}

/** The line of time of a realm: asked again for what is new, and for older ones when somebody comes to its end. */
export function useTimeline(realm: string, { only: kind, client, cause, endpoint }: TimelineAsked) {
  const queries = useQueryClient();
  const only = onlyOf[kind];
  const narrowed = {
    ...(only && { only }),
    ...(client !== "" && { clientId: client }),
    ...(cause !== "" && { cause }),
    ...(endpoint !== undefined && { endpoint }),
  };
  const queryKey = keys.events(realm, narrowed);
  const wanted = { realm, limit: PAGE, ...narrowed };
  const line = useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<Timeline> => {
      const page = await call(listEvents, wanted, signal);
      const before = queries.getQueryData<Timeline>(queryKey);
      return before ? withNewest(before, page) : page;
    },
    structuralSharing: false, // thousands of traces are not compared each time: what is known keeps its identity
    refetchInterval: ASKED_AGAIN_MS,
  });
  const older = useMutation({
    mutationFn: (before: string) => call(listEvents, { ...wanted, before }),
    // What was asked meanwhile may have put the line back to where an earlier page is the next one.
    onSuccess: (page, before) =>
      queries.setQueryData<Timeline>(queryKey, (now) => (now?.next === before ? withOlder(now, page) : now)),
  });
  const next = line.data?.next ?? null;
  const more = () => {
    if (next !== null && !older.isPending) older.mutate(next);
  };
  return { line, more, isComplete: next === null };
}

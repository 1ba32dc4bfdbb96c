import { useMutation, useQueryClient } from "@tanstack/react-query";
import { endAllSessions, endSession, type SessionSummary } from "../../../src/contract/index.ts";
import { call, Refusal } from "../../api.ts";
import { keys } from "../../queries.ts";

/** Which sessions are to end. */
export type Ending = "all" | { readonly sessions: readonly SessionSummary[] };

/** A session that has ended meanwhile is no failure: it is what was wanted. */
const endOne = (realm: string, { id }: SessionSummary): Promise<unknown> =>
  call(endSession, { realm, session: id }).catch((error: unknown) => {
    if (!(error instanceof Refusal && error.status === 404)) throw error;
  });

interface Where {
  readonly realm: string;
  /** All are those of this client; without it, those of the realm. */
  readonly client?: string;
}

/** Ends sessions; `done` hears how many. */
export function useEnding({ realm, client }: Where, done?: (ended: number) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (what: Ending) => {
      if (what === "all") return (await call(endAllSessions, { realm, ...(client !== undefined && { client }) })).ended;
      for (const session of what.sessions) await endOne(realm, session);
      return what.sessions.length;
    },
    onSuccess: async (ended) => {
      done?.(ended);
      await queries.invalidateQueries({ queryKey: keys.realm(realm) });
    },
  });
}

import type { SessionFacts } from "../domain/token-facts.ts";

/** A stored session: of a service account that uses refresh tokens, or of an administrator. */
export interface Session {
  readonly id: string;
  readonly realm: string;
  readonly clientId: string;
  readonly userId: string;
  readonly kind: "online" | "offline";
  readonly startedAtSeconds: number;
  readonly notes: ReadonlyMap<string, string>;
  /** The `scope` parameter of the first request; a refresh gives the same again. */
  readonly scope: string | undefined;
  /** Until when it lives unless it is refreshed. */
  expiresAtSeconds: number;
  /** What the refresh tokens of this session have in common, where the realm revokes used ones. */
  readonly reuseId: string;
  /** The refresh token that was used last, where the realm revokes used ones. */
  lastUse?: { readonly tokenId: string; readonly atSeconds: number; readonly times: number };
  /** Set once a refresh token was used against the rules: nothing that was issued in this session is good any more. */
  clientLoggedOut?: true;
}

export interface Sessions {
  create(session: Omit<Session, "id">): Session;
  /** A session that is still alive. */
  find(realm: string, id: string, nowSeconds: number): Session | undefined;
  end(id: string): void;
}

/** More live sessions than this, and the oldest are dropped: a server for development must not grow without bound. */
const SESSIONS_KEPT = 100_000;

/** @param newSessionId 24 base64url characters, as Keycloak's. */
export function createSessions(newSessionId: () => string): Sessions {
  const sessions = new Map<string, Session>();
  return {
    create: (stated) => {
      const session: Session = { ...stated, id: newSessionId() };
      if (sessions.size >= SESSIONS_KEPT) dropOldest(sessions, stated.startedAtSeconds);
      sessions.set(session.id, session);
      return session;
    },
    find: (realm, id, nowSeconds) => {
      const session = sessions.get(id);
      if (!session || session.realm !== realm) return undefined;
      if (session.expiresAtSeconds > nowSeconds) return session;
      sessions.delete(id);
      return undefined;
    },
    end: (id) => void sessions.delete(id),
  };
}

function dropOldest(sessions: Map<string, Session>, nowSeconds: number): void {
  for (const [id, { expiresAtSeconds }] of sessions) if (expiresAtSeconds <= nowSeconds) sessions.delete(id);
  for (const id of sessions.keys()) {
    if (sessions.size < SESSIONS_KEPT) break;
    sessions.delete(id);
  }
}

export const factsOf = ({ id, kind, startedAtSeconds, notes }: Session): SessionFacts => ({
  id,
  kind,
  startedAtSeconds,
  notes,
});

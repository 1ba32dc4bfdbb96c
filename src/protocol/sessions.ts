import type { CompiledClient } from "../domain/compiled-client.ts";
import { clientSessionEnd, sessionEnd } from "../domain/lifespans.ts";
import type { SessionFacts } from "../domain/token-facts.ts";
import { ExpiringMap } from "./expiring-map.ts";
import { hasLeft, type JoinedClient } from "./joined-clients.ts";

/** A stored session: of a service account that uses refresh tokens, or of an administrator. One client takes part in it. */
export interface Session {
  readonly id: string;
  readonly realm: string;
  /** The client's internal id: a client that was deleted and made anew is another one. */
  readonly client: string;
  readonly userId: string;
  readonly kind: "online" | "offline";
  readonly startedAtSeconds: number;
  readonly notes: ReadonlyMap<string, string>;
  /** The `scope` parameter of the first request. */
  readonly scope: string | undefined;
  /** What the refresh tokens of this session have in common, where the realm revokes used ones. */
  readonly reuseId: string;
  /** Clients that took part by an exchange for a refresh token, by their internal ids, and how. */
  joined?: Readonly<Record<string, JoinedClient>>;
  refreshedAtSeconds: number;
  /** When the session, and the client's part in it, end by the settings at the last refresh. */
  expiresAtSeconds: number;
  clientExpiresAtSeconds: number;
  /** The refresh token that was used last, where the realm revokes used ones. */
  lastUse?: { readonly tokenId: string; readonly atSeconds: number; readonly times: number };
  /** Set once the client is out of the session, which goes on without it: nothing that was issued in it is good any more. */
  clientLoggedOut?: true;
}

/** Whose a session is. */
export type Holder = Pick<Session, "realm" | "client" | "userId">;

export type SessionDraft = Omit<Session, "id" | "realm" | "client" | "refreshedAtSeconds" | Ends>;
type Ends = "expiresAtSeconds" | "clientExpiresAtSeconds";

export interface Sessions {
  create(client: CompiledClient, session: SessionDraft): Session;
  /** A session that has not ended yet; `stateOf` tells what it is worth by the settings of now. */
  find(realm: string, id: string): Session | undefined;
  /** All of a realm that have not ended yet, the oldest first. */
  ofRealm(realm: string): readonly Session[];
  /** Moves the ends of a session that is refreshed. */
  refresh(session: Session, client: CompiledClient, nowSeconds: number): void;
  /** To be told when a session was changed. */
  changed(session: Session): void;
  end(id: string): void;
  /** Ends the sessions whose client or user is gone, of one realm or of all. Looks through them only when one is. */
  endWhereGone(isThere: (holder: Holder) => boolean, realm?: string): void;
}

/** More live sessions than this, and the oldest are dropped: a server for development must not grow without bound. */
export const SESSIONS_KEPT = 100_000;

/** @param newSessionId 24 base64url characters, as Keycloak's. */
export function createSessions(
  newSessionId: () => string,
  sessions = new ExpiringMap<Session>(SESSIONS_KEPT),
): Sessions {
  const holders = createHolders();
  for (const session of sessions.values()) holders.add(session);
  const keep = (session: Session, nowSeconds: number) =>
    sessions.set(session.id, session, session.expiresAtSeconds, nowSeconds);
  return {
    create: (client, draft) => {
      const { startedAtSeconds } = draft;
      const id = newSessionId();
      const expiresAtSeconds = sessionEnd(client.realm, draft, startedAtSeconds);
      const clientExpiresAtSeconds = clientSessionEnd(client, draft, startedAtSeconds);
      const ends = { refreshedAtSeconds: startedAtSeconds, expiresAtSeconds, clientExpiresAtSeconds };
      const session: Session = { id, realm: client.realm.name, client: client.id, ...draft, ...ends };
      keep(session, startedAtSeconds);
      holders.add(session);
      return session;
    },
    find: (realm, id) => {
      const session = sessions.entry(id)?.value;
      return session?.realm === realm ? session : undefined;
    },
    ofRealm: (realm) => [...sessions.values()].filter((session) => session.realm === realm),
    refresh: (session, client, nowSeconds) => {
      session.refreshedAtSeconds = nowSeconds;
      session.expiresAtSeconds = sessionEnd(client.realm, session, nowSeconds);
      session.clientExpiresAtSeconds = clientSessionEnd(client, session, nowSeconds);
      keep(session, nowSeconds);
    },
    changed: (session) => keep(session, session.refreshedAtSeconds),
    end: (id) => sessions.delete(id),
    endWhereGone: (isThere, realm) => {
      const gone = holders.takeGone(isThere, realm);
      if (gone.size === 0) return;
      for (const session of sessions.values()) if (gone.has(nameOf(session))) sessions.delete(session.id);
    },
  };
}

const nameOf = ({ realm, client, userId }: Holder): string => `${client}\n${userId}\n${realm}`;

/** Who has or had sessions: few, however many sessions there are. */
function createHolders() {
  const byName = new Map<string, Holder>();
  return {
    add: (session: Session): void => {
      const { realm, client, userId } = session;
      byName.set(nameOf(session), { realm, client, userId });
    },
    takeGone: (isThere: (holder: Holder) => boolean, realm?: string): ReadonlySet<string> => {
      const gone = new Set<string>();
      for (const [name, holder] of byName) {
        if ((realm !== undefined && holder.realm !== realm) || isThere(holder)) continue;
        gone.add(name);
        byName.delete(name);
      }
      return gone;
    },
  };
}

/**
 * `ended`: logged out, revoked, or its time came. `expired`: the settings were changed since, and by those of now its time
 * is over. The client's part in a session may be over before the session is.
 */
export type SessionState = "alive" | "ended" | "expired" | "without its client" | "client expired";

/**
 * What a session is worth to a client by the settings of now (asked on 26.7: a change counts for sessions that are there,
 * too). A client that got its token by exchange has a part of its own only when it got a refresh token as well.
 */
export function stateOf(session: Session | undefined, client: CompiledClient, nowSeconds: number): SessionState {
  if (!session) return "ended";
  const { refreshedAtSeconds } = session;
  if (sessionEnd(client.realm, session, refreshedAtSeconds) <= nowSeconds)
    return session.expiresAtSeconds <= nowSeconds ? "ended" : "expired";
  if (session.client !== client.id) return hasLeft(client, session) ? "without its client" : "alive";
  if (session.clientLoggedOut) return "without its client";
  if (clientSessionEnd(client, session, refreshedAtSeconds) > nowSeconds) return "alive";
  return session.clientExpiresAtSeconds <= nowSeconds ? "without its client" : "client expired";
}

/** A token that is a second older than its session came before it: the clock may have moved in between. */
export const isOlderThan = (issuedAt: unknown, { startedAtSeconds }: Session): boolean =>
  Number(issuedAt ?? 0) + 1 < startedAtSeconds;

export const factsOf = ({ id, kind, startedAtSeconds, notes }: Session): SessionFacts => ({
  id,
  kind,
  startedAtSeconds,
  notes,
});

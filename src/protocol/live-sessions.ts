import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { takesPart } from "./joined-clients.ts";
import { type Session, type Sessions, stateOf } from "./sessions.ts";

export interface LiveSession {
  readonly session: Session;
  /** The clientIds of those who take part in it now, by id. */
  readonly clients: ReadonlyMap<string, string>;
}

/** The realm's sessions that somebody takes part in, with who does. */
export const liveSessions = (sessions: Sessions, realm: CompiledRealm, nowSeconds: number): readonly LiveSession[] =>
  sessions
    .ofRealm(realm.name)
    .map((session) => ({ session, clients: clientsIn(realm, session, nowSeconds) }))
    .filter(({ clients }) => clients.size > 0);

function clientsIn(realm: CompiledRealm, session: Session, nowSeconds: number): ReadonlyMap<string, string> {
  const clients = [session.client, ...Object.keys(session.joined ?? {})]
    .map((id) => realm.findClientById(id))
    .filter((client) => client !== undefined)
    .filter((client) => takesPart(client, session) && stateOf(session, client, nowSeconds) === "alive");
  return new Map(clients.map(({ id, clientId }) => [id, clientId]));
}

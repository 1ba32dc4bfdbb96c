import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { takesPart } from "../protocol/joined-clients.ts";
import { type Session, stateOf } from "../protocol/sessions.ts";
import type { RealmCall } from "./admin-call.ts";

/** The clients that take part in a session now, by id. */
function clientsIn({ ctx, realm }: RealmCall, session: Session): ReadonlyMap<string, string> {
  const now = ctx.protocol.nowSeconds();
  const clients = [session.client, ...Object.keys(session.joined ?? {})]
    .map((id) => realm.findClientById(id))
    .filter((client) => client !== undefined)
    .filter((client) => takesPart(client, session) && stateOf(session, client, now) === "alive");
  return new Map(clients.map(({ id, clientId }) => [id, clientId]));
}

/** The realm's sessions that somebody takes part in, with who does. */
export function sessionsOf(
  call: RealmCall,
  kind: Session["kind"],
): readonly { readonly session: Session; readonly clients: ReadonlyMap<string, string> }[] {
  return call.ctx.protocol.sessions
    .ofRealm(call.realm.name)
    .filter((session) => session.kind === kind)
    .map((session) => ({ session, clients: clientsIn(call, session) }))
    .filter(({ clients }) => clients.size > 0);
}

/** A session as the Admin API shows it; times are milliseconds. */
export const sessionRepresentation = (
  realm: CompiledRealm,
  { session, clients }: ReturnType<typeof sessionsOf>[number],
): object => ({
  id: session.id,
  username: realm.usersById.get(session.userId)?.username,
  userId: session.userId,
  ipAddress: session.notes.get("clientAddress"),
  start: session.startedAtSeconds * 1000,
  lastAccess: session.refreshedAtSeconds * 1000,
  rememberMe: false,
  clients: Object.fromEntries(clients),
  transientUser: false,
});

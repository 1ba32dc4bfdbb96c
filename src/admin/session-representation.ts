import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { type LiveSession, liveSessions } from "../protocol/live-sessions.ts";
import type { Session } from "../protocol/sessions.ts";
import type { RealmCall } from "./admin-call.ts";

/** The realm's sessions of a kind that somebody takes part in, with who does. */
export const sessionsOf = ({ ctx, realm }: RealmCall, kind: Session["kind"]): readonly LiveSession[] =>
  liveSessions(ctx.protocol.sessions, realm, ctx.protocol.nowSeconds()).filter(({ session }) => session.kind === kind);

/** A session as the Admin API shows it; times are milliseconds. */
export const sessionRepresentation = (realm: CompiledRealm, { session, clients }: LiveSession): object => ({
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

import { endAllSessions, endSession, listSessions, type SessionSummary } from "../contract/sessions.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { type LiveSession, liveSessions } from "../protocol/live-sessions.ts";
import { withRealm } from "./find-realm.ts";
import { saving } from "./saving.ts";
import { answered, refused, serve } from "./serve.ts";
import type { WorkbenchContext } from "./workbench-context.ts";

const MOST_SHOWN = 500;

export const serveSessions = serve(listSessions, (ctx, { realm, client }) =>
  withRealm(ctx, realm, (store) => {
    const compiled = asRequestsSeeIt(ctx, store.read().compiled);
    const found = sessionsOf(ctx, compiled, client).toReversed();
    return answered({
      total: found.length,
      sessions: found.slice(0, MOST_SHOWN).map((each) => toSummary(compiled, each)),
    });
  }),
);

export const serveEndSession = serve(endSession, (ctx, { realm, session: id }) =>
  withRealm(ctx, realm, () => {
    const { sessions } = ctx.protocol;
    const session = sessions.find(realm, id);
    if (!session) return refused(404, "That session has ended already");
    sessions.end(session.id);
    return answered({ ended: 1 });
  }),
);

export const serveEndAllSessions = serve(endAllSessions, (ctx, { realm, client }, caller) =>
  withRealm(ctx, realm, (store) =>
    saving(store, async () => {
      const found = sessionsOf(ctx, asRequestsSeeIt(ctx, store.read().compiled), client);
      const { sessions, nowSeconds } = ctx.protocol;
      if (client === undefined) {
        const summary = ["Everybody logged out: tokens issued until now no longer count"];
        const notBefore = nowSeconds();
        await store.edit((document) => ({ ...document, notBefore }), { by: caller.name, summary });
      }
      for (const { session } of found) sessions.end(session.id);
      return { ended: found.length };
    }),
  ),
);

/** With the administrator of `master`, who is not stored there. */
const asRequestsSeeIt = ({ protocol }: WorkbenchContext, realm: CompiledRealm): CompiledRealm =>
  protocol.findRealm(realm.name)?.compiled ?? realm;

/** The oldest first. */
const sessionsOf = (
  { protocol }: WorkbenchContext,
  realm: CompiledRealm,
  client: string | undefined,
): readonly LiveSession[] =>
  liveSessions(protocol.sessions, realm, protocol.nowSeconds()).filter(
    ({ clients }) => client === undefined || clients.has(client),
  );

const toSummary = ({ usersById }: CompiledRealm, { session, clients }: LiveSession): SessionSummary => ({
  id: session.id,
  kind: session.kind,
  user: { id: session.userId, name: usersById.get(session.userId)?.username ?? "" },
  clients: [...clients].map(([id, clientId]) => ({ id, clientId })),
  startedAtSeconds: session.startedAtSeconds,
  lastAccessSeconds: session.refreshedAtSeconds,
  expiresAtSeconds: session.expiresAtSeconds,
  ipAddress: session.notes.get("clientAddress") ?? "",
});

import { noContent, notFound, ok, refuse } from "./admin-answer.ts";
import { edit, param, type RealmCall, requireAny } from "./admin-call.ts";
import { queryFlag } from "./query.ts";
import type { Operation } from "./resource.ts";
import { sessionsOf } from "./session-representation.ts";

/** How many sessions each client takes part in; clients with none are left out. The numbers are texts (recorded). */
const clientSessionStats: Operation<RealmCall> = (call) => {
  requireAny(call, "view-realm", "manage-realm");
  const counts = new Map<string, { clientId: string; online: number; offline: number }>();
  for (const kind of ["online", "offline"] as const)
    for (const { clients } of sessionsOf(call, kind))
      for (const [id, clientId] of clients) {
        const count = counts.get(id) ?? { clientId, online: 0, offline: 0 };
        count[kind]++;
        counts.set(id, count);
      }
  return ok(
    [...counts].map(([id, { clientId, online, offline }]) => ({
      offline: String(offline),
      clientId,
      active: String(online),
      id,
    })),
  );
};

const realmAction = (path: string) =>
  ({ operation: "ACTION", resourceType: "REALM", resourcePath: path, representation: {} }) as const;

/** No client is called: those of today ask for themselves. */
const pushRevocation: Operation<RealmCall> = (call) => {
  requireAny(call, "manage-realm");
  return ok({}, realmAction("push-revocation"));
};

/** Ends every session, and makes all tokens issued until now worthless. */
const logoutAll: Operation<RealmCall> = async (call) => {
  requireAny(call, "manage-users");
  const { sessions, nowSeconds } = call.ctx.protocol;
  const notBefore = nowSeconds();
  await edit(call, "Everybody logged out: tokens issued until now no longer count", (document) => ({
    ...document,
    notBefore,
  }));
  for (const { id } of sessions.ofRealm(call.realm.name)) sessions.end(id);
  return ok({}, realmAction("logout-all"));
};

const endSession: Operation<RealmCall> = (call) => {
  requireAny(call, "manage-users");
  const { sessions } = call.ctx.protocol;
  const session = sessions.find(call.realm.name, param(call, "session"));
  const kind = queryFlag(call, "isOffline") ? "offline" : "online";
  if (session?.kind !== kind) return refuse(notFound("Sesssion not found"));
  sessions.end(session.id);
  return noContent({
    operation: "DELETE",
    resourceType: "USER_SESSION",
    resourcePath: `sessions/${session.id}`,
    representation: kind === "offline" ? { offline: true } : undefined,
  });
};

/** Caches that Tokenbench does not have are quickly emptied. */
const clearCache: Operation<RealmCall> = (call) => {
  requireAny(call, "manage-realm");
  return noContent();
};

export const realmSessions: Readonly<Record<string, Operation<RealmCall>>> = {
  "GET client-session-stats": clientSessionStats,
  "POST push-revocation": pushRevocation,
  "POST logout-all": logoutAll,
  "DELETE sessions/{session}": endSession,
  "POST clear-realm-cache": clearCache,
  "POST clear-user-cache": clearCache,
  "POST clear-keys-cache": clearCache,
};

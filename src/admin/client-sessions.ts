import type { Session } from "../protocol/sessions.ts";
import { ok } from "./admin-answer.ts";
import { type ClientCall, requireAny } from "./admin-call.ts";
import { page } from "./query.ts";
import type { Operation } from "./resource.ts";
import { sessionRepresentation, sessionsOf } from "./session-representation.ts";

const LONGEST_PAGE = 100;

function sessionsIn(call: ClientCall, kind: Session["kind"]) {
  requireAny(call, "view-clients", "manage-clients");
  return sessionsOf(call, kind).filter(({ clients }) => clients.has(call.client.id));
}

const count =
  (kind: Session["kind"]): Operation<ClientCall> =>
  (call) =>
    ok({ count: sessionsIn(call, kind).length });

const list =
  (kind: Session["kind"]): Operation<ClientCall> =>
  (call) =>
    ok(page(call, sessionsIn(call, kind), LONGEST_PAGE).map((each) => sessionRepresentation(call.realm, each)));

export const clientSessions: Readonly<Record<string, Operation<ClientCall>>> = {
  "GET session-count": count("online"),
  "GET user-sessions": list("online"),
  "GET offline-session-count": count("offline"),
  "GET offline-sessions": list("offline"),
};

import { randomBytes } from "node:crypto";
import { ExpiringMap } from "../protocol/expiring-map.ts";
import { createSessions, SESSIONS_KEPT, type Session, type Sessions } from "../protocol/sessions.ts";
import {
  createRevokedTokens,
  createUsedIds,
  IDS_KEPT,
  type RevokedTokens,
  type UsedIds,
} from "../protocol/used-ids.ts";
import type { RealmWorkspace } from "./realm-keeper.ts";

/** What was issued and used, and outlives the process: expires by the clock, and never grows without bound. */
export interface LastingState {
  readonly sessions: Sessions;
  readonly usedIds: UsedIds;
  readonly revokedTokens: RevokedTokens;
}

/** How the values of one journal are written, and read back; undefined for what is none. */
interface Format<Value> {
  toJson(value: Value, expiresAtSeconds: number): unknown;
  read(key: string, json: unknown): { readonly value: Value; readonly expiresAtSeconds: number } | undefined;
}

/** 24 base64url characters, as Keycloak's. */
export const newSessionId = (): string => randomBytes(18).toString("base64url");

/** All in memory: for a server that leaves nothing behind. */
const forgetful = (): LastingState => ({
  sessions: createSessions(newSessionId),
  usedIds: createUsedIds(),
  revokedTokens: createRevokedTokens(),
});

/** @param state absent for a server that leaves nothing behind. */
export async function openLastingState(
  state: RealmWorkspace["state"] | undefined,
  nowSeconds: number,
): Promise<LastingState> {
  if (!state) return forgetful();
  const [sessions, usedIds, revokedTokens] = await Promise.all([
    openMap(state, "sessions", SESSIONS_KEPT, sessionFormat, nowSeconds),
    openMap(state, "used-ids", IDS_KEPT, idFormat, nowSeconds),
    openMap(state, "revoked-tokens", IDS_KEPT, idFormat, nowSeconds),
  ]);
  return {
    sessions: createSessions(newSessionId, sessions),
    usedIds: createUsedIds(usedIds),
    revokedTokens: createRevokedTokens(revokedTokens),
  };
}

async function openMap<Value>(
  state: RealmWorkspace["state"],
  name: string,
  limit: number,
  format: Format<Value>,
  nowSeconds: number,
): Promise<ExpiringMap<Value>> {
  const { journal, entries } = await state.openJournal(name);
  const map = new ExpiringMap<Value>(limit);
  for (const [key, json] of entries) {
    const entry = format.read(key, json);
    if (entry && entry.expiresAtSeconds > nowSeconds) map.set(key, entry.value, entry.expiresAtSeconds, nowSeconds);
  }
  map.listen((key) => journal.changed(key));
  journal.keep({
    get size() {
      return map.size;
    },
    keys: () => map.keys(),
    toJson: (key) => {
      const entry = map.entry(key);
      return entry && format.toJson(entry.value, entry.expiresAtSeconds);
    },
  });
  return map;
}

const idFormat: Format<true> = {
  toJson: (_used, expiresAtSeconds) => expiresAtSeconds,
  read: (_id, json) => (typeof json === "number" ? { value: true, expiresAtSeconds: json } : undefined),
};

const sessionFormat: Format<Session> = {
  toJson: ({ id: _key, notes, ...session }) => ({ ...session, notes: Object.fromEntries(notes) }),
  read: (id, json) => {
    if (!isSession(json)) return undefined;
    const { notes, ...session } = json;
    const value = { ...session, id, scope: session.scope, notes: new Map(Object.entries(notes)) };
    return { value, expiresAtSeconds: value.expiresAtSeconds };
  },
};

type KeptSession = Omit<Session, "id" | "notes"> & { readonly notes: Readonly<Record<string, string>> };

const TEXTS = ["realm", "client", "userId", "reuseId"] as const;
const TIMES = ["startedAtSeconds", "refreshedAtSeconds", "expiresAtSeconds", "clientExpiresAtSeconds"] as const;

/** Whether it is as we write it; another version's, or one changed by hand, is left out. */
function isSession(json: unknown): json is KeptSession {
  if (json === null || typeof json !== "object") return false;
  const { kind, scope, notes, ...rest } = json as Partial<KeptSession>;
  return (
    (kind === "online" || kind === "offline") &&
    (scope === undefined || typeof scope === "string") &&
    notes !== null &&
    typeof notes === "object" &&
    TEXTS.every((name) => typeof rest[name] === "string") &&
    TIMES.every((name) => Number.isFinite(rest[name]))
  );
}

import type { CompiledClient } from "./compiled-client.ts";
import type { CompiledRealm } from "./compiled-realm.ts";
import type { SessionFacts } from "./token-facts.ts";

/** A client attribute as seconds; undefined when blank, not a number or not positive, which all mean "not set". */
function secondsAttribute(client: CompiledClient, name: string): number | undefined {
  const text = client.attribute(name);
  const seconds = text === undefined ? Number.NaN : Number(text);
  return Number.isInteger(seconds) && seconds > 0 ? seconds : undefined;
}

const positive = (seconds: number | undefined) => (seconds !== undefined && seconds > 0 ? seconds : undefined);

type Kind = SessionFacts["kind"];
type Span = Pick<SessionFacts, "kind" | "startedAtSeconds">;

/** How long a user's session lasts from its start, in seconds; undefined when it has no end (offline, unless the realm limits it). */
function wholeLifespanSeconds({ document }: CompiledRealm, kind: Kind): number | undefined {
  if (kind !== "offline") return positive(document.ssoSessionMaxLifespan) ?? 36_000;
  return document.offlineSessionMaxLifespanEnabled
    ? (positive(document.offlineSessionMaxLifespan) ?? 5_184_000)
    : undefined;
}

/** How long a client takes part in a session, from its start: never longer than the session. */
function maxLifespanSeconds(client: CompiledClient, kind: Kind): number | undefined {
  const { document } = client.realm;
  const whole = wholeLifespanSeconds(client.realm, kind);
  const own =
    kind === "offline"
      ? (secondsAttribute(client, "client.offline.session.max.lifespan") ??
        (whole === undefined ? undefined : positive(document.clientOfflineSessionMaxLifespan)))
      : (secondsAttribute(client, "client.session.max.lifespan") ?? positive(document.clientSessionMaxLifespan));
  return own === undefined || whole === undefined ? (own ?? whole) : Math.min(own, whole);
}

function wholeIdleSeconds({ document }: CompiledRealm, kind: Kind): number {
  return kind === "offline"
    ? (positive(document.offlineSessionIdleTimeout) ?? 2_592_000)
    : (positive(document.ssoSessionIdleTimeout) ?? 1800);
}

/** How long a client stays in a session without refreshing, in seconds. */
function idleSeconds(client: CompiledClient, kind: Kind): number {
  const { document } = client.realm;
  const own =
    kind === "offline"
      ? (secondsAttribute(client, "client.offline.session.idle.timeout") ??
        positive(document.clientOfflineSessionIdleTimeout))
      : (secondsAttribute(client, "client.session.idle.timeout") ?? positive(document.clientSessionIdleTimeout));
  return own ?? wholeIdleSeconds(client.realm, kind);
}

const endOf = (startedAt: number, max: number | undefined, refreshedAt: number, idle: number): number =>
  Math.min(refreshedAt + idle, max === undefined ? Number.POSITIVE_INFINITY : startedAt + max);

/** When a user's session ends by the realm's settings, in epoch seconds, unless it is refreshed before. */
export const sessionEnd = (
  realm: CompiledRealm,
  { kind, startedAtSeconds }: Span,
  refreshedAtSeconds: number,
): number =>
  endOf(startedAtSeconds, wholeLifespanSeconds(realm, kind), refreshedAtSeconds, wholeIdleSeconds(realm, kind));

/** When a client's part in a session ends, in epoch seconds, unless it is refreshed before. */
export const clientSessionEnd = (
  client: CompiledClient,
  { kind, startedAtSeconds }: Span,
  refreshedAtSeconds: number,
): number => endOf(startedAtSeconds, maxLifespanSeconds(client, kind), refreshedAtSeconds, idleSeconds(client, kind));

/**
 * When an access token expires, in epoch seconds (reference §9.2): after the client's own lifespan, else the realm's, but
 * never later than its session ends. A lifespan of -1 is as long as the realm lets sessions last, offline ones too.
 */
export function accessTokenExpiry(client: CompiledClient, session: SessionFacts, nowSeconds: number): number {
  const own = client.attribute("access.token.lifespan");
  const lifespan =
    own !== undefined && /^-?\d+$/.test(own.trim()) ? Number(own) : (client.realm.document.accessTokenLifespan ?? 300);
  const max = maxLifespanSeconds(client, session.kind);
  const whole = wholeLifespanSeconds(client.realm, session.kind) ?? Number.POSITIVE_INFINITY;
  const wished =
    lifespan === -1
      ? session.startedAtSeconds + (positive(client.realm.document.ssoSessionMaxLifespan) ?? 36_000)
      : nowSeconds + lifespan;
  if (max === undefined) return wished;
  const since = session.guestSinceSeconds ?? session.startedAtSeconds;
  return Math.min(wished, since + max, session.startedAtSeconds + whole);
}

/** When a refresh token expires, in epoch seconds (reference §9.3); undefined for an offline token of a realm that sets no maximum. */
export function refreshTokenExpiry(
  client: CompiledClient,
  session: SessionFacts,
  nowSeconds: number,
): number | undefined {
  if (wholeLifespanSeconds(client.realm, session.kind) === undefined) return undefined;
  return clientSessionEnd(client, session, nowSeconds);
}

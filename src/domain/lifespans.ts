import type { CompiledClient } from "./compiled-client.ts";
import type { SessionFacts } from "./token-facts.ts";

/** A client attribute as seconds; undefined when blank, not a number or not positive, which all mean "not set". */
function secondsAttribute(client: CompiledClient, name: string): number | undefined {
  const text = client.attribute(name);
  const seconds = text === undefined ? Number.NaN : Number(text);
  return Number.isInteger(seconds) && seconds > 0 ? seconds : undefined;
}

const positive = (seconds: number | undefined) => (seconds !== undefined && seconds > 0 ? seconds : undefined);

/** The longest a session lasts from its start, in seconds; undefined when it has no end (offline, unless the realm limits it). */
function maxLifespanSeconds(client: CompiledClient, { kind }: SessionFacts): number | undefined {
  const realm = client.realm.document;
  if (kind !== "offline") {
    const whole = realm.ssoSessionMaxLifespan ?? 36_000;
    return Math.min(
      whole,
      secondsAttribute(client, "client.session.max.lifespan") ?? positive(realm.clientSessionMaxLifespan) ?? whole,
    );
  }
  if (!realm.offlineSessionMaxLifespanEnabled) return undefined;
  const whole = realm.offlineSessionMaxLifespan ?? 5_184_000;
  return Math.min(
    whole,
    secondsAttribute(client, "client.offline.session.max.lifespan") ??
      positive(realm.clientOfflineSessionMaxLifespan) ??
      whole,
  );
}

/** How long a session lives without being refreshed, in seconds. */
function idleSeconds(client: CompiledClient, { kind }: Pick<SessionFacts, "kind">): number {
  const realm = client.realm.document;
  if (kind === "offline")
    return (
      secondsAttribute(client, "client.offline.session.idle.timeout") ??
      positive(realm.clientOfflineSessionIdleTimeout) ??
      realm.offlineSessionIdleTimeout ??
      2_592_000
    );
  return (
    secondsAttribute(client, "client.session.idle.timeout") ??
    positive(realm.clientSessionIdleTimeout) ??
    realm.ssoSessionIdleTimeout ??
    1800
  );
}

/**
 * When an access token expires, in epoch seconds (reference §9.2): after the client's own lifespan, else the realm's, but
 * never later than its session ends. A lifespan of -1 is "as long as the session".
 */
export function accessTokenExpiry(client: CompiledClient, session: SessionFacts, nowSeconds: number): number {
  const own = client.attribute("access.token.lifespan");
  const lifespan =
    own !== undefined && /^-?\d+$/.test(own.trim()) ? Number(own) : (client.realm.document.accessTokenLifespan ?? 300);
  const max = maxLifespanSeconds(client, session);
  const wished =
    lifespan === -1
      ? session.startedAtSeconds + (max ?? client.realm.document.ssoSessionMaxLifespan ?? 36_000)
      : nowSeconds + lifespan;
  return max === undefined ? wished : Math.min(wished, session.startedAtSeconds + max);
}

/** When a refresh token expires, in epoch seconds (reference §9.3); undefined for an offline token of a realm that sets no maximum. */
export function refreshTokenExpiry(
  client: CompiledClient,
  session: SessionFacts,
  nowSeconds: number,
): number | undefined {
  const max = maxLifespanSeconds(client, session);
  if (max === undefined) return undefined;
  return Math.min(nowSeconds + idleSeconds(client, session), session.startedAtSeconds + max);
}

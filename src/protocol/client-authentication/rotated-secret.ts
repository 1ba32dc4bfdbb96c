import type { CompiledClient } from "../../domain/compiled-client.ts";

/**
 * The secret before the present one, which stays good until its time is over. That the client has one is enough: neither
 * `client.secret.rotation.enabled` nor a policy of the realm counts (recorded).
 */
export function rotatedSecretOf(client: CompiledClient, nowSeconds: number) {
  const secret = client.attribute("client.secret.rotated") ?? "";
  const until = secondsAttribute(client, "client.secret.rotated.expiration.time") ?? 0;
  return { secret, good: secret !== "" && until > nowSeconds };
}

/** For how long the present secret has been expired, in seconds; undefined while it is good. */
export function secondsSinceExpiry(client: CompiledClient, nowSeconds: number): number | undefined {
  const until = secondsAttribute(client, "client.secret.expiration.time");
  return until !== undefined && until > 0 && until <= nowSeconds ? nowSeconds - until : undefined;
}

function secondsAttribute(client: CompiledClient, name: string): number | undefined {
  const text = client.attribute(name);
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

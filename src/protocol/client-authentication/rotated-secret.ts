import type { CompiledClient } from "../../domain/compiled-client.ts";

const isRotating = (client: CompiledClient): boolean => client.attribute("client.secret.rotation.enabled") === "true";

/** The secret before the present one, which stays good for a while where secrets are rotated (reference §3.1). */
export function rotatedSecretOf(client: CompiledClient, nowSeconds: number) {
  const secret = client.attribute("client.secret.rotated") ?? "";
  const until = secondsAttribute(client, "client.secret.rotated.expiration.time") ?? 0;
  return { secret, good: secret !== "" && isRotating(client) && until > nowSeconds };
}

/** For how long the present secret has been expired, in seconds; undefined while it is good. */
export function secondsSinceExpiry(client: CompiledClient, nowSeconds: number): number | undefined {
  const until = isRotating(client) ? secondsAttribute(client, "client.secret.expiration.time") : undefined;
  return until !== undefined && until <= nowSeconds ? nowSeconds - until : undefined;
}

function secondsAttribute(client: CompiledClient, name: string): number | undefined {
  const text = client.attribute(name);
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

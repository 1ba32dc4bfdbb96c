import type { CompiledClient } from "../domain/compiled-client.ts";
import type { Session } from "./sessions.ts";

/** A client's part in the session of another, which began when it exchanged a token for a refresh token. */
export interface JoinedClient {
  /** The `scope` parameter of its last exchange. */
  readonly scope: string | null;
  /** The clients whose tokens it exchanged, by client id: when one of them is revoked, its part ends. */
  readonly subjects: readonly string[];
  readonly ended?: true;
}

export const takesPart = (client: CompiledClient, session: Session): boolean =>
  session.client === client.id || isJoined(session.joined?.[client.id]);

const isJoined = (joined: JoinedClient | undefined): boolean => joined !== undefined && !joined.ended;

/** The `scope` parameter by which a client takes part. */
export const scopeOfPart = (client: CompiledClient, session: Session): string | undefined =>
  session.client === client.id ? session.scope : (session.joined?.[client.id]?.scope ?? undefined);

export const hasLeft = (client: CompiledClient, session: Session): boolean =>
  session.joined?.[client.id]?.ended === true;

/** @param subject the client id of the token that was exchanged. */
export function joinSession(
  client: CompiledClient,
  session: Session,
  subject: string,
  scope: string | undefined,
): void {
  const { [client.id]: before } = session.joined ?? {};
  const subjects = new Set(isJoined(before) ? before?.subjects : []).add(subject);
  const joined = { scope: scope ?? before?.scope ?? null, subjects: [...subjects] };
  session.joined = { ...session.joined, [client.id]: joined };
}

/** Ends the part of a client itself, and of those who exchanged tokens of it. @returns whether there was any. */
export function endParts(session: Session, isMeant: (clientId: string, joined: JoinedClient) => boolean): boolean {
  const meant = Object.entries(session.joined ?? {}).filter(([id, joined]) => isJoined(joined) && isMeant(id, joined));
  for (const [id, joined] of meant) session.joined = { ...session.joined, [id]: { ...joined, ended: true } };
  return meant.length > 0;
}

import { z } from "zod";
import { answers, endpoint } from "./endpoint.ts";

/** A session of a service account that uses refresh tokens, or of an administrator. */
export interface SessionSummary {
  readonly id: string;
  readonly kind: "online" | "offline";
  readonly user: { readonly id: string; readonly name: string };
  /** Who takes part in it now. */
  readonly clients: readonly { readonly id: string; readonly clientId: string }[];
  readonly startedAtSeconds: number;
  readonly lastAccessSeconds: number;
  /** When it ends unless it is refreshed before. */
  readonly expiresAtSeconds: number;
  readonly ipAddress: string;
}

/** The newest five hundred, of a client (its internal id) or of all. */
export const listSessions = endpoint(
  "GET",
  "/workbench/realms/:realm/sessions",
  z.strictObject({ realm: z.string(), client: z.string().exactOptional() }),
  answers<{ readonly total: number; readonly sessions: readonly SessionSummary[] }>(),
);

/** Ends a session: its refresh tokens no longer work, nor do access tokens where somebody asks the server for them. */
export const endSession = endpoint(
  "POST",
  "/workbench/realms/:realm/sessions/:session/end",
  z.strictObject({ realm: z.string(), session: z.string() }),
  answers<{ readonly ended: number }>(),
);

/**
 * Ends the sessions that a client takes part in; without `client` all of the realm, and then no token that was issued until now
 * counts any more: the realm's *Not before* is set, as Keycloak's *Sign out all active sessions* does.
 */
export const endAllSessions = endpoint(
  "POST",
  "/workbench/realms/:realm/sessions/end-all",
  z.strictObject({ realm: z.string(), client: z.string().exactOptional() }),
  answers<{ readonly ended: number }>(),
);

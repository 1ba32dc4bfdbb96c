import { z } from "zod";
import type { CallExchange, RawCall, TokenCall } from "./calls.ts";
import { answers, endpoint } from "./endpoint.ts";
import type { FollowUp, FollowUpStep } from "./follow-ups.ts";

/** A call that was sent from here, in a line. */
export interface CallHistoryEntry {
  /** That of the exchange. */
  readonly id: string;
  readonly atSeconds: number;
  readonly chain: string | null;
  readonly what: "token" | "raw" | FollowUpStep["kind"];
  /** As the call says it, with its variables; null for a raw request. */
  readonly issuer: string | null;
  /** Where it went. */
  readonly host: string;
  readonly clientId: string | null;
  /** 0 where no answer came. */
  readonly status: number;
  /** The code of the refusal. */
  readonly error: string | null;
  /** Why no answer came, in words: the server was not found or not trusted, was silent, or the call was cancelled. */
  readonly failure: string | null;
  readonly elapsedMs: number;
  readonly tokens: readonly {
    readonly kind: string;
    readonly expiresAtSeconds: number | null;
    readonly scope: string | null;
  }[];
}

/** The newest first; those before the entry with the id `before`, which has to be there still. */
export const listCallHistory = endpoint(
  "GET",
  "/workbench/history/calls",
  z.strictObject({
    /** Words that all must be in the entry, whatever their case. */
    search: z.string().max(300).exactOptional(),
    before: z.string().max(100).exactOptional(),
    limit: z.coerce.number<number | string>().int().min(1).max(200).exactOptional(),
  }),
  answers<{ readonly entries: readonly CallHistoryEntry[]; readonly more: boolean }>(),
);

/**
 * A call as it is kept: over restarts, 200 of them and 8 MB at most. Tokens are kept without their signature, so that they can
 * be read and compared but not used.
 */
export const readCallHistory = endpoint(
  "GET",
  "/workbench/history/calls/:id",
  z.strictObject({ id: z.string().max(100) }),
  answers<{
    readonly entry: CallHistoryEntry;
    /** null where no answer came. */
    readonly exchange: CallExchange | null;
    /**
     * The request for a token, to be sent again: with the stored client and the variables, without secrets and keys that were
     * typed. For what goes on from a token it is that of its story, since the token is not kept. null for a raw request.
     */
    readonly call: TokenCall | null;
    /** A raw request with its secrets masked, each to be typed again; null for all others, and where it was no text or a huge one. */
    readonly raw: RawCall | null;
    /** What went on from a token, which is left empty unless it was a variable; null for all others. */
    readonly followUp: FollowUp | null;
  }>(),
);

export const clearCallHistory = endpoint(
  "POST",
  "/workbench/history/calls/clear",
  z.strictObject({}),
  answers<{ readonly cleared: number }>(),
);

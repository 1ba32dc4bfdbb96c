import { z } from "zod";
import { answers, endpoint } from "./endpoint.ts";
import type { CallEvent } from "./events.ts";

/** A request that some realm of the server answered. */
export interface ReceivedCallEvent extends CallEvent {
  readonly realm: string;
}

/**
 * What the server was asked, by any program, the oldest first: the last `limit` calls, or those on from the one after `after`.
 * `last` is the `after` of the next question. Calls of the Admin API are left out unless they were refused.
 */
export const listReceivedCalls = endpoint(
  "GET",
  "/workbench/received",
  z.strictObject({
    realm: z.string().exactOptional(),
    clientId: z.string().max(255).exactOptional(),
    only: z.enum(["accepted", "refused"]).exactOptional(),
    cause: z.string().max(300).exactOptional(),
    after: z.coerce.number<number | string>().int().min(-1).exactOptional(),
    limit: z.coerce.number<number | string>().int().min(1).max(1000).exactOptional(),
  }),
  answers<{ readonly calls: readonly ReceivedCallEvent[]; readonly last: number }>(),
);

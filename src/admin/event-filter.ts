import { badRequest, refuse } from "./admin-answer.ts";
import type { AdminCall } from "./admin-call.ts";

const DAY_MS = 24 * 3600 * 1000;

/** Whether a time, in milliseconds, is within `dateFrom` and `dateTo`, days that both count. */
export function datesOf(call: AdminCall): (timeMs: number) => boolean {
  const from = readDate(call, "dateFrom");
  const to = readDate(call, "dateTo");
  return (timeMs) => (!from || timeMs >= from.startMs) && (!to || timeMs < to.endMs);
}

/** A day, or a moment as milliseconds since 1970. */
function readDate({ request }: AdminCall, name: string): { startMs: number; endMs: number } | undefined {
  const text = request.query.get(name);
  if (!text) return undefined;
  if (/^\d+$/.test(text)) return { startMs: Number(text), endMs: Number(text) + 1 };
  const startMs = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(startMs))
    return refuse(badRequest(`Invalid value for '${name}', expected format is yyyy-MM-dd or an Epoch timestamp`));
  return { startMs, endMs: startMs + DAY_MS };
}

/** Events come newest first unless `direction` says otherwise. */
export function isDescending({ request }: AdminCall): boolean {
  const direction = request.query.get("direction") ?? "desc";
  if (direction !== "asc" && direction !== "desc")
    refuse(badRequest("Invalid value for sortDirection, expected value is asc or desc"));
  return direction === "desc";
}

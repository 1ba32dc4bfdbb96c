/** Times for people. All instants are whole epoch seconds; "now" is always given, so the words can be tested. */

const steps = [
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
  { unit: "second", seconds: 1 },
] as const;

const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? "" : "s"}`;

/** "5 minutes", "1 minute 30 seconds", "2 hours": the two largest units that are not nought. */
export function lifespanInWords(seconds: number): string {
  if (!Number.isFinite(seconds)) return "?";
  let rest = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const { unit, seconds: size } of steps) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(counted(count, unit));
    rest -= count * size;
  }
  return parts.slice(0, 2).join(" ") || "0 seconds";
}

/** "in 5 minutes", "13 seconds ago", "now". */
export function relativeTime(atSeconds: number, nowSeconds: number): string {
  const distance = Math.round(atSeconds - nowSeconds);
  if (distance === 0) return "now";
  return distance > 0 ? `in ${lifespanInWords(distance)}` : `${lifespanInWords(-distance)} ago`;
}

/** "04:58" until the end, "1:02:03" beyond an hour, "expired" after it. */
export function countdown(atSeconds: number, nowSeconds: number): string {
  const left = Math.ceil(atSeconds - nowSeconds);
  if (left <= 0) return "expired";
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(left / 3_600);
  const minutes = Math.floor((left % 3_600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(left % 60)}` : `${two(minutes)}:${two(left % 60)}`;
}

interface Formats {
  readonly day: Intl.DateTimeFormat;
  readonly time: Intl.DateTimeFormat;
}

const formats = new Map<string | undefined, Formats>();

/** Made once for each zone: they cost more than a row of a list may. */
function formatsOf(timeZone: string | undefined): Formats {
  const known = formats.get(timeZone);
  if (known) return known;
  const zone = timeZone === undefined ? {} : { timeZone };
  const made = {
    day: new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", ...zone }),
    time: new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", ...zone }),
  };
  formats.set(timeZone, made);
  return made;
}

/** The time of day in the person's zone; with the date when it is not the day of `nowSeconds`. */
export function localTime(atSeconds: number, nowSeconds: number, timeZone?: string): string {
  const { day, time } = formatsOf(timeZone);
  const at = new Date(atSeconds * 1000);
  const sameDay = day.format(at) === day.format(new Date(nowSeconds * 1000));
  return sameDay ? time.format(at) : `${day.format(at)}, ${time.format(at)}`;
}

/** "2026-11-23 21:45:02 UTC", for the second zone. */
export const utcTime = (atSeconds: number): string =>
  `${new Date(atSeconds * 1000).toISOString().slice(0, 19).replace("T", " ")} UTC`;

const units = [
  { unit: "days", seconds: 86_400 },
  { unit: "hours", seconds: 3_600 },
  { unit: "minutes", seconds: 60 },
  { unit: "seconds", seconds: 1 },
] as const;
export type LifespanUnit = (typeof units)[number]["unit"];
export const lifespanUnits: readonly LifespanUnit[] = ["seconds", "minutes", "hours", "days"];

export const secondsPer = (unit: LifespanUnit): number => units.find((one) => one.unit === unit)?.seconds ?? 1;

/** The largest unit that gives a whole number: 300 s are 5 minutes, 90 s are 90 seconds. */
export function inLargestUnit(seconds: number): { readonly value: number; readonly unit: LifespanUnit } {
  const fitting = units.find((one) => seconds > 0 && seconds % one.seconds === 0);
  return fitting ? { value: seconds / fitting.seconds, unit: fitting.unit } : { value: seconds, unit: "seconds" };
}

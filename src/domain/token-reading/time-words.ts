const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** "5 minutes", "1 hour 30 minutes": the two largest units that are not nought. */
export function durationInWords(seconds: number): string {
  let rest = Math.abs(Math.round(seconds));
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? "" : "s"}`);
    rest -= count * size;
  }
  return parts.slice(0, 2).join(" ") || "0 seconds";
}

const two = (value: number): string => String(value).padStart(2, "0");

/** "2026-11-23 14:00:05 UTC" of whole seconds since 1970, by the civil calendar (Hinnant's days_from_civil, inverted). */
export function utcTime(atSeconds: number): string {
  const days = Math.floor(atSeconds / 86_400);
  const second = Math.floor(atSeconds - days * 86_400);
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const time = [Math.floor(second / 3600), Math.floor((second % 3600) / 60), second % 60].map(two).join(":");
  return `${year}-${two(month)}-${two(day)} ${time} UTC`;
}

/** "2026-11-23 14:00:05 UTC, 5 minutes ago". */
export function timeInWords(atSeconds: number, nowSeconds: number): string {
  const distance = Math.round(atSeconds - nowSeconds);
  const words = durationInWords(distance);
  const relative = distance === 0 ? "now" : distance > 0 ? `in ${words}` : `${words} ago`;
  return `${utcTime(atSeconds)}, ${relative}`;
}

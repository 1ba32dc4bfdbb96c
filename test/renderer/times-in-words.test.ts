import { expect, test } from "vitest";
import {
  countdown,
  inLargestUnit,
  lifespanInWords,
  localTime,
  relativeTime,
  utcTime,
} from "../../renderer/times-in-words.ts";

test.each([
  [0, "0 seconds"],
  [1, "1 second"],
  [60, "1 minute"],
  [90, "1 minute 30 seconds"],
  [300, "5 minutes"],
  [3_661, "1 hour 1 minute"],
  [86_400, "1 day"],
  [Number.NaN, "?"],
])("%d seconds are %s", (seconds, inWords) => {
  expect(lifespanInWords(seconds)).toBe(inWords);
});

test.each([
  [1_300, "in 5 minutes"],
  [1_000, "now"],
  [987, "13 seconds ago"],
])("second %d seen from second 1000 is %s", (at, inWords) => {
  expect(relativeTime(at, 1_000)).toBe(inWords);
});

test.each([
  [1_298, "04:58"],
  [1_000 + 3_723, "1:02:03"],
  [1_000, "expired"],
  [10, "expired"],
])("the countdown to second %d at second 1000 shows %s", (at, shown) => {
  expect(countdown(at, 1_000)).toBe(shown);
});

test("a time of the same day is a time of day, another day names its date", () => {
  const noon = Date.UTC(2026, 10, 23, 12) / 1000;
  expect(localTime(noon + 2, noon, "UTC")).toBe("12:00:02");
  expect(localTime(noon - 86_400, noon, "UTC")).toBe("22 Nov 2026, 12:00:00");
  expect(localTime(noon, noon, "Asia/Tokyo")).toBe("21:00:00");
  expect(utcTime(noon)).toBe("2026-11-23 12:00:00 UTC");
});

test.each([
  [60, 1, "minutes"],
  [90, 90, "seconds"],
  [7_200, 2, "hours"],
  [86_400, 1, "days"],
  [0, 0, "seconds"],
])("%d seconds fill the field with %d %s", (seconds, value, unit) => {
  expect(inLargestUnit(seconds)).toEqual({ value, unit });
});

import { expect, test } from "vitest";
import { ExpiringMap } from "../../src/protocol/expiring-map.ts";
import { createRevokedTokens, createUsedIds } from "../../src/protocol/used-ids.ts";
import { NOW } from "../support/builders.ts";

test("an id is good once, until its use has expired", () => {
  const ids = createUsedIds();
  expect(ids.use("a", NOW + 10, NOW)).toBe(true);
  expect(ids.use("a", NOW + 10, NOW + 9)).toBe(false);
  expect(ids.use("b", NOW + 10, NOW)).toBe(true);
  expect(ids.use("a", NOW + 20, NOW + 10)).toBe(true);
});

test("a revoked token is remembered until it expires", () => {
  const tokens = createRevokedTokens();
  tokens.add("a", NOW + 10, NOW);
  expect([tokens.has("a", NOW + 9), tokens.has("a", NOW + 10), tokens.has("b", NOW)]).toEqual([true, false, false]);
});

test("when there are too many, the expired are dropped first, then the oldest", () => {
  const map = new ExpiringMap<number>(100);
  const ids = createUsedIds(new ExpiringMap(100));
  for (let i = 0; i < 100; i++) map.set(`id ${i}`, i, i < 50 ? NOW + 1 : NOW + 100, NOW);
  map.set("one more", 100, NOW + 100, NOW + 2);
  expect([map.size, map.get("id 50", NOW + 2), map.get("id 49", NOW)]).toEqual([51, 50, undefined]);
  for (let i = 0; i < 150; i++) ids.use(`id ${i}`, NOW + 100, NOW);
  expect(ids.use("id 0", NOW + 100, NOW)).toBe(true);
  expect(ids.use("id 149", NOW + 100, NOW)).toBe(false);
});

test("those who keep the entries on the disk are told of each that comes and goes", () => {
  const map = new ExpiringMap<number>(10);
  const told: string[] = [];
  map.listen((key) => told.push(key));
  for (let i = 0; i < 11; i++) map.set(`${i}`, i, NOW + 10, NOW);
  map.delete("5");
  map.delete("unknown");
  expect(told).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "10", "5"]);
});

test("a use looks through nothing: with as many as are kept it takes no longer than with none", () => {
  const ids = createUsedIds();
  let used = 0;
  const timeOf = (count: number) => {
    const startedAt = performance.now();
    for (const until = used + count; used < until; used++) ids.use(`assertion:${used}`, NOW + 60, NOW);
    return performance.now() - startedAt;
  };
  const first = timeOf(10_000);
  timeOf(180_000);
  expect(timeOf(10_000) / first).toBeLessThan(100); // looking through 100,000 for each would be thousands
});

import { expect, test } from "vitest";
import {
  isAboutKeys,
  keyOf,
  narrowed,
  reasonOf,
  type Timeline,
  withNewest,
  withOlder,
} from "../../renderer/screens/events/timeline.ts";
import type { CallEvent, EditEvent } from "../../src/contract/index.ts";

const aCall = (call: number, stated: Partial<CallEvent> = {}): CallEvent => ({
  kind: "call",
  call,
  atSeconds: call,
  endpoint: "token",
  method: "POST",
  clientId: "orders",
  remoteAddress: "127.0.0.1",
  status: 200,
  error: null,
  description: null,
  keycloakEvent: null,
  meaning: null,
  trace: [],
  cause: null,
  ...stated,
});
const anEdit = (revision: number, ...summary: string[]): EditEvent => ({
  kind: "edit",
  revision,
  atSeconds: revision,
  by: "admin",
  summary,
});
const line = (next: string | null, ...calls: number[]): Timeline => ({ events: calls.map((id) => aCall(id)), next });
const keysOf = ({ events }: Timeline) => events.map(keyOf);

test("the newest page puts in front what is not known yet", () => {
  const next = withNewest(line("2-1", 3, 2), line("2-1", 4, 3, 2));
  expect(keysOf(next)).toEqual(["call-4", "call-3", "call-2"]);
  expect(next.next).toBe("2-1");
});

test("where nothing new has come, the line is the very same", () => {
  const before = line("2-1", 3, 2);
  expect(withNewest(before, line("2-1", 3, 2))).toBe(before);
});

test("where more has come than a page holds, the line begins anew and leaves no gap", () => {
  const page = line("8-1", 9, 8);
  expect(withNewest(line("2-1", 3, 2), page)).toBe(page);
});

test("an older page goes behind, and its place is the next one", () => {
  const next = withOlder(line("2-1", 3, 2), line(null, 2, 1));
  expect([keysOf(next), next.next]).toEqual([["call-3", "call-2", "call-1"], null]);
});

test("the reason of a refused call is the check it failed, that of an edit what it changed", () => {
  const trace = [
    { rule: "the realm exists", outcome: "passed" },
    { rule: "client secret", outcome: "failed", actual: "another secret" },
  ] as const;
  expect(reasonOf(aCall(1, { status: 401, trace }))).toBe("client secret: another secret");
  expect(reasonOf(aCall(1, { status: 401, error: "invalid_request" }))).toBe("invalid_request");
  expect(reasonOf(aCall(1))).toBe("");
  expect(reasonOf(anEdit(1, "a", "b"))).toBe("a; b");
});

test.each([
  ["all", "", 3],
  ["all", "ORDERS token", 1],
  ["all", "admin reader", 1],
  ["all", "nothing", 0],
  ["keys", "", 1],
] as const)("of kind %s and with text “%s” there are %i", (kind, text, count) => {
  const events = [aCall(1), anEdit(2, "role reader created"), anEdit(3, "Key provider rsa added")];
  expect(narrowed(events, kind, text)).toHaveLength(count);
});

test("edits of key providers are about keys", () => {
  expect(isAboutKeys(anEdit(1, "Key provider rsa: priority 200"))).toBe(true);
  expect(isAboutKeys(anEdit(1, "orders: Key provider"))).toBe(false);
});

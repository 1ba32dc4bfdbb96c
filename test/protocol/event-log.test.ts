import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { failed } from "../../src/domain/trace.ts";
import { createEventLog, type ReceivedCall } from "../../src/protocol/event-log.ts";
import { parseForm } from "../../src/protocol/form-parameters.ts";
import { keepRequest } from "../../src/protocol/kept-request.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const aCall = (n: number, stated: Partial<ReceivedCall> = {}): Omit<ReceivedCall, "id"> => ({
  atSeconds: n,
  realm: "test",
  endpoint: "token",
  method: "POST",
  remoteAddress: "127.0.0.1",
  remotePort: n,
  status: 401,
  error: "invalid_client",
  description: "Invalid client or Invalid client credentials",
  trace: [],
  issued: undefined,
  isKept: true,
  event: undefined,
  ...stated,
});

const HEADERS = [
  ...["Host", "localhost:8080", "User-Agent", "Apache-HttpClient/5.2.1 (Java/17.0.9)", "Accept", "application/json"],
  ...["Authorization", `Basic ${"x".repeat(60)}`, "Content-Type", "application/x-www-form-urlencoded"],
  ...["Content-Length", "41", "Accept-Encoding", "gzip, deflate, br", "Connection", "keep-alive"],
];

test("ten thousand usual calls are kept, then the oldest gives way to each new one", () => {
  const log = createEventLog();
  for (let n = 0; n < 10_050; n++) {
    const form = parseForm(`grant_type=client_credentials&scope=scope-${n}`);
    log.record(
      aCall(n, { request: keepRequest({ method: "POST", target: "/realms/test/x", rawHeaders: HEADERS }, form) }),
    );
  }
  const ids = [...log.newestFirst()].map(({ id }) => id);
  expect([log.size, ids[0], ids.at(-1), ids.length]).toEqual([10_000, 10_049, 50, 10_000]);
  expect(log.findByPort(49)).toBeUndefined();
  expect(log.findByPort(50)).toMatchObject({ id: 50 });
  expect([...log.keptOf("test")]).toHaveLength(10_000);
});

const large = (n: number) => `${n} ${"ü€"[n % 2]}`.padEnd(16_000, String(n));

/** What a caller can make long: headers and form, the realm's name, names in refusals, an assertion's own. */
test.each([
  ["descriptions", (n: number) => aCall(n, { description: large(n) })],
  ["names in a trace", (n: number) => aCall(n, { trace: [failed("the client is known", { actual: large(n) })] })],
  [
    "subjects of a trace",
    (n: number) => aCall(n, { trace: [failed("the client is known", { subject: { scope: large(n) } })] }),
  ],
  ["names of realms", (n: number) => aCall(n, { realm: large(n) })],
  ["ids of assertions", (n: number) => aCall(n, { event: { details: { client_assertion_id: large(n) } } })],
  [
    "headers and parameters",
    (n: number) =>
      aCall(n, {
        request: keepRequest(
          {
            method: "POST",
            target: `/${large(n)}`,
            rawHeaders: Array.from({ length: 16 }, (_, i) => `${i}${large(n)}`),
          },
          parseForm(`scope=${large(n)}&x=${large(n + 1)}`),
        ),
      }),
  ],
])("however long %s are, the log takes no more than 32 MB", (_what, make) => {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const log = createEventLog();
  for (let n = 0; n < 8_000; n++) log.record(make(n));
  collectGarbage();
  const megabytes = (process.memoryUsage().heapUsed - before) / 1024 / 1024;
  expect(log.size).toBeGreaterThan(900);
  expect(megabytes).toBeLessThan(40); // 32 of calls, and what the garbage collector leaves about
});

import { afterEach, expect, test, vi } from "vitest";
import { carryOut, isUnderWay, type Work } from "../../renderer/work.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const running = { state: "running", doing: "Client orders", done: 1, total: 3, error: null, result: null };

/** Answers the questions after a job one by one; null stands for a server that is not there. */
async function follow(answers: readonly (object | null)[], status = 200): Promise<readonly Work<string>[]> {
  vi.useFakeTimers();
  const left = [...answers];
  vi.stubGlobal("fetch", async () => {
    const answer = left.length > 1 ? left.shift() : left[0];
    if (answer === null) throw new TypeError("Failed to fetch");
    return Response.json(answer, { status });
  });
  const noted: Work<string>[] = [];
  const ended = carryOut<string>(
    () => Promise.resolve({ job: "1" }),
    (work) => noted.push(work),
  );
  await vi.runAllTimersAsync();
  expect(await ended).toBe(noted.at(-1));
  return noted;
}

test("a job is followed to its end, and only then has a result", async () => {
  const noted = await follow([running, { ...running, done: 3 }, { ...running, state: "done", result: "all" }]);
  expect(noted.map(({ state, done, result }) => [state, done, result])).toEqual([
    ["starting", 0, null],
    ["running", 1, null],
    ["running", 3, null],
    ["done", 1, "all"],
  ]);
});

test.each([
  ["a job that failed", { ...running, state: "failed", error: "403 Forbidden" }, "failed", "403 Forbidden"],
  ["a job that was cancelled", { ...running, state: "cancelled" }, "cancelled", null],
])("%s says where it stopped", async (_what, last, state, error) => {
  const noted = await follow([running, last]);
  expect(noted.at(-1)).toMatchObject({ state, error, doing: "Client orders", done: 1, total: 3, result: null });
});

test("a server that is away for a moment is asked again", async () => {
  const noted = await follow([running, null, null, { ...running, state: "done", result: "all" }]);
  expect(noted.at(-1)).toMatchObject({ state: "done", result: "all" });
});

test("a server that stays away ends the following, with a sentence", async () => {
  const noted = await follow([running, null]);
  expect(noted.at(-1)).toMatchObject({ state: "failed", error: "The server does not answer. Is it still running?" });
});

test("a job that nobody knows any more has failed", async () => {
  const noted = await follow([{ error: "That job is not known any more" }], 404);
  expect(noted.at(-1)).toMatchObject({ state: "failed", error: "That job is not known any more" });
  expect(noted.map(isUnderWay)).toEqual([true, false]);
});

test("a job that could not be started has failed", async () => {
  const noted: Work<never>[] = [];
  const start = () => Promise.reject(new Error("The realm is gone"));
  await carryOut<never>(start, (work) => noted.push(work));
  expect(noted.at(-1)).toMatchObject({ state: "failed", error: "The realm is gone", job: null });
});

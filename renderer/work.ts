import { cancelJob, type JobState, readJob, type StartedJob } from "../src/contract/index.ts";
import { call, Refusal, sentenceOf } from "./api.ts";

/** A job of the server as the window follows it. It goes on while the screen that shows it is left. */
export interface Work<Result> {
  readonly state: "starting" | JobState["state"];
  /** Null until the server has started it. */
  readonly job: string | null;
  readonly doing: string;
  readonly done: number;
  /** 0 while nobody knows. */
  readonly total: number;
  readonly error: string | null;
  readonly result: Result | null;
}

const starting: Work<never> = {
  state: "starting",
  job: null,
  doing: "",
  done: 0,
  total: 0,
  error: null,
  result: null,
};

export const isUnderWay = (work: Work<unknown> | null): boolean =>
  work !== null && (work.state === "starting" || work.state === "running");

const POLL_MS = 250;
/** A server that does not answer is asked this many more times. */
const PATIENCE = 8;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Starts a job and follows it to its end; `note` hears of each state. Never rejects. */
export async function carryOut<Result>(
  start: () => Promise<StartedJob<Result>>,
  note: (work: Work<Result>) => void,
): Promise<Work<Result>> {
  note(starting);
  let last: Work<Result> = starting;
  try {
    const { job } = await start();
    do {
      last = toWork<Result>(job, await readPatiently(job));
      note(last);
      if (isUnderWay(last)) await pause(POLL_MS);
    } while (isUnderWay(last));
  } catch (error) {
    last = { ...last, state: "failed", error: sentenceOf(error) };
    note(last);
  }
  return last;
}

const toWork = <Result>(job: string, { result, ...state }: JobState): Work<Result> => ({
  ...state,
  job,
  result: state.state === "done" ? (result as Result) : null,
});

async function readPatiently(job: string): Promise<JobState> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await call(readJob, { job });
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 0) || failures >= PATIENCE) throw error;
      await pause(POLL_MS * 2);
    }
  }
}

/** Asks the server to stop before the next step; what comes of it is told by the job itself. */
export async function cancelWork(work: Work<unknown>): Promise<void> {
  if (work.job !== null) await call(cancelJob, { job: work.job }).catch(() => undefined);
}

import { randomUUID } from "node:crypto";
import type { JobState, StartedJob } from "../contract/jobs.ts";

/** How a job tells where it is, and learns that nobody wants it any more. */
export interface Progress {
  readonly signal: AbortSignal;
  report(doing: string, done: number, total: number): void;
}

/** Work that takes a while: started here, looked after by its id. */
export interface Jobs {
  start<Result>(run: (progress: Progress) => Promise<Result>): StartedJob<Result>;
  /** Undefined for one that nobody knows any more. */
  read(id: string): JobState | undefined;
  cancel(id: string): void;
}

interface Job {
  state: JobState;
  readonly abort: AbortController;
  endedAtSeconds?: number;
}

const KEPT_SECONDS = 600;

/** @param describeFailure the sentence for a person; whatever is no fault of theirs is logged there. */
export function createJobs(nowSeconds: () => number, describeFailure: (error: unknown) => string): Jobs {
  const jobs = new Map<string, Job>();
  const forgetOld = () => {
    const before = nowSeconds() - KEPT_SECONDS;
    for (const [id, { endedAtSeconds = Number.POSITIVE_INFINITY }] of jobs)
      if (endedAtSeconds < before) jobs.delete(id);
  };
  const end = (job: Job, last: Partial<JobState>) => {
    job.state = { ...job.state, ...last };
    job.endedAtSeconds = nowSeconds();
  };
  return {
    start: (run) => {
      forgetOld();
      const id = randomUUID();
      const job: Job = { state: STARTED, abort: new AbortController() };
      jobs.set(id, job);
      const report: Progress["report"] = (doing, done, total) => {
        job.state = { ...job.state, doing, done, total };
      };
      run({ signal: job.abort.signal, report }).then(
        (result) => end(job, { state: "done", result }),
        (error: unknown) =>
          end(
            job,
            job.abort.signal.aborted ? { state: "cancelled" } : { state: "failed", error: describeFailure(error) },
          ),
      );
      return { job: id };
    },
    read: (id) => jobs.get(id)?.state,
    cancel: (id) => jobs.get(id)?.abort.abort(new Error("Cancelled")),
  };
}

const STARTED: JobState = { state: "running", doing: "", done: 0, total: 0, error: null, result: null };

import { cancelJob, type JobState, readJob } from "../contract/jobs.ts";
import type { Jobs } from "./jobs.ts";
import { answered, type Outcome, refused, serve } from "./serve.ts";

const stateOf = (jobs: Jobs, id: string): Outcome<JobState> => {
  const state = jobs.read(id);
  return state ? answered(state) : refused(404, "That job is not known any more");
};

interface WithJobs {
  readonly jobs: Jobs;
}

export const serveJob = serve(readJob, ({ jobs }: WithJobs, { job }) => stateOf(jobs, job));

export const serveCancel = serve(cancelJob, ({ jobs }: WithJobs, { job }) => {
  jobs.cancel(job);
  return stateOf(jobs, job);
});

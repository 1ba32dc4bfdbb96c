import { z } from "zod";
import { answers, endpoint } from "./endpoint.ts";

/** Work that takes a while, as its start answers: look after it with {@link readJob}. */
export interface StartedJob<Result> {
  readonly job: string;
  /** Marks the type of what it ends in; holds nothing at run time. */
  readonly _result?: Result;
}

export interface JobState {
  readonly state: "running" | "done" | "failed" | "cancelled";
  /** What it is at, for people: "Client orders-service". */
  readonly doing: string;
  /** Steps; `total` is 0 while nobody knows. */
  readonly done: number;
  readonly total: number;
  /** Why it failed. */
  readonly error: string | null;
  /** What it ended in, once it is done. */
  readonly result: unknown;
}

const job = z.strictObject({ job: z.string().min(1) });

/** 404 for a job that ended more than ten minutes ago. */
export const readJob = endpoint("GET", "/workbench/jobs/:job", job, answers<JobState>());

/** Stops a job before its next step; what is done stays done. */
export const cancelJob = endpoint("POST", "/workbench/jobs/:job/cancel", job, answers<JobState>());

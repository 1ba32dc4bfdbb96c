import { setTimeout as wait } from "node:timers/promises";
import { cancelJob, type JobState, readJob, type StartedJob } from "../contract/index.ts";
import { CallRefused, type WorkbenchDoor } from "../start/workbench-door.ts";

const POLL_MS = 60;

/**
 * Waits for a job and shows how far it is, on the error stream. Ctrl+C stops it before its next step.
 *
 * @throws CallRefused with the reason when it fails or is stopped
 */
export async function waitForJob<Result>(door: WorkbenchDoor, { job }: StartedJob<Result>): Promise<Result> {
  const cancel = () => void door.call(cancelJob, { job }).catch(() => undefined);
  process.on("SIGINT", cancel);
  const line = progressLine();
  try {
    for (;;) {
      const state = await door.call(readJob, { job });
      line.show(state);
      if (state.state === "done") return state.result as Result;
      if (state.state === "failed") throw new CallRefused(state.error ?? "It failed");
      if (state.state === "cancelled") throw new CallRefused("Stopped; what was done by then stays done");
      await wait(POLL_MS);
    }
  } finally {
    line.end();
    process.off("SIGINT", cancel);
  }
}

const BAR = 24;

/** One line that is written over at a terminal; elsewhere a line for each thing it is at. */
function progressLine(): { show(state: JobState): void; end(): void } {
  const { isTTY } = process.stderr;
  let shown = "";
  return {
    show: ({ doing, done, total }) => {
      const text = isTTY ? `${bar(done, total)} ${doing}`.slice(0, (process.stderr.columns ?? 80) - 1) : doing;
      if (text === shown || text.trim() === "") return;
      shown = text;
      process.stderr.write(isTTY ? `\r\x1b[2K${text}` : `${text}\n`);
    },
    end: () => {
      if (isTTY && shown !== "") process.stderr.write("\r\x1b[2K");
    },
  };
}

function bar(done: number, total: number): string {
  if (total === 0) return "…";
  const full = Math.round((done / total) * BAR);
  return `[${"#".repeat(full)}${" ".repeat(BAR - full)}] ${done}/${total}`;
}

import { dirname } from "node:path";

/** Something about the workspace that a person has to mend. The message is one sentence that holds the way out. */
export class WorkspaceProblem extends Error {
  override readonly name: string = "WorkspaceProblem";
  /** The system's code (`EROFS`, `ENOSPC` …) or one of ours in lower case (`held`, `closed`, `file-changed` …). */
  readonly code: string;

  constructor(message: string, code: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** What was asked for does not fit what is there now: a change that is not the newest, a realm that is gone or there already. */
export class RealmConflict extends Error {
  override readonly name = "RealmConflict";
}

const CHOOSE = "or choose another folder with --workspace";

const causes = new Map<string, (path: string) => string>([
  ["EROFS", (path) => `${dirname(path)} is read-only (EROFS): make it writable ${CHOOSE}`],
  ["EACCES", (path) => `${path} may not be read or written by this user (EACCES): give it the rights ${CHOOSE}`],
  ["EPERM", (path) => `${path} may not be changed by this user (EPERM): give it the rights ${CHOOSE}`],
  [
    "ENOSPC",
    (path) => `The disk that holds ${dirname(path)} is full (ENOSPC): make room and save again; nothing was changed`,
  ],
  [
    "EDQUOT",
    (path) => `The quota for ${dirname(path)} is used up (EDQUOT): make room and save again; nothing was changed`,
  ],
  [
    "ENOTDIR",
    (path) => `${path} leads through a file where a folder is needed (ENOTDIR): move that file away ${CHOOSE}`,
  ],
  ["EEXIST", (path) => `${path} is a file where a folder is needed (EEXIST): move that file away ${CHOOSE}`],
  ["EISDIR", (path) => `${path} is a folder where a file is needed (EISDIR): move that folder away ${CHOOSE}`],
  ["ENOENT", (path) => `${path} is not there any more (ENOENT): put the folder back ${CHOOSE}`],
]);

export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === "string" ? code : undefined;
}

/** Words an error of the file system for a person; any other error comes back as it is. */
export function toProblem(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (code === undefined || error instanceof WorkspaceProblem) return error;
  const sentence = causes.get(code)?.(path) ?? `${path} cannot be used (${code}): see to the disk ${CHOOSE}`;
  return new WorkspaceProblem(sentence, code, error);
}

/** Runs a step on the disk so that what goes wrong in it is worded for a person. */
export async function worded<Result>(path: string, step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    throw toProblem(error, path);
  }
}

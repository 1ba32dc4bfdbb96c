import { resolve } from "node:path";
import type { Log } from "../start.ts";
import { defaultWorkspace } from "./default-workspace.ts";

/** What a command says beside its output. */
export const log: Log = {
  info: (message) => process.stderr.write(`${message}\n`),
  warn: (message) => process.stderr.write(`Warning: ${message}\n`),
  error: (message) => process.stderr.write(`Error: ${message}\n`),
};

/** Absolute; the app's own unless another is told. */
export const workspaceOf = ({ workspace }: { readonly workspace?: string }, env: NodeJS.ProcessEnv): string =>
  resolve(workspace ?? defaultWorkspace(env));

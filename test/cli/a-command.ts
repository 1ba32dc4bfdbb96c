import { type ChildProcess, execFile, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export const cli = join(import.meta.dirname, "../../dist/cli/tokenbench.mjs");

/** How a command ended, and what it said. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface CommandOptions extends Pick<SpawnOptions, "uid" | "gid"> {
  readonly env?: Readonly<Record<string, string>>;
  /** Another place of the built command. */
  readonly command?: string;
}

/** Runs the built command to its end. */
export function tokenbench(
  args: readonly string[],
  { env, command = cli, ...more }: CommandOptions = {},
): Promise<Ended> {
  const options = { ...more, env: { ...process.env, ...env }, timeout: 50_000 };
  return new Promise((ended) => {
    execFile(process.execPath, [command, ...args], options, (error, stdout, stderr) =>
      ended({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr }),
    );
  });
}

/** `tokenbench serve` on a free port, once it has said where it answers. */
export interface Served extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly baseUrl: string;
  /** All that it has said so far. */
  said(): string;
  /** Sends a signal and waits for the end. Resolves with the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

export async function serve(args: readonly string[], { env }: Pick<CommandOptions, "env"> = {}): Promise<Served> {
  const child = spawn(process.execPath, [cli, "serve", "--port", "0", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  let said = "";
  const exited = once(child, "exit");
  const baseUrl = await new Promise<string>((found, failed) => {
    const listen = (chunk: Buffer) => {
      said += String(chunk);
      const url = /answers at (\S+)/.exec(said)?.[1];
      if (url) found(url);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("exit", () => failed(new Error(said)));
  });
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const [code, by] = (await exited) as [number | null, NodeJS.Signals | null];
    return code ?? by;
  };
  return { child, baseUrl, said: () => said, end, [Symbol.asyncDispose]: async () => void (await end("SIGKILL")) };
}

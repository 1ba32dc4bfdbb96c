import { setTimeout as wait } from "node:timers/promises";
import { listReceivedCalls, type ReceivedCallEvent } from "../contract/index.ts";
import { withRunningDoor } from "../start/workbench-door.ts";
import { say } from "./import.ts";
import { workspaceOf } from "./places.ts";
import { type Palette, paletteFor, printable } from "./terminal.ts";

export interface LogOptions {
  readonly follow?: boolean;
  readonly realm?: string;
  readonly client?: string;
  readonly refused?: boolean;
  readonly json?: boolean;
  readonly workspace?: string;
}

const BETWEEN_QUESTIONS_MS = 500;

/** `tokenbench log`: what the running server was asked, and why it refused what it refused; `--follow` until Ctrl+C. */
export async function runLog(options: LogOptions, env: NodeJS.ProcessEnv): Promise<void> {
  const { realm, client, refused } = options;
  const wanted = {
    ...(realm !== undefined && { realm }),
    ...(client !== undefined && { clientId: client }),
    ...(refused && { only: "refused" as const }),
  };
  const palette = paletteFor(process.stdout, env);
  const tell = (calls: readonly ReceivedCallEvent[]) =>
    say(calls.flatMap((call) => (options.json ? [JSON.stringify(call)] : describeCall(call, palette))));
  await withRunningDoor(workspaceOf(options, env), async (door) => {
    let { calls, last } = await door.call(listReceivedCalls, wanted);
    tell(calls);
    while (options.follow) {
      await wait(BETWEEN_QUESTIONS_MS);
      ({ calls, last } = await door.call(listReceivedCalls, { ...wanted, after: last }));
      tell(calls);
    }
  });
}

const WIDTHS = [15, 13, 24] as const;

/** One line a call, and one more for why it was refused. */
function describeCall(call: ReceivedCallEvent, { good, bad, quiet }: Palette): string[] {
  const { atSeconds, realm, endpoint, clientId, status, error, meaning } = call;
  const time = new Date(atSeconds * 1000).toLocaleTimeString("en-GB");
  const cells = [realm, endpoint, clientId ?? "-"].map((cell, i) => printable(cell).padEnd(WIDTHS[i] ?? 0));
  const outcome = status >= 400 ? bad(printable(`${status} ${error ?? ""}`.trim())) : good(String(status));
  const line = `${quiet(time)}  ${cells.join("  ")}  ${outcome}`;
  return meaning === null ? [line] : [line, `          ${printable(meaning)}`];
}

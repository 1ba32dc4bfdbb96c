import type { QueryClient } from "@tanstack/react-query";
import { type ChangeNotice, changesPath } from "../src/contract/index.ts";
import { callHeaders } from "./api.ts";
import { createMemoryStore } from "./memory-store.ts";
import { keys } from "./queries.ts";
import { session, signOut } from "./session.ts";

/** Whether the stream of changes stands, which is also how the window knows that the server is there. */
export const connection = createMemoryStore<"connecting" | "live" | "lost">("connecting");

const RECONNECT_MS = 1_500;

/** Splits what has arrived of an event stream into the notices that are whole and the text that is not yet. */
export function parseNotices(text: string): { readonly notices: readonly ChangeNotice[]; readonly rest: string } {
  const blocks = text.replaceAll("\r\n", "\n").split("\n\n");
  const rest = blocks.pop() ?? "";
  return { notices: blocks.flatMap(parseNotice), rest };
}

function parseNotice(block: string): ChangeNotice[] {
  const data = block
    .split("\n")
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice("data:".length).trimStart())
    .join("\n");
  if (data === "") return []; // a comment that keeps the line open
  try {
    return [JSON.parse(data) as ChangeNotice];
  } catch {
    return [];
  }
}

/** Follows what other windows, files and programs change, for as long as the page lives, and has it read again. */
export function followChanges(queries: QueryClient): void {
  const again = () => window.setTimeout(() => followChanges(queries), RECONNECT_MS);
  readStream(queries).then(
    () => {
      if (!session.read().signedOut) again();
    },
    () => {
      connection.write(() => "lost");
      again();
    },
  );
}

async function readStream(queries: QueryClient): Promise<void> {
  const response = await fetch(changesPath, { headers: callHeaders() });
  if (response.status === 401) return signOut();
  if (!response.ok || response.body === null) throw new Error(`${changesPath}: ${response.status}`);
  void queries.invalidateQueries(); // what was read before may have changed in the meantime
  connection.write(() => "live");
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = "";
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    const { notices, rest } = parseNotices(waiting + chunk.value);
    waiting = rest;
    for (const notice of notices) refresh(queries, notice);
  }
  throw new Error("The stream of changes ended");
}

function refresh(queries: QueryClient, notice: ChangeNotice): void {
  void queries.invalidateQueries({ queryKey: keys.server });
  void queries.invalidateQueries({ queryKey: keys.realm(notice.realm) });
}

import type { Connection } from "./connection.ts";

/** So many things at a time: enough that a realm of 10,000 clients takes 50 calls, few enough for a server's memory. */
const PAGE = 200;

/** All items of a list, a page at a time. A page may be short where the account sees only some; the end is an empty one. */
export async function* pagesOf<Item>(
  connection: Connection,
  path: string,
  names: Readonly<Record<string, string | boolean>>,
): AsyncGenerator<readonly Item[]> {
  for (let first = 0; ; first += PAGE) {
    const page = (await connection.find<readonly Item[]>(path, { ...names, first, max: PAGE })) ?? [];
    if (page.length > 0) yield page;
    if (page.length === 0) return;
  }
}

/** So many calls at a time; a server on two cores gains nothing from more. */
const AT_ONCE = 8;

/** Maps in order, a few at a time. After a failure nothing more is begun, and what is under way is waited for. */
export async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  change: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = [...items.entries()].reverse();
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [i, item] = next;
      results[i] = await change(item).catch((error: unknown) => {
        waiting.length = 0;
        throw error;
      });
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  const failed = workers.find((worker) => worker.status === "rejected");
  if (failed) throw failed.reason;
  return results;
}

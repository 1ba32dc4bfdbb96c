import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Journal } from "../../src/store/journal.ts";
import { aFolder } from "./a-workspace.ts";

const TITLE = '{"tokenbench":"things","version":1}';

async function aJournal(folder?: string) {
  const warned: string[] = [];
  const log = { info: () => undefined, warn: (message: string) => void warned.push(message), error: () => undefined };
  const path = join(folder ?? (await aFolder()), "things.jsonl");
  const live = new Map<string, unknown>();
  const journal = new Journal(path, "things", log);
  const put = (key: string, value: unknown) => {
    if (value === undefined) live.delete(key);
    else live.set(key, value);
    journal.changed(key);
  };
  const source = {
    get size() {
      return live.size;
    },
    keys: () => live.keys(),
    toJson: (key: string) => live.get(key),
  };
  const lines = async () => (await readFile(path, "utf8")).trimEnd().split("\n");
  return { path, journal, put, source, lines, warned };
}

async function aKeptJournal() {
  const kept = await aJournal();
  await kept.journal.read();
  kept.journal.keep(kept.source);
  return kept;
}

test("nothing kept makes no file", async () => {
  const { journal, path } = await aKeptJournal();
  await journal.flush();
  await expect(readFile(path)).rejects.toThrow("ENOENT");
});

test("the first write makes the file, later ones append each key that changed, once", async () => {
  const { journal, put, lines } = await aKeptJournal();
  put("a", 1);
  await journal.flush();
  expect(await lines()).toEqual([TITLE, '["a",1]']);
  put("b", 1);
  put("b", 2);
  put("a", undefined);
  await journal.flush();
  expect(await lines()).toEqual([TITLE, '["a",1]', '["b",2]', '["a"]']);
});

test("what was written is read again, in its order", async () => {
  const { journal, put, path } = await aKeptJournal();
  put("a", 1);
  put("b", { deep: ["x"] });
  put("__proto__", "kept");
  await journal.flush();
  put("b", undefined);
  put("a", 3);
  await journal.flush();
  const again = await aJournal(join(path, ".."));
  expect([...(await again.journal.read()).entries]).toEqual([
    ["a", 3],
    ["__proto__", "kept"],
  ]);
});

test("a file whose lines are mostly of the past is replaced by what lives", async () => {
  const { journal, put, lines } = await aKeptJournal();
  for (let round = 0; round < 30; round++) {
    for (let i = 0; i < 100; i++) put(`${i}`, round);
    await journal.flush();
    expect((await lines()).length).toBeLessThanOrEqual(1300);
  }
  expect((await lines()).filter((line) => line === '["7",29]')).toHaveLength(1);
});

test("after a line cut short the file is written anew", async () => {
  const { journal, path, lines, source, put } = await aJournal();
  await writeFile(path, `${TITLE}\n["a",1]\n["b",`);
  const { entries, unfit } = await journal.read();
  expect([unfit, [...entries]]).toEqual([undefined, [["a", 1]]]);
  journal.keep(source);
  put("a", 1);
  await journal.flush();
  expect(await lines()).toEqual([TITLE, '["a",1]']);
});

test.each([
  ["another first line", "hello\n", "its first line is not"],
  ["another version", '{"tokenbench":"things","version":2}\n', "its first line is not"],
  ["no line at all", "", "its first line is not"],
  ["a line that is no JSON", `${TITLE}\n["a",1]\n["b"\n["c",1]\n`, "line 3 is not as we write it"],
  ["a line that is no entry", `${TITLE}\n{"a":1}\n`, "line 2 is not as we write it"],
])("a file with %s is unfit", async (_what, text, why) => {
  const { journal, path } = await aJournal();
  await writeFile(path, text);
  const { entries, unfit } = await journal.read();
  expect([entries.size, unfit]).toEqual([0, expect.stringContaining(why)]);
});

test("what the disk refused is written with the next change", async () => {
  const { journal, path, put, lines, warned } = await aKeptJournal();
  const { mkdir, rmdir } = await import("node:fs/promises");
  await mkdir(path);
  put("a", 1);
  await journal.flush();
  expect(warned.join()).toContain("could not be written");
  await rmdir(path);
  put("b", 2);
  await journal.flush();
  expect(await lines()).toEqual([TITLE, '["a",1]', '["b",2]']);
});

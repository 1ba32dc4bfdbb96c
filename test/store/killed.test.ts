import { test } from "vitest";
import { expectKillsToLoseNothing } from "./killed.ts";

test("ten kills in the middle of saves lose nothing acknowledged and need no repair", async () => {
  await expectKillsToLoseNothing(10);
});

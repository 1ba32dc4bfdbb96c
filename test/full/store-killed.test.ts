import { test } from "vitest";
import { expectKillsToLoseNothing } from "../store/killed.ts";

test("fifty kills in the middle of saves lose nothing acknowledged and need no repair", async () => {
  await expectKillsToLoseNothing(50);
});

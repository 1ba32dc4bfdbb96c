import { test } from "vitest";
import { expectKillsOfServeToLoseNothing } from "./killed-server.ts";

test("five kills of the server in the middle of saves lose nothing acknowledged and need no repair", async () => {
  await expectKillsOfServeToLoseNothing(5);
});

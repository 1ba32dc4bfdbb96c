import { test } from "vitest";
import { expectKillsOfServeToLoseNothing } from "../cli/killed-server.ts";

const LIMIT_MS = 600_000;

test(
  "fifty kills of the server in the middle of saves lose nothing acknowledged and need no repair",
  async () => {
    await expectKillsOfServeToLoseNothing(50);
  },
  LIMIT_MS,
);

import { test } from "vitest";
import { aUserDataFolder, launchApp } from "../support/desktop-app.ts";
import { walkTheStory } from "../support/story.ts";

test("the story in the window: a 401 explained and mended, a missing role let through, the resource reached, the token revoked", async () => {
  await using userData = await aUserDataFolder();
  await using desktop = await launchApp(userData.path);
  await walkTheStory(desktop.page);
});

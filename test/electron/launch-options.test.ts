import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { findRealmFiles, parseLaunchOptions } from "../../electron/launch-options.ts";

const USER_DATA = resolve("/home/person/.config/Tokenbench");
const inUserData = join(USER_DATA, "workspace");

test.each([
  ["nothing is asked", [], inUserData, undefined],
  ["a workspace", ["--workspace", "/srv/ws"], resolve("/srv/ws"), undefined],
  ["a workspace after an equals sign", ["--workspace=/srv/ws"], resolve("/srv/ws"), undefined],
  ["a workspace below the current folder", ["--workspace", "ws"], resolve("ws"), undefined],
  ["a workspace without a name", ["--workspace"], inUserData, undefined],
  ["a port", ["--port", "9090"], inUserData, 9090],
  ["any free port", ["--port=0"], inUserData, 0],
  ["a port that is none", ["--port", "http"], inUserData, undefined],
  ["a port beyond the last", ["--port", "65536"], inUserData, undefined],
  ["switches of Chromium beside ours", ["--no-sandbox", ".", "--port", "1", "--disable-gpu"], inUserData, 1],
])("%s", (_what, words, workspace, port) => {
  expect(parseLaunchOptions(["/usr/bin/electron", ...words], USER_DATA)).toEqual({ workspace, port });
});

test.each([
  ["a realm file", ["/home/person/realm.json"], ["/home/person/realm.json"]],
  ["an address of a file", ["file:///home/person/my%20realm.json"], ["/home/person/my realm.json"]],
  ["files beside switches", ["--no-sandbox", ".", "a.json", "B.JSON"], ["/srv/a.json", "/srv/B.JSON"]],
  ["a workspace by the name of a file", ["--workspace", "realm.json"], []],
  ["nothing", ["--port", "8080", "."], []],
])("opened with %s", (_what, words, files) => {
  expect(findRealmFiles(["/usr/bin/tokenbench", ...words], "/srv")).toEqual(files.map((file) => resolve(file)));
});

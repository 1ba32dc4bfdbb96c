import { expect, test } from "vitest";
import { Refusal, toRequest } from "../../renderer/api.ts";
import { parseNotices } from "../../renderer/changes.ts";
import { listClients, previewToken, readServer } from "../../src/contract/index.ts";

test("a GET has its parameters in the path", () => {
  expect(toRequest(listClients, { realm: "a/b ü" })).toEqual({
    url: "/workbench/realms/a%2Fb%20%C3%BC/clients",
    method: "GET",
  });
  expect(toRequest(readServer, {})).toEqual({ url: "/workbench/server", method: "GET" });
});

test("what is not in the path of a GET is its query", () => {
  expect(toRequest({ method: "GET", path: "/workbench/x/:a" }, { a: 1, b: "c d", none: undefined })).toEqual({
    url: "/workbench/x/1?b=c+d",
    method: "GET",
  });
});

test("what is not in the path of a POST is its JSON body, without what is undefined", () => {
  const { url, method, body } = toRequest(previewToken, { realm: "demo", edits: [], client: "1", scope: undefined });
  expect([url, method]).toEqual(["/workbench/realms/demo/preview", "POST"]);
  expect(JSON.parse(body ?? "")).toEqual({ edits: [], client: "1" });
});

test("a refusal is an error with the server's sentence, its status and its field", () => {
  const refusal = new Refusal(422, { error: "Client orders already exists", field: "edits.0.settings.clientId" });
  expect(refusal).toBeInstanceOf(Error);
  expect(refusal).toMatchObject({
    message: "Client orders already exists",
    status: 422,
    field: "edits.0.settings.clientId",
  });
});

const notice = { realm: "demo", revision: 2, by: "window", summary: ["x"] };

test("notices are taken from the stream as they become whole, whatever the chunks", () => {
  const text = `: hello\n\ndata: ${JSON.stringify(notice)}\r\n\r\nevent: change\ndata: ${JSON.stringify({ ...notice, revision: 3 })}\n\ndata: {"rea`;
  for (let cut = 0; cut <= text.length; cut++) {
    const first = parseNotices(text.slice(0, cut));
    const second = parseNotices(first.rest + text.slice(cut));
    expect([...first.notices, ...second.notices].map(({ revision }) => revision)).toEqual([2, 3]);
    expect(second.rest).toBe('data: {"rea');
  }
});

test("a line that is no notice is passed over", () => {
  expect(parseNotices("data: nonsense\n\n")).toEqual({ notices: [], rest: "" });
});

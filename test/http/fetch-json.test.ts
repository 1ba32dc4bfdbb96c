import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { fetchJson } from "../../src/http/fetch-json.ts";

/** A server that answers as the test says, for as long as it is used. */
async function serving(listener: RequestListener) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/jwks`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const none = () => false;

test("JSON of this machine is fetched", async () => {
  await using served = await serving((_request, response) => response.end('{"keys":[]}'));
  expect(await fetchJson(served.url, none)).toEqual({ keys: [] });
});

test.each<[string, RequestListener, string]>([
  ["an error", (_, response) => response.writeHead(503).end(), "it answered 503"],
  ["a redirect", (_, response) => response.writeHead(302, { location: "/" }).end(), "redirects are not followed"],
  ["no JSON", (_, response) => response.end("<html>"), "its answer is no JSON"],
  [
    "more than a megabyte",
    (_, response) => response.end(`"${"x".repeat(1024 * 1024)}"`),
    "its answer is larger than 1 MB",
  ],
  ["a connection that breaks", (request) => request.socket.destroy(), "it cannot be reached"],
  ["no answer", () => undefined, "it did not answer within 3 s"],
])("%s is told as what it is", async (_what, listener, words) => {
  await using served = await serving(listener);
  await expect(fetchJson(served.url, none)).rejects.toThrow(words);
});

test.each([
  ["https://idp.example.org/jwks", "https://idp.example.org is not on this machine: approve it in the window"],
  ["http://localhost.example.org/jwks", "is not on this machine"],
  ["http://127.0.0.1.example.org/", "is not on this machine"],
  ["file:///etc/passwd", "it is neither http nor https"],
  ["no url", "it is no URL"],
])("%s is not fetched, and why is said", async (url, words) => {
  await expect(fetchJson(url, ({ origin }) => origin === "https://idp.example.com")).rejects.toThrow(words);
});

test("an origin that was approved is asked, and only that one", async () => {
  const approved = ({ origin }: URL) => origin === "http://idp.invalid";
  await expect(fetchJson("http://idp.invalid/jwks", approved)).rejects.toThrow("it cannot be reached");
  await expect(fetchJson("http://idp.invalid:81/jwks", approved)).rejects.toThrow("is not on this machine");
});

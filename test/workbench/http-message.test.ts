import { createServer } from "node:net";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { createEndOfAnswer, parseHttpMessage } from "../../src/workbench/calls/http-message.ts";
import { NotSent, sendBytes } from "../../src/workbench/calls/wire.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");
const read = (text: string) => {
  const message = parseHttpMessage(bytes(text));
  return message && [message.status, message.body.toString("latin1"), message.cut];
};

/** Each with what comes after its last byte on a connection that stays open. */
const answers = [
  ["a length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "{}"],
  ["no body at all", "HTTP/1.1 204 No Content\r\n\r\n", ""],
  ["pieces", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;x=y\r\n}\r\n0\r\n\r\n", "{}"],
  ["trailers", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX: 1\r\nY: 2\r\n\r\n", "{}"],
  [
    "a piece that looks like the end",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n\r\n0\r\n\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    "\r\n0\r\n\r\n{}",
  ],
  [
    "something before the answer",
    "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
    "{}",
  ],
] as const;

test.each(answers)("an answer with %s ends at its last byte and not before", (_what, text, body) => {
  const isWhole = createEndOfAnswer();
  for (let end = 1; end < text.length; end++) expect(isWhole(bytes(text.slice(0, end)))).toBe(false);
  expect(isWhole(bytes(text))).toBe(true);
  expect(read(text)?.slice(1)).toEqual([body, undefined]);
});

test.each([
  ["in its head", "HTTP/1.1 200 OK\r\nContent-Le", "The head of the answer has no end"],
  ["in its body", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", "Content-Length announces 9 bytes, and 1 came"],
  [
    "between two pieces",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
    "The last piece of the answer is missing",
  ],
])("an answer that is cut %s says so", (_where, text, why) => {
  expect(read(text)?.[2]).toBe(why);
});

test("a packed answer is unpacked, one that does not unpack stays as it came", () => {
  const head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
  const unpack = (body: Buffer) => parseHttpMessage(Buffer.concat([bytes(head), body]))?.body;
  expect(unpack(gzipSync('{"a":1}'))?.toString()).toBe('{"a":1}');
  expect(unpack(bytes("no gzip"))?.toString()).toBe("no gzip");
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  expect(unpack(bomb)).toEqual(bomb);
});

test("no bytes are too odd to be taken apart", () => {
  const odd = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "HTTP/1.1 200 OK\r\n",
      "Transfer-Encoding: chunked\r\n",
      "\r\n\r\n",
      "0\r\n",
      "ffffffff\r\n",
      "Content-Length: 99999999999999999999\r\n",
    ),
  );
  fc.assert(
    fc.property(fc.array(odd), (parts) => {
      const all = bytes(parts.join(""));
      parseHttpMessage(all);
      createEndOfAnswer()(all);
    }),
  );
});

const dripping = createServer((socket) => {
  socket.on("error", () => undefined);
  socket.write("HTTP/1.1 200 OK\r\n\r\n");
  const timer = setInterval(() => socket.write("x"), 20);
  socket.on("close", () => clearInterval(timer));
});
afterAll(() => dripping.close());

test("a server that never comes to its end is left, though it is never silent", async () => {
  await new Promise<void>((listening) => dripping.listen(0, "127.0.0.1", listening));
  const { port } = dripping.address() as { readonly port: number };
  const to = { url: new URL(`http://127.0.0.1:${port}`) };
  const sent = sendBytes(to, bytes("GET / HTTP/1.1\r\n\r\n"), undefined, { silenceMs: 5000, longestMs: 300 });
  await expect(sent).rejects.toThrow(NotSent);
  await expect(sent).rejects.toThrow("had not answered to the end after 0.3 s");
});

import { expect, test } from "vitest";
import type { Step } from "../../renderer/screens/console/chains.ts";
import { type Chain, tokensAtHand } from "../../renderer/screens/console/chains.ts";
import { toMermaid, toSequence } from "../../renderer/screens/console/sequence.ts";
import type { CallExchange, TokenCall } from "../../src/contract/index.ts";

const call: TokenCall = { issuer: "http://sso.example/realms/a", clientId: "orders", proof: { method: "none" } };

const aStep = (what: Step["what"], line: string, stated: Partial<CallExchange>): Step => ({
  what,
  call: what === "raw" ? null : call,
  exchange: {
    id: `${what} ${line} ${stated.status}`,
    atSeconds: 1_700_000_000,
    url: "http://sso.example/realms/a/token",
    requestText: `${line} HTTP/1.1\r\nHost: sso.example\r\n\r\n`,
    curl: "",
    requestParts: [],
    responseText: "",
    responseBytes: "",
    status: 200,
    timings: { dnsMs: null, connectMs: 1, tlsMs: null, firstByteMs: 2, totalMs: 4 },
    tls: null,
    remoteAddress: "127.0.0.1",
    responseParts: [],
    answer: null,
    tokens: [],
    trace: [],
    explanation: null,
    refused: null,
    ...stated,
  },
});

const refused = { error: "invalid_client", description: "", meaning: "" };
const story = [
  aStep("token", "POST /realms/a/token", { status: 401, refused }),
  aStep("token", "POST /realms/a/token", { answer: { access_token: "first", refresh_token: "again" } }),
  aStep("introspect", "POST /realms/a/introspect", { answer: { active: false, access_token: "not a token" } }),
  aStep("resource", "GET /orders?page=2", { url: "https://api.example:8443/orders?page=2" }),
];

test("a sequence has the client first, then each server by what it is and where, in the order of the first call", () => {
  expect(toSequence(story).participants).toEqual([
    { role: "client", name: "orders" },
    { role: "authorization", name: "sso.example" },
    { role: "resource", name: "api.example:8443" },
  ]);
});

test("each call is an arrow with its request, its answer, and whether it was refused", () => {
  const drawn = toSequence(story).messages.map(({ to, request, answer, refused: red }) => [to, request, answer, red]);
  expect(drawn).toEqual([
    [1, "POST /realms/a/token", "401 invalid_client", true],
    [1, "POST /realms/a/token", "200", false],
    [1, "POST /realms/a/introspect", "200 inactive", false],
    [2, "GET /orders", "200", false],
  ]);
});

test("what a resource server asks its issuer before it answers stands between the call and its answer", () => {
  const asked = {
    host: "sso.example",
    request: "POST /introspect",
    answer: "200 inactive",
    refused: false,
    elapsedMs: 3,
  };
  const trace = [{ rule: "active", outcome: "failed" as const, asked }];
  const last = aStep("resource", "GET /orders", { url: "https://api.example/orders", status: 401, trace });
  const sequence = toSequence([...story.slice(0, 1), last]);
  expect(sequence.participants.map(({ name }) => name)).toEqual(["orders", "sso.example", "api.example"]);
  expect(sequence.messages[1]?.inside).toMatchObject([
    { from: 2, to: 1, request: "POST /introspect", atSeconds: null },
  ]);
  const titles = { client: "Client", authorization: "Server", resource: "Resource" };
  expect(toMermaid(sequence, titles).split("\n").slice(-5)).toEqual([
    "  p0->>p2: GET /orders",
    "  p2->>p1: POST /introspect",
    "  p1-->>p2: 200 inactive",
    "  p2--xp0: 401",
    "",
  ]);
});

test("the same goes out as Mermaid, where no name can end a line or begin a comment", () => {
  const [first] = story;
  const odd = first && { ...first, call: { ...call, clientId: "a;b#c\nd" } };
  const titles = { client: "Client", authorization: "Server", resource: "Resource" };
  const lines = toMermaid(toSequence(odd ? [odd] : []), titles).split("\n");
  expect(lines).toEqual([
    "sequenceDiagram",
    "  participant p0 as Client a b c d",
    "  participant p1 as Server sso.example",
    "  p0->>p1: POST /realms/a/token",
    "  p1--xp0: 401 invalid_client",
    "",
  ]);
});

test("one goes on with the newest tokens that came up to the step in view, of answers that bring tokens", () => {
  const chain = (at: number): Chain => ({ id: "1", steps: story, shown: story[at]?.exchange.id ?? "" });
  expect(tokensAtHand(chain(0))).toEqual({ access: null, refresh: null });
  expect(tokensAtHand(chain(3))).toEqual({ access: "first", refresh: "again" });
});

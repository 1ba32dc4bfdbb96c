import { createServer } from "node:http";
import { beforeAll, expect, test } from "vitest";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { readHttpRequest } from "../../src/http/http-request.ts";
import { findRealmPath } from "../../src/http/realm-paths.ts";
import { serveRealm } from "../../src/http/serve-realm.ts";
import { createEventLog } from "../../src/protocol/event-log.ts";
import { eventOf } from "../../src/protocol/events.ts";
import parity from "../parity/realms/parity.json" with { type: "json" };
import recorded from "../recordings/events/recorded.json" with { type: "json" };
import { NOW } from "../support/builders.ts";
import { aProtocol } from "./a-protocol.ts";

/** The player of the recording: the same requests, the same comparable form. */
interface Player {
  send(base: string, request: object, answers: readonly object[]): Promise<object>;
  comparable(event: object | undefined, base: string, known: ReadonlySet<string>): object | null;
  idsIn(text: string): ReadonlySet<string>;
}

const player: Player = await import(new URL("../recordings/events/play.mjs", import.meta.url).href);
const known = player.idsIn(JSON.stringify(parity));
const realm = parity as unknown as RealmDocument;
const left = new Map<string, object | null>();

/** What the log holds of the last request, as an event. */
function aServedRealm() {
  const { ctx: protocol, wait } = aProtocol(realm);
  wait(Math.floor(Date.now() / 1000) - NOW); // assertions are made as of now
  const addressing = { relativePath: "", hostname: undefined, isKnownHost: () => true, isAuthPathRealm: () => false };
  const events = createEventLog();
  const server = createServer(async (incoming, outgoing) => {
    const request = readHttpRequest(incoming);
    const path = findRealmPath(addressing, request.target);
    if (!path) throw new Error(`no path of a realm: ${request.target}`);
    const { status, headers, body } = await serveRealm({ protocol, addressing, events }, path, request);
    outgoing.writeHead(status, { ...headers }).end(body);
  });
  const lastEvent = () => {
    const [call] = events.newestFirst();
    return call && eventOf(call, "realm-id");
  };
  return { server, lastEvent };
}

beforeAll(async () => {
  const { server, lastEvent } = aServedRealm();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  for (const { id, before, request } of recorded) {
    const answers: object[] = [];
    for (const each of before) answers.push(await player.send(base, each, answers));
    await player.send(base, request, answers);
    left.set(id, player.comparable(lastEvent(), base, known));
  }
  server.close();
});

test("at least a hundred recorded requests are compared", () => expect(recorded.length).toBeGreaterThan(100));

test.each(recorded)("$id leaves the event that Keycloak leaves", ({ id, event }) =>
  expect(left.get(id)).toEqual(event),
);

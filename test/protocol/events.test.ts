import { beforeAll, expect, test } from "vitest";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { eventOf } from "../../src/protocol/events.ts";
import parity from "../parity/realms/parity.json" with { type: "json" };
import recorded from "../recordings/events/recorded.json" with { type: "json" };
import { NOW } from "../support/builders.ts";
import { aLoggedServer } from "./a-logged-server.ts";
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

beforeAll(async () => {
  const { ctx, wait } = aProtocol(realm);
  wait(Math.floor(Date.now() / 1000) - NOW); // assertions are made as of now
  const { server, events, base } = await aLoggedServer(ctx);
  const lastEvent = () => {
    const [call] = events.newestFirst();
    return call && eventOf(call, "realm-id");
  };
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

import { expect, test } from "vitest";
import { compileRealm } from "../../src/domain/compiled-realm.ts";
import { failed } from "../../src/domain/trace.ts";
import { keysOf } from "../../src/keys/realm-keys.ts";
import { createEventLog } from "../../src/protocol/event-log.ts";
import { createOwnServer } from "../../src/workbench/calls/own-server.ts";
import { aRealm, NOW } from "../support/builders.ts";

const compiled = compileRealm(aRealm());
const events = createEventLog();
const own = createOwnServer({
  events,
  protocol: { keysOf: (realm) => keysOf(realm.document) },
  findRealm: (name) => (name === "test" ? compiled : undefined),
});
const trace = [failed("client secret")];
events.record({
  atSeconds: NOW,
  realm: "test",
  endpoint: "token",
  method: "POST",
  remoteAddress: "127.0.0.1",
  remotePort: 50_000,
  status: 401,
  error: "unauthorized_client",
  description: undefined,
  trace,
  issued: undefined,
  isKept: false,
  event: undefined,
});

test.each([
  ["that came while it was sent is its own", "test", 50_000, NOW, trace],
  ["that came from that port before is another's, whose port was used again", "test", 50_000, NOW + 1, undefined],
  ["of another realm is another's", "other", 50_000, NOW, undefined],
  ["from another port is another's", "test", 50_001, NOW, undefined],
])("for the Console a call %s", (_which, realm, port, sinceSeconds, told) => {
  expect(own.findCall(realm, port, sinceSeconds)?.trace).toEqual(told);
});

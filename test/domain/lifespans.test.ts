import { expect, test } from "vitest";
import { accessTokenExpiry, refreshTokenExpiry } from "../../src/domain/lifespans.ts";
import { aClient, aRealm, clientNamed, NOW, type RealmDraft } from "../support/builders.ts";
import { aSession } from "./a-token.ts";

type Settings = Omit<RealmDraft, "clients">;
type Attributes = Readonly<Record<string, string>>;

const clientWith = (attributes: Attributes, settings: Settings = {}) =>
  clientNamed(aRealm({ clients: [aClient("app", { attributes })], ...settings }), "app");

/** What Keycloak 26.7.0 gives a new realm. */
const FRESH: Settings = {
  accessTokenLifespan: 300,
  ssoSessionIdleTimeout: 1800,
  ssoSessionMaxLifespan: 36_000,
  clientSessionIdleTimeout: 0,
  clientSessionMaxLifespan: 0,
  offlineSessionIdleTimeout: 2_592_000,
  offlineSessionMaxLifespanEnabled: false,
  offlineSessionMaxLifespan: 5_184_000,
  clientOfflineSessionIdleTimeout: 0,
  clientOfflineSessionMaxLifespan: 0,
};

/** Rows that say (asked) were asked of Keycloak 26.7.0; the others follow from the reference §9.2 and §9.3. */
test.each<[string, Attributes, Settings, number, number]>([
  ["the realm's lifespans hold where the client says nothing (asked)", {}, {}, 300, 1800],
  ["the client's own lifespan wins", { "access.token.lifespan": "60" }, {}, 60, 1800],
  ["a blank lifespan is none", { "access.token.lifespan": "" }, {}, 300, 1800],
  ["a lifespan of 0 is 0 (asked)", { "access.token.lifespan": "0" }, {}, 0, 1800],
  ["a lifespan of -1 is as long as the session (asked)", { "access.token.lifespan": "-1" }, {}, 36_000, 1800],
  ["a lifespan of -5 is in the past (asked)", { "access.token.lifespan": "-5" }, {}, -5, 1800],
  ["a lifespan is cut to the session (asked)", { "access.token.lifespan": "99999999" }, {}, 36_000, 1800],
  ["the realm's lifespan can be another", {}, { accessTokenLifespan: 60 }, 60, 1800],
  ["the realm's lifespan is cut to the session", {}, { ssoSessionMaxLifespan: 100 }, 100, 100],
  ["the client's session maximum cuts both (asked)", { "client.session.max.lifespan": "100" }, {}, 100, 100],
  ["the client's idle time is the refresh token's (asked)", { "client.session.idle.timeout": "50" }, {}, 300, 50],
  [
    "the idle time is cut to the maximum (asked)",
    { "client.session.max.lifespan": "100", "client.session.idle.timeout": "200" },
    {},
    100,
    100,
  ],
  [
    "-1 goes to the client's session maximum (asked)",
    { "client.session.max.lifespan": "100", "access.token.lifespan": "-1" },
    {},
    100,
    100,
  ],
  [
    "a client may not have longer sessions than the realm",
    { "client.session.max.lifespan": "99999", "access.token.lifespan": "-1" },
    {},
    36_000,
    1800,
  ],
  ["the realm may limit client sessions", {}, { clientSessionMaxLifespan: 120, clientSessionIdleTimeout: 90 }, 120, 90],
  [
    "the client's own limit wins over that",
    { "client.session.max.lifespan": "200", "client.session.idle.timeout": "150" },
    { clientSessionMaxLifespan: 120, clientSessionIdleTimeout: 90 },
    200,
    150,
  ],
  ["a limit of 0 is none", { "client.session.max.lifespan": "0", "client.session.idle.timeout": "0" }, {}, 300, 1800],
  ["a limit that is no number is none", { "client.session.max.lifespan": "soon" }, {}, 300, 1800],
  ["a negative limit is none", { "client.session.idle.timeout": "-1" }, {}, 300, 1800],
])("online: %s", (_sentence, attributes, settings, access, refresh) => {
  const client = clientWith(attributes, { ...FRESH, ...settings });
  const session = aSession({ kind: "online" });
  expect(accessTokenExpiry(client, session, NOW) - NOW).toBe(access);
  expect((refreshTokenExpiry(client, session, NOW) ?? 0) - NOW).toBe(refresh);
});

const LIMITED: Settings = {
  offlineSessionMaxLifespanEnabled: true,
  offlineSessionMaxLifespan: 1000,
  offlineSessionIdleTimeout: 400,
};

test.each<[string, Attributes, Settings, number, number | undefined]>([
  ["an offline token of a realm without a maximum has no end (asked)", {}, {}, 300, undefined],
  [
    "a lifespan of -1 is then as long as an online session (asked)",
    { "access.token.lifespan": "-1" },
    {},
    36_000,
    undefined,
  ],
  ["with a maximum the idle time counts (asked)", {}, LIMITED, 300, 400],
  ["with a maximum -1 goes up to it (asked)", { "access.token.lifespan": "-1" }, LIMITED, 1000, 400],
  [
    "the client may say less",
    { "client.offline.session.max.lifespan": "200", "client.offline.session.idle.timeout": "50" },
    LIMITED,
    200,
    50,
  ],
  [
    "the realm may say less for client sessions",
    {},
    { ...LIMITED, clientOfflineSessionMaxLifespan: 150, clientOfflineSessionIdleTimeout: 60 },
    150,
    60,
  ],
  [
    "limits of online sessions do not count",
    { "client.session.max.lifespan": "10", "client.session.idle.timeout": "10" },
    LIMITED,
    300,
    400,
  ],
])("offline: %s", (_sentence, attributes, settings, access, refresh) => {
  const client = clientWith(attributes, { ...FRESH, ...settings });
  const session = aSession({ kind: "offline" });
  const expiry = refreshTokenExpiry(client, session, NOW);
  expect(accessTokenExpiry(client, session, NOW) - NOW).toBe(access);
  expect(expiry === undefined ? undefined : expiry - NOW).toBe(refresh);
});

test.each([
  ["a token asked for late in a session ends with it", 35_900, 100, 100],
  ["a refresh moves the idle window", 3600, 300, 1800],
  ["a refresh never moves the end of the session", 35_000, 300, 1000],
])("%s", (_sentence, elapsedSeconds, access, refresh) => {
  const client = clientWith({}, FRESH);
  const session = aSession({ kind: "online", startedAtSeconds: NOW - elapsedSeconds });
  expect(accessTokenExpiry(client, session, NOW) - NOW).toBe(access);
  expect((refreshTokenExpiry(client, session, NOW) ?? 0) - NOW).toBe(refresh);
});

test("a realm that says nothing has the lifespans of a new one", () => {
  const client = clientNamed(aRealm({ clients: [aClient("app")] }), "app");
  const session = aSession({ kind: "online" });
  expect(accessTokenExpiry(client, session, NOW) - NOW).toBe(300);
  expect((refreshTokenExpiry(client, session, NOW) ?? 0) - NOW).toBe(1800);
});

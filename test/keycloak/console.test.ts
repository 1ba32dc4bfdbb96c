import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import KeycloakAdminClient from "@keycloak/keycloak-admin-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AnswerOf, CallExchange, compareMeaning, Discovery } from "../../src/contract/index.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { type RunningServer, startServer } from "../../src/index.ts";
import { aRealmToPromote } from "../support/promoted-realm.ts";
import { aWindow } from "../workbench/a-window.ts";

const { KEYCLOAK_URL = "http://127.0.0.1:8180", KEYCLOAK_USER = "admin", KEYCLOAK_PASSWORD = "admin" } = process.env;

const name = `console-${randomUUID().slice(0, 8)}`;
const ATTRIBUTES = {
  "client_credentials.use_refresh_token": "true",
  "standard.token.exchange.enabled": "true",
  "allow.token.introspection.without.audience.check": "true",
};

let folder = "";
let server: RunningServer;
let keycloak: KeycloakAdminClient;

/** One realm file, served by both: Tokenbench reads it at its start, Keycloak imports it. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "console-"));
  const file = join(folder, "realm.json");
  const realm = withAttributes(await aRealmToPromote(name));
  await writeFile(file, JSON.stringify(realm));
  server = await startServer({ files: [file] });
  keycloak = new KeycloakAdminClient({ baseUrl: KEYCLOAK_URL, realmName: "master" });
  await keycloak.auth({
    username: KEYCLOAK_USER,
    password: KEYCLOAK_PASSWORD,
    grantType: "password",
    clientId: "admin-cli",
  });
  await keycloak.realms.create(realm as unknown as Parameters<typeof keycloak.realms.create>[0]);
});
afterAll(async () => {
  await keycloak.realms.del({ realm: name });
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const withAttributes = (realm: RealmDocument): RealmDocument => ({
  ...realm,
  clients: (realm.clients ?? []).map((client) =>
    client.clientId === "orders" ? { ...client, attributes: { ...client.attributes, ...ATTRIBUTES } } : client,
  ),
});

const issuers = () => [server.baseUrl, KEYCLOAK_URL].map((base) => `${base}/realms/${name}`);
const call = <Answer>(path: string, body: object) => aWindow(server).call<Answer>("POST", path, body);
const orders = { clientId: "orders", proof: { method: "client_secret_basic", secret: "secret of orders" } };

/** The Console's engine at both issuers: the same call, ours first. */
async function callBoth(more: object = {}): Promise<[CallExchange, CallExchange]> {
  const [ours, theirs] = await Promise.all(
    issuers().map((issuer) => call<CallExchange>("/calls", { issuer, ...orders, ...more })),
  );
  if (!ours || !theirs) throw new Error("two issuers are asked");
  return [ours.answer, theirs.answer];
}

/** A step that goes on from each of them. */
async function goOnBoth(exchanges: readonly CallExchange[], step: (answer: Record<string, unknown>) => object) {
  const [ours, theirs] = await Promise.all(
    issuers().map((issuer, i) =>
      call<CallExchange>("/calls/follow-up", { issuer, ...orders, what: step(exchanges[i]?.answer ?? {}) }),
    ),
  );
  if (!ours || !theirs) throw new Error("two issuers are asked");
  return [ours.answer, theirs.answer] as const;
}

const sideOf = ({ status, answer }: CallExchange) => ({ status, answer });

async function differences(first: CallExchange, second: CallExchange) {
  const { answer } = await call<AnswerOf<typeof compareMeaning>>("/tokens/compare", {
    first: sideOf(first),
    second: sideOf(second),
  });
  return answer.differences;
}

test("both issuers are discovered without a problem, and name the same kinds of addresses", async () => {
  const [ours, theirs] = await Promise.all(
    issuers().map(async (issuer) => (await call<Discovery>("/calls/discovery", { issuer })).answer),
  );
  expect([ours?.problems, theirs?.problems]).toEqual([[], []]);
  for (const address of ["tokenUrl", "introspectionUrl", "userinfoUrl", "revocationUrl", "endSessionUrl"] as const)
    expect(ours?.[address]?.replace(server.baseUrl, "")).toBe(theirs?.[address]?.replace(KEYCLOAK_URL, ""));
});

test.each([
  ["as it is", {}],
  ["with scopes", { scope: "openid address microprofile-jwt" }],
  ["with the secret in the form", { proof: { method: "client_secret_post", secret: "secret of orders" } }],
  ["of another client", { clientId: "billing", proof: { ...orders.proof, secret: "secret of billing" } }],
])(
  "a token of the same realm file %s says the same here and there, each verified by its issuer's keys",
  async (_how, more) => {
    const [ours, theirs] = await callBoth(more);
    expect([ours.status, theirs.status]).toEqual([200, 200]);
    const verdicts = ({ tokens }: CallExchange) => tokens.map(({ kind, signature }) => `${kind} ${signature.verdict}`);
    expect(verdicts(theirs)[0]).toBe("access_token valid");
    expect(verdicts(ours)[0]).toBe("access_token valid");
    expect(ours.tokens.map(({ kind }) => kind)).toEqual(theirs.tokens.map(({ kind }) => kind));
    expect(await differences(ours, theirs)).toEqual([]);
  },
);

test.each([
  ["a wrong secret", { proof: { ...orders.proof, secret: "wrong" } }],
  ["an unknown client", { clientId: "nobody" }],
  ["a scope that is not assigned", { scope: "nothing" }],
])("%s is refused in the same words here and there", async (_what, more) => {
  const [ours, theirs] = await callBoth(more);
  expect(theirs.refused).not.toBeNull();
  expect([ours.status, ours.answer]).toEqual([theirs.status, theirs.answer]);
  expect(await differences(ours, theirs)).toEqual([]);
});

test("a comparison of different tokens is not empty", async () => {
  const [ours] = await callBoth();
  const [, theirs] = await callBoth({ clientId: "billing", proof: { ...orders.proof, secret: "secret of billing" } });
  expect((await differences(ours, theirs)).length).toBeGreaterThan(0);
});

test("a token goes on here as there: renewed, introspected, exchanged, revoked, and then inactive", async () => {
  const tokens = await callBoth({ scope: "openid" });
  const access = (answer: Record<string, unknown>) => answer["access_token"];
  const introspect = (answer: Record<string, unknown>) => ({ kind: "introspect", token: access(answer) });
  const [renewed, renewedThere] = await goOnBoth(tokens, ({ refresh_token: refreshToken }) => ({
    kind: "refresh",
    refreshToken,
  }));
  expect([renewed.status, renewedThere.status]).toEqual([200, 200]);
  expect(await differences(renewed, renewedThere)).toEqual([]);
  const [active, activeThere] = await goOnBoth(tokens, introspect);
  expect(activeThere.answer?.["active"]).toBe(true);
  expect(Object.keys(active.answer ?? {}).sort()).toEqual(Object.keys(activeThere.answer ?? {}).sort());
  const [info, infoThere] = await goOnBoth(tokens, (answer) => ({ kind: "userinfo", accessToken: access(answer) }));
  expect([info.status, info.answer]).toEqual([infoThere.status, infoThere.answer]);
  const [exchanged, exchangedThere] = await goOnBoth(tokens, (answer) => ({
    kind: "exchange",
    subjectToken: access(answer),
  }));
  expect([exchanged.refused, exchangedThere.refused]).toEqual([null, null]);
  expect(await differences(exchanged, exchangedThere)).toEqual([]);
  const [revoked, revokedThere] = await goOnBoth(tokens, (answer) => ({ kind: "revoke", token: access(answer) }));
  expect([revoked.status, revokedThere.status]).toEqual([200, 200]);
  const [inactive, inactiveThere] = await goOnBoth(tokens, introspect);
  expect([inactive.answer, inactiveThere.answer]).toEqual([{ active: false }, { active: false }]);
  const [after, afterThere] = await goOnBoth(tokens, (answer) => ({ kind: "userinfo", accessToken: access(answer) }));
  expect(afterThere.status).toBe(401);
  expect([after.status, after.refused?.error]).toEqual([afterThere.status, afterThere.refused?.error]);
});

test("a session ends here as there", async () => {
  const tokens = await callBoth();
  const withRefresh =
    (kind: string) =>
    ({ refresh_token: refreshToken }: Record<string, unknown>) => ({ kind, refreshToken });
  const [ended, endedThere] = await goOnBoth(tokens, withRefresh("logout"));
  expect([ended.status, endedThere.status]).toEqual([204, 204]);
  const [refused, refusedThere] = await goOnBoth(tokens, withRefresh("refresh"));
  expect([refused.status, refused.answer]).toEqual([refusedThere.status, refusedThere.answer]);
});

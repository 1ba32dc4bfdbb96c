import { expect, test } from "vitest";
import { startServer } from "../../src/index.ts";
import { ADMIN } from "../protocol/a-server.ts";
import { FULL, mayMount, READ_ONLY } from "../support/small-disk.ts";
import { aServedDisk } from "./a-served-disk.ts";

type Send = (method: string, path: string, body?: object) => Promise<{ status: number; json: Record<string, unknown> }>;

/** Calls of the Admin API of the realm `test`. */
const calls =
  (baseUrl: string, bearer: string): Send =>
  async (method, path, body) => {
    const headers = { authorization: `Bearer ${bearer}`, "content-type": "application/json" };
    const answer = await fetch(`${baseUrl}/admin/realms/test${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, json: text === "" ? {} : JSON.parse(text) };
  };

async function bearerOf(baseUrl: string): Promise<string> {
  const body = new URLSearchParams({ grant_type: "password", client_id: "admin-cli", ...ADMIN });
  const answer = await fetch(`${baseUrl}/realms/master/protocol/openid-connect/token`, { method: "POST", body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

test("of 200 edits of one realm at the same time none is lost", async () => {
  await using server = await startServer({ admin: ADMIN, realm: { realm: "test", enabled: true } });
  const send = calls(server.baseUrl, await bearerOf(server.baseUrl));
  await send("POST", "/clients", { clientId: "shared" });
  const [{ id } = { id: "" }] = (await send("GET", "/clients?clientId=shared")).json as unknown as { id: string }[];
  const edits = Array.from({ length: 200 }, (_, i) =>
    i % 2 === 0
      ? send("POST", "/roles", { name: `role-${i}` })
      : send("PUT", `/clients/${id}`, { attributes: { [`attribute-${i}`]: String(i) } }),
  );
  const statuses = new Set((await Promise.all(edits)).map(({ status }) => status));
  expect(statuses).toEqual(new Set([201, 204]));
  const roles = (await send("GET", "/roles?search=role-")).json as unknown as { name: string }[];
  expect(roles.filter(({ name }) => /^role-\d+$/.test(name))).toHaveLength(100);
  const { attributes } = (await send("GET", `/clients/${id}`)).json as { attributes: Record<string, string> };
  expect(Object.keys(attributes).filter((name) => name.startsWith("attribute-"))).toHaveLength(100);
});

test.runIf(mayMount)(
  "a write that the disk refuses says why, changes nothing, and works when there is room",
  async () => {
    const served = await aServedDisk();
    try {
      const send = calls(served.server.baseUrl, served.bearer);
      const create = () => send("POST", "/clients", { clientId: "late" });
      const find = async () => (await send("GET", "/clients?clientId=late")).json;
      const full = await served.onFull(create)();
      expect([full.status, full.json["error_description"]]).toEqual([503, expect.stringMatching(FULL)]);
      const readOnly = await served.onReadOnly(create)();
      expect([readOnly.status, readOnly.json["error_description"]]).toEqual([503, expect.stringMatching(READ_ONLY)]);
      expect(await find()).toEqual([]);
      expect((await create()).status).toBe(201);
      expect(await find()).toHaveLength(1);
    } finally {
      await served.stop();
    }
  },
);

/** Asked on 26.7: what a mapper follows from is told among the mappers, and kept only when its client or client scope was made with it. */
test("a mapper made alone keeps what was said, one made with its client is filled in", async () => {
  await using server = await startServer({ admin: ADMIN, realm: { realm: "test", enabled: true } });
  const send = calls(server.baseUrl, await bearerOf(server.baseUrl));
  const config = { "claim.name": "a", "claim.value": "1", "id.token.claim": "true", "jsonType.label": "" };
  const mapper = { name: "made", protocol: "openid-connect", protocolMapper: "oidc-hardcoded-claim-mapper", config };
  const said = { "claim.name": "a", "claim.value": "1", "id.token.claim": "true" };
  const filledIn = { ...said, "userinfo.token.claim": "true" };
  const configIn = (json: unknown) =>
    (json as { protocolMappers: { name: string; config: object }[] }).protocolMappers.map((each) => each.config);

  await send("POST", "/clients", { id: "with-it", clientId: "with-it", protocolMappers: [mapper] });
  expect(configIn((await send("GET", "/clients/with-it")).json)).toEqual([filledIn]);
  await send("PUT", "/clients/with-it", { protocolMappers: [mapper] });
  expect(configIn((await send("GET", "/clients/with-it")).json)).toEqual([said]);

  await send("POST", "/clients", { id: "alone", clientId: "alone" });
  await send("POST", "/clients/alone/protocol-mappers/models", mapper);
  expect(configIn((await send("GET", "/clients/alone")).json)).toEqual([said]);
  const models = (await send("GET", "/clients/alone/protocol-mappers/models")).json;
  expect(models).toMatchObject([{ config: filledIn }]);

  await send("POST", "/client-scopes", {
    id: "scope",
    name: "scope",
    protocol: "openid-connect",
    protocolMappers: [mapper],
  });
  expect(configIn((await send("GET", "/client-scopes/scope")).json)).toEqual([filledIn]);
});

/** Asked on 26.7. */
test("a partial import keeps the ids of users, and refuses one that is taken", async () => {
  const [kept, taken] = ["11111111-aaaa-4aaa-8aaa-000000000001", "11111111-aaaa-4aaa-8aaa-000000000002"];
  const users = [{ username: "there", id: taken }];
  await using server = await startServer({ admin: ADMIN, realm: { realm: "test", enabled: true, users } });
  const send = calls(server.baseUrl, await bearerOf(server.baseUrl));
  const importing = (user: object) => send("POST", "/partialImport", { ifResourceExists: "FAIL", users: [user] });
  expect((await importing({ username: "made", id: kept })).json).toMatchObject({ added: 1, results: [{ id: kept }] });
  expect(await importing({ username: "another", id: taken })).toEqual({
    status: 409,
    json: { errorMessage: "Duplicate resource error" },
  });
});

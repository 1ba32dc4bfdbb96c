import { afterAll, beforeAll, expect, test } from "vitest";
import {
  listClientScopes,
  listEvents,
  listMapperTypes,
  listRoles,
  readCall,
  readClient,
  readClientScope,
  readRole,
  saveEdits,
  searchRealm,
} from "../../../src/contract/index.ts";
import { post } from "../../protocol/a-server.ts";
import { aClient, aClientScope, aMapper, aRealm, aRole, idOf, SECRET } from "../../support/builders.ts";
import { anEditor, type Editor } from "./an-editor.ts";

const APP = idOf("client", "app");
const READER = idOf("role", "reader");
const EXTRA = idOf("client scope", "extra");
const PRIVATE_JWKS = JSON.stringify({
  keys: [{ kty: "RSA", n: "AQAB", e: "AQAB", d: "a-private-number", use: "sig" }],
});

const realm = aRealm({
  roles: [
    aRole("reader"),
    aRole("editor", { composites: ["reader"] }),
    aRole("chief", { composites: ["editor"] }),
    aRole("view", { ownerClientId: "orders" }),
  ],
  clients: [
    aClient("app", {
      serviceAccountRoles: ["chief"],
      scopeMappings: ["reader"],
      protocolMappers: [aMapper("oidc-audience-mapper", { "included.custom.audience": "x" }, "aud")],
      attributes: { "use.jwks.string": "true", "jwks.string": PRIVATE_JWKS, "jwt.credential.private.key": "secret" },
    }),
    aClient("orders", { name: "Order desk", serviceAccountRoles: ["reader"], optionalClientScopes: ["extra"] }),
  ],
  clientScopes: [
    aClientScope("extra", {
      scopeMappings: ["editor"],
      protocolMappers: [aMapper("oidc-hardcoded-claim-mapper", { "claim.name": "a", "claim.value": "b" }, "claim")],
    }),
  ],
  groups: [{ id: "g", name: "staff", subGroups: [{ id: "s", name: "desk", realmRoles: ["reader"] }] }],
});

let editor: Editor;
beforeAll(async () => {
  editor = await anEditor(realm);
});
afterAll(() => editor.stop());

test("the client scopes of a realm are listed with who uses them", async () => {
  const { clientScopes } = (await editor.call(listClientScopes, { realm: "test" })).answer;
  const named = (name: string) => clientScopes.find((each) => each.name === name);
  expect(named("extra")).toEqual({
    id: EXTRA,
    name: "extra",
    description: "",
    protocol: "openid-connect",
    assignedToNewClients: "none",
    includeInTokenScope: true,
    mapperCount: 1,
    usedBy: { default: 0, optional: 1 },
    builtIn: false,
  });
  expect(named("email")).toMatchObject({ assignedToNewClients: "default", builtIn: true });
  expect(named("phone")).toMatchObject({ assignedToNewClients: "optional", builtIn: true });
});

test("a client scope's page has its mappers, its scope mappings and its clients", async () => {
  const { answer } = await editor.call(readClientScope, { realm: "test", clientScope: EXTRA });
  expect(answer).toMatchObject({
    clientScope: { name: "extra", attributes: { "include.in.token.scope": "true" } },
    mappers: [{ name: "claim", protocolMapper: "oidc-hardcoded-claim-mapper", config: { "claim.value": "b" } }],
    scopeMappings: [idOf("role", "editor")],
    usedBy: [{ clientId: "orders", as: "optional" }],
  });
  expect(answer.roles.map(({ name }) => name)).toContain("reader");
});

test("the roles of a realm are listed with how often each is named", async () => {
  const { roles } = (await editor.call(listRoles, { realm: "test" })).answer;
  expect(roles.find(({ id }) => id === READER)).toMatchObject({
    members: [],
    use: {
      heldByServiceAccounts: 1,
      heldByUsers: 0,
      heldByGroups: 1,
      inComposites: 1,
      letThroughByClients: 1,
      letThroughByClientScopes: 0,
    },
  });
  expect(roles.find(({ name }) => name === "chief")).toMatchObject({
    members: [idOf("role", "editor")],
    includes: [idOf("role", "editor"), READER],
  });
});

test("a role's page says who has it and what lets it through, directly or through which role", async () => {
  const { answer } = await editor.call(readRole, { realm: "test", role: READER });
  expect(answer.memberOf).toEqual([idOf("role", "editor")]);
  expect(answer.holders).toEqual({
    total: 3,
    shown: [
      { kind: "serviceAccount", id: idOf("client", "orders"), name: "orders", through: null },
      { kind: "group", id: "s", name: "/staff/desk", through: null },
      { kind: "serviceAccount", id: APP, name: "app", through: idOf("role", "chief") },
    ],
  });
  expect(answer.letThrough.shown).toEqual([
    { kind: "client", id: APP, name: "app", through: null },
    { kind: "clientScope", id: EXTRA, name: "extra", through: idOf("role", "editor") },
  ]);
  expect(answer.stays).toBeNull();
});

test("a role that every user has says why it stays", async () => {
  const { defaultRole } = (await editor.admin("test")) as { defaultRole: { id: string } };
  const { answer } = await editor.call(readRole, { realm: "test", role: defaultRole.id });
  expect(answer.stays).toMatch(/is default role of the realm and cannot be removed/);
});

test.each([
  ["client scope", readClientScope, { clientScope: "gone" }],
  ["role", readRole, { role: "gone" }],
  ["call", readCall, { call: 99_999 }],
])("a %s that is gone has no page", async (_what, endpoint, input) => {
  expect((await editor.call(endpoint, { realm: "test", ...input })).status).toBe(404);
  expect((await editor.call(endpoint, { realm: "nowhere", ...input })).status).toBe(404);
});

test("a client's page has its mappers with what follows written out, its keys and its sessions", async () => {
  const { answer } = await editor.call(readClient, { realm: "test", client: APP });
  expect(answer.mappers).toMatchObject([{ name: "aud", config: { "introspection.token.claim": "true" } }]);
  expect(answer.keys).toMatchObject({
    from: "jwks",
    hasPrivateKey: true,
    problem: null,
    jwks: [{ kid: null, algorithm: "RS256" }],
  });
  expect(answer.sessionCount).toBe(0);
  expect(JSON.stringify(answer)).not.toMatch(/a-private-number|"secret"/);
});

test("mapper types come in the words of Keycloak's console", async () => {
  const { types } = (await editor.call(listMapperTypes, {})).answer;
  const audience = types.find(({ id }) => id === "oidc-audience-mapper");
  expect(audience).toMatchObject({ name: "Audience", category: "Token mapper" });
  expect(audience?.properties.map(({ label }) => label)).toEqual([
    "Included Client Audience",
    "Included Custom Audience",
    "Add to ID token",
    "Add to access token",
    "Add to lightweight access token",
    "Add to token introspection",
  ]);
  const labels = types.flatMap(({ properties }) => properties.flatMap(({ label, helpText }) => [label, helpText]));
  expect(labels.filter((label) => /\.(label|tooltip|help)$/.test(label))).toEqual([]);
});

test.each([
  ["app", ["app", "view-applications"]],
  ["ORDERS", ["orders", "view"]],
  ["desk", ["orders"]],
  [READER, ["reader"]],
  ["", []],
  ["nothing like it", []],
])("a search for %j finds what fits best first", async (text, expected) => {
  const { found } = (await editor.call(searchRealm, { realm: "test", text })).answer;
  expect(found.slice(0, 2).map(({ name }) => name)).toEqual(expected.slice(0, found.length));
  expect(found.length > 0).toBe(expected.length > 0);
});

test("calls and edits stand in one line of time, in pages, by client and by outcome", async () => {
  const url = editor.tokenUrlOf("test");
  const form = { grant_type: "client_credentials", client_id: "app", client_secret: SECRET };
  await post(url, form);
  const { status } = await editor.call(saveEdits, {
    realm: "test",
    baseRevision: 1,
    edits: [{ type: "updateClient", client: APP, settings: { name: "The app" } }],
  });
  expect(status).toBe(200);
  editor.wait(1);
  await post(url, { ...form, client_secret: "wrong" });
  await post(url, { ...form, client_id: "nobody" });
  const listed = async (more: object = {}) => (await editor.call(listEvents, { realm: "test", ...more })).answer;
  const told = (events: Awaited<ReturnType<typeof listed>>["events"]) =>
    events.map((event) => (event.kind === "edit" ? event.summary[0] : `${event.clientId} ${event.status}`));

  const all = told((await listed()).events);
  expect(all.slice(0, 4)).toEqual(["nobody 401", "app 401", "app 200", 'app: Name "The app"']);
  expect(told((await listed({ clientId: "app" })).events).slice(0, 3)).toEqual([
    "app 401",
    "app 200",
    'app: Name "The app"',
  ]);
  expect(told((await listed({ only: "refused" })).events)).toEqual(["nobody 401", "app 401"]);
  expect(told((await listed({ only: "edits" })).events)[0]).toBe('app: Name "The app"');

  const paged: (string | undefined)[] = [];
  for (let before: string | null | undefined; before !== null; ) {
    const { events, next } = await listed({ limit: 1, ...(before && { before }) });
    paged.push(...told(events));
    before = next;
  }
  expect(paged).toEqual(all);

  const [refused] = (await listed({ only: "refused", clientId: "app" })).events;
  expect(refused).toMatchObject({
    error: "unauthorized_client",
    keycloakEvent: { type: "CLIENT_LOGIN_ERROR", error: "invalid_client_credentials" },
    trace: expect.arrayContaining([expect.objectContaining({ outcome: "failed" })]),
  });
  const [accepted] = (await listed({ only: "accepted", clientId: "app" })).events;
  const { answer } = await editor.call(readCall, {
    realm: "test",
    call: accepted?.kind === "call" ? accepted.call : -1,
  });
  expect(answer).toMatchObject({ claims: { azp: "app" }, explanation: { roles: expect.any(Array) } });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Edit, listHistory, previewToken, saveEdits, undoChange } from "../../../src/contract/index.ts";
import { aClient, aClientScope, aMapper, aRealm, aRole, idOf, SECRET } from "../../support/builders.ts";
import { anEditor, claimsOf, type Editor } from "./an-editor.ts";

const APP = idOf("client", "app");
const READER = idOf("role", "reader");
const EDITOR = idOf("role", "editor");
const EXTRA = idOf("client scope", "extra");
const TEAM = aMapper("oidc-hardcoded-claim-mapper", { "claim.name": "team", "claim.value": "blue" }, "team");
const audience = { "included.custom.audience": "https://orders.example", "access.token.claim": "true" };
const MANAGEMENT = idOf("client", "realm-management");

const realm = aRealm({
  roles: [
    aRole("reader", { description: "May read" }),
    aRole("editor", { composites: ["reader"] }),
    aRole("other"),
    aRole("view", { ownerClientId: "orders" }),
    aRole("manage-realm", { ownerClientId: "realm-management" }),
  ],
  clients: [
    aClient("app", { serviceAccountRoles: ["editor"], protocolMappers: [TEAM] }),
    aClient("orders"),
    aClient("later", { serviceAccountsEnabled: false }),
    aClient("realm-management", { serviceAccountsEnabled: false }),
  ],
  clientScopes: [aClientScope("extra", { attributes: { "include.in.token.scope": "true", kept: "yes" } })],
});

let editor: Editor;
beforeAll(async () => {
  editor = await anEditor(realm);
});
afterAll(() => editor.stop());

const revision = async () => (await editor.call(listHistory, { realm: "test" })).answer.revision;
const save = async (...edits: readonly object[]) =>
  editor.call(saveEdits, { realm: "test", baseRevision: await revision(), edits });
const claims = async () => ({
  ...(await claimsOf(editor.tokenUrlOf("test"), "app", SECRET)),
  jti: "another each time",
});
const ofApp = (mappers: { name: string }[], name: string) => mappers.find((mapper) => mapper.name === name);

/** What each edit is told as, and what the Admin API or the token then has. */
const EDITS: [string, Edit, string, () => Promise<unknown>, unknown][] = [
  [
    "a role's description and attributes",
    { type: "updateRole", role: READER, settings: { description: "Reads", attributes: { level: ["1", "2"] } } },
    "Role reader: Description changed, attribute level 1 2",
    () => editor.admin("test/roles/reader"),
    { description: "Reads", attributes: { level: ["1", "2"] } },
  ],
  [
    "a role's name, wherever it is named",
    { type: "updateRole", role: READER, settings: { name: "looker" } },
    'Role reader: Name "looker"',
    () => editor.admin("test/roles/editor/composites"),
    [{ name: "looker", description: "May read" }],
  ],
  [
    "a description that is emptied",
    { type: "updateRole", role: READER, settings: { description: "" } },
    "Role reader: Description changed",
    async () => Object.keys(await editor.admin("test/roles/reader")).includes("description"),
    false,
  ],
  [
    "a role that goes",
    { type: "removeRole", role: READER },
    "Role reader deleted",
    claims,
    { realm_access: { roles: ["editor"] } },
  ],
  [
    "a role that is associated",
    { type: "addComposite", role: EDITOR, member: idOf("role", "orders:view") },
    "Role editor: role view associated",
    claims,
    { resource_access: { orders: { roles: ["view"] } } },
  ],
  [
    "a role that is no longer associated",
    { type: "removeComposite", role: EDITOR, member: READER },
    "Role editor: role reader no longer associated",
    claims,
    { realm_access: { roles: ["editor"] } },
  ],
  [
    "a new client scope",
    { type: "createClientScope", id: "new-scope", settings: { name: "payments", description: "Pays" } },
    "Client scope payments created",
    () => editor.admin("test/client-scopes/new-scope"),
    { name: "payments", description: "Pays", protocol: "openid-connect" },
  ],
  [
    "a client scope's name and attributes",
    {
      type: "updateClientScope",
      clientScope: EXTRA,
      settings: { name: "more", attributes: { "include.in.token.scope": "false", kept: null } },
    },
    'Client scope extra: Name "more", Include in token scope off, attribute kept removed',
    () => editor.admin(`test/client-scopes/${encodeURIComponent(EXTRA)}`),
    { name: "more", attributes: { "include.in.token.scope": "false" } },
  ],
  [
    "a client scope that goes",
    { type: "removeClientScope", clientScope: idOf("client scope", "roles") },
    "Client scope roles deleted",
    async () => Object.keys(await claims()).includes("realm_access"),
    false,
  ],
  [
    "a client scope that new clients get",
    { type: "assignRealmClientScope", clientScope: EXTRA, as: "optional" },
    "Client scope extra: optional for new clients",
    async () =>
      ((await editor.admin("test/default-optional-client-scopes")) as { name: string }[]).map(({ name }) => name),
    expect.arrayContaining(["extra", "phone"]),
  ],
  [
    "a new mapper of a client",
    {
      type: "createMapper",
      id: "new-mapper",
      to: { client: APP },
      name: "audience",
      protocolMapper: "oidc-audience-mapper",
      config: audience,
    },
    "app: mapper audience added",
    claims,
    { aud: "https://orders.example" },
  ],
  [
    "a new mapper of a client scope",
    {
      type: "createMapper",
      id: "new-mapper",
      to: { clientScope: idOf("client scope", "basic") },
      name: "audience",
      protocolMapper: "oidc-audience-mapper",
      config: audience,
    },
    "basic: mapper audience added",
    claims,
    { aud: "https://orders.example" },
  ],
  [
    "a mapper's configuration",
    {
      type: "updateMapper",
      to: { client: APP },
      mapper: idOf("mapper", "team"),
      config: { ...TEAM.config, "claim.value": "green" },
    },
    "app: mapper team changed",
    claims,
    { team: "green" },
  ],
  [
    "a mapper's name",
    { type: "updateMapper", to: { client: APP }, mapper: idOf("mapper", "team"), name: "colour" },
    "app: mapper team renamed to colour",
    async () => ofApp(await editor.admin(`test/clients/${APP}/protocol-mappers/models`), "colour"),
    { protocolMapper: "oidc-hardcoded-claim-mapper" },
  ],
  [
    "a mapper that goes",
    { type: "removeMapper", to: { client: APP }, mapper: idOf("mapper", "team") },
    "app: mapper team deleted",
    async () => Object.keys(await claims()).includes("team"),
    false,
  ],
  [
    "a service account that is switched off",
    { type: "updateServiceAccount", client: APP, settings: { enabled: false, attributes: { team: ["red"] } } },
    "app: service account Enabled off, attribute team red",
    () => editor.admin(`test/clients/${APP}/service-account-user`),
    { enabled: false, attributes: { team: ["red"] } },
  ],
  [
    "a realm's lifespans",
    { type: "updateRealm", settings: { accessTokenLifespan: 60, displayName: "Shop", attributes: { a: "b" } } },
    'Realm settings: Display name "Shop", Access Token Lifespan 1 minute, attribute a b',
    () => editor.admin("test"),
    { accessTokenLifespan: 60, displayName: "Shop", attributes: { a: "b" } },
  ],
  [
    "a client's addresses and flows",
    {
      type: "updateClient",
      client: APP,
      settings: { redirectUris: ["https://app.example/*"], webOrigins: ["+"], standardFlowEnabled: true, notBefore: 5 },
    },
    "app: Standard flow on, Valid redirect URIs https://app.example/*, Web origins +, Not before 5",
    () => editor.admin(`test/clients/${APP}`),
    { redirectUris: ["https://app.example/*"], webOrigins: ["+"], standardFlowEnabled: true, notBefore: 5 },
  ],
];

test.each(EDITS)("%s: saved, told in the history, and taken back", async (_what, edit, line, read, expected) => {
  const before = await read();
  const { status, answer } = await save(edit);
  expect([status, answer.summary]).toEqual([200, [line]]);
  const matching = expected !== null && typeof expected === "object" && !("asymmetricMatch" in expected);
  if (matching) expect(await read()).toMatchObject(expected as object);
  else expect(await read()).toEqual(expected);
  expect((await editor.call(undoChange, { realm: "test", revision: answer.revision })).status).toBe(200);
  expect(await read()).toEqual(before);
});

test.each(EDITS)("%s: made twice it is no second change", async (_what, edit) => {
  if (
    edit.type.startsWith("create") ||
    edit.type.startsWith("remove") ||
    ("settings" in edit && "name" in edit.settings)
  )
    return;
  const { answer } = await save(edit);
  const again = await save(edit);
  expect([again.status, again.answer.revision]).toEqual([200, answer.revision]);
  await editor.call(undoChange, { realm: "test", revision: answer.revision });
});

test.each(EDITS)("%s: can be looked at in the preview, which changes nothing", async (_what, edit) => {
  const before = await revision();
  const { status } = await editor.call(previewToken, { realm: "test", client: APP, edits: [edit] });
  expect([status, await revision()]).toEqual([200, before]);
});

const REFUSED: [string, object, number, string, RegExp][] = [
  ["a role that is gone", { type: "removeRole", role: "gone" }, 422, "edits.0.role", /no longer there/],
  [
    "a role's name that is taken",
    { type: "updateRole", role: READER, settings: { name: "editor" } },
    422,
    "edits.0.settings.name",
    /already exists/,
  ],
  [
    "a member that is gone",
    { type: "addComposite", role: READER, member: "gone" },
    422,
    "edits.0.role",
    /no longer there/,
  ],
  [
    "a client scope's name that is taken",
    { type: "createClientScope", id: "n", settings: { name: "email" } },
    422,
    "edits.0.settings.name",
    /already exists/,
  ],
  [
    "a client scope's new name that is taken",
    { type: "updateClientScope", clientScope: EXTRA, settings: { name: "email" } },
    422,
    "edits.0.settings.name",
    /already exists/,
  ],
  [
    "a scope name with a space",
    { type: "createClientScope", id: "n", settings: { name: "a b" } },
    400,
    "edits.0.settings.name",
    /no spaces/,
  ],
  [
    "a client scope that is gone",
    { type: "removeClientScope", clientScope: "gone" },
    422,
    "edits.0.clientScope",
    /no longer there/,
  ],
  [
    "a mapper of an unknown type",
    { type: "createMapper", id: "n", to: { client: APP }, name: "n", protocolMapper: "script", config: {} },
    422,
    "edits.0.protocolMapper",
    /no protocol mapper script/,
  ],
  [
    "a mapper's name that is taken",
    {
      type: "createMapper",
      id: "n",
      to: { client: APP },
      name: "team",
      protocolMapper: "oidc-audience-mapper",
      config: {},
    },
    422,
    "edits.0.name",
    /exists with same name/,
  ],
  [
    "a mapper's id that is taken",
    {
      type: "createMapper",
      id: idOf("mapper", "team"),
      to: { client: APP },
      name: "n",
      protocolMapper: "oidc-audience-mapper",
      config: {},
    },
    422,
    "edits.0.id",
    /taken/,
  ],
  [
    "a mapper that is gone",
    { type: "updateMapper", to: { client: APP }, mapper: "gone", name: "n" },
    422,
    "edits.0.mapper",
    /no longer there/,
  ],
  [
    "a mapper of a client that is gone",
    { type: "removeMapper", to: { client: "gone" }, mapper: "m" },
    422,
    "edits.0.client",
    /no longer there/,
  ],
  [
    "a service account that is not there",
    { type: "updateServiceAccount", client: idOf("client", "later"), settings: { enabled: false } },
    422,
    "edits.0.client",
    /has no service account/,
  ],
  [
    "an idle time above the realm's",
    { type: "updateRealm", settings: { clientSessionIdleTimeout: 999_999 } },
    422,
    "edits.0.settings.clientSessionIdleTimeout",
    /cannot be greater/,
  ],
  [
    "a lifespan below a second",
    { type: "updateRealm", settings: { accessTokenLifespan: 0 } },
    400,
    "edits.0.settings.accessTokenLifespan",
    /at least 1/,
  ],
  [
    "a lifespan that is a text",
    { type: "updateRealm", settings: { accessTokenLifespan: "60" } },
    400,
    "edits.0.settings.accessTokenLifespan",
    /whole seconds/,
  ],
  [
    "an algorithm that nobody knows",
    { type: "updateRealm", settings: { defaultSignatureAlgorithm: "none" } },
    400,
    "edits.0.settings.defaultSignatureAlgorithm",
    /no such signature/,
  ],
  ["a field that nobody knows", { type: "updateRealm", settings: { realm: "new" } }, 400, "edits.0.settings", /realm/],
  [
    "a redirect URI with an illegal scheme",
    { type: "updateClient", client: APP, settings: { redirectUris: ["javascript:alert(1)"] } },
    422,
    "edits.0.settings.redirectUris",
    /illegal scheme/,
  ],
  [
    "a root URL that is none",
    { type: "updateClient", client: APP, settings: { rootUrl: "no url" } },
    422,
    "edits.0.settings.rootUrl",
    /not a valid URL/,
  ],
  [
    "a description that is too long",
    { type: "updateRole", role: READER, settings: { description: "x".repeat(256) } },
    400,
    "edits.0.settings.description",
    /255/,
  ],
  [
    "removing a client that comes with every realm",
    { type: "removeClient", client: MANAGEMENT },
    422,
    "edits.0.client",
    /nobody may change/,
  ],
  [
    "a role that is a right over the realm",
    { type: "removeRole", role: idOf("role", "realm-management:manage-realm") },
    422,
    "edits.0.client",
    /nobody may change/,
  ],
  [
    "a mapper of the client that holds the rights",
    {
      type: "createMapper",
      id: "n",
      to: { client: MANAGEMENT },
      name: "n",
      protocolMapper: "oidc-audience-mapper",
      config: {},
    },
    422,
    "edits.0.client",
    /nobody may change/,
  ],
];

test.each(REFUSED)("%s is refused at its field", async (_what, edit, status, field, error) => {
  const before = await revision();
  expect(await save(edit)).toMatchObject({ status, refusal: { field, error: expect.stringMatching(error) } });
  expect(await revision()).toBe(before);
});

describe("what every realm needs", () => {
  test("its default role cannot be removed", async () => {
    const { defaultRole } = (await editor.admin("test")) as { defaultRole: { id: string; name: string } };
    const { status, refusal } = await save({ type: "removeRole", role: defaultRole.id });
    expect([status, refusal.error]).toEqual([
      422,
      `${defaultRole.name} is default role of the realm and cannot be removed.`,
    ]);
  });

  test("a change over one that was not seen is refused, and says whose it was", async () => {
    const baseRevision = await revision();
    await save({ type: "updateRealm", settings: { displayName: "first" } });
    const edits = [{ type: "updateRealm", settings: { displayName: "second" } }];
    const { status, refusal } = await editor.call(saveEdits, { realm: "test", baseRevision, edits });
    expect([status, refusal.error]).toEqual([
      409,
      'The realm was changed meanwhile by window: Realm settings: Display name "first"',
    ]);
  });
});

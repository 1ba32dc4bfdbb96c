import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeJwt } from "jose";
import { afterAll, expect, test } from "vitest";
import type { Edit } from "../../src/contract/index.ts";
import type { ClientRepresentation, RealmDocument } from "../../src/domain/realm-document.ts";
import parity from "../parity/realms/parity.json" with { type: "json" };
import { basic } from "../protocol/a-protocol.ts";
import { aFolder, aServer, post } from "../protocol/a-server.ts";
import { aClient, aClientScope, aMapper, aRealm, aRole, idOf, type RealmDraft, SECRET } from "../support/builders.ts";
import { aWindow } from "./a-window.ts";
import { askAsClient, expectAsAnswered } from "./as-answered.ts";

const draft: RealmDraft = {
  roles: [aRole("reader"), aRole("editor", { composites: ["reader"] }), aRole("view", { ownerClientId: "orders" })],
  clients: [
    aClient("app", { fullScopeAllowed: false, serviceAccountRoles: ["editor"] }),
    aClient("orders"),
    aClient("later", { serviceAccountsEnabled: false }),
    aClient("page", { publicClient: true, serviceAccountsEnabled: false }),
    aClient("odd-alg", { attributes: { "access.token.signed.response.alg": "XX999" } }),
  ],
  clientScopes: [
    aClientScope("extra", {
      scopeMappings: ["view"],
      protocolMappers: [aMapper("oidc-hardcoded-claim-mapper", { "claim.name": "extra", "claim.value": "v" })],
    }),
  ],
};

const folder = await aFolder();
const server = await aServer({
  workspace: join(folder.path, "workspace"), // a new workspace has the demo realm
  realm: [
    aRealm(draft),
    parity as unknown as RealmDocument,
    aRealm({ ...draft, realm: "closed", enabled: false }),
    aRealm({ ...draft, realm: "secure-only", sslRequired: "all" }),
  ],
});
afterAll(async () => {
  await server.stop();
  await folder[Symbol.asyncDispose]();
});

const read = async (realm: string): Promise<RealmDocument> =>
  JSON.parse(await readFile(join(server.workspacePath, `realms/${realm}.json`), "utf8"));

const SCOPES = [undefined, "openid", "openid offline_access", "bogus", ""];

test.each(["demo", "parity", "closed", "secure-only"])(
  "for every client of %s and several scopes the preview is what the server answers",
  async (realm) => {
    const window = aWindow(server, realm);
    const { clients = [] } = await read(realm);
    const own = clients.filter(({ protocol = "openid-connect" }) => protocol === "openid-connect");
    expect(own.length).toBeGreaterThan(4);
    let tokens = 0;
    for (const client of own)
      for (const scope of SCOPES) {
        const { answer } = await window.preview(client.id, scope);
        const answered = await askAsClient(server, realm, client, scope);
        if (answered.status === 200) tokens++;
        await expectAsAnswered(answer, answered);
      }
    if (realm === "demo") expect(tokens).toBe(3 + 3 + 2); // each of three without scope, with openid, two with offline_access
    if (realm === "parity") expect(tokens).toBeGreaterThan(100);
  },
);

test("for every client scope of the parity realm the preview is what the server answers", async () => {
  const window = aWindow(server, "parity");
  for (const clientId of ["sc-optional", "sc-denied", "sc-full-optional"]) {
    const client = parity.clients.find((each) => each.clientId === clientId) as unknown as ClientRepresentation;
    for (const scope of [
      "orders-admin",
      "orders-admin audit",
      "plain",
      "manage",
      "orders-admin  plain",
      "plain ",
      "Plain",
    ])
      await expectAsAnswered(
        (await window.preview(client.id, scope)).answer,
        await askAsClient(server, "parity", client, scope),
      );
  }
});

test("an algorithm that nobody knows is refused in the preview as by the server", async () => {
  const client = aRealm(draft).clients?.find(({ clientId }) => clientId === "odd-alg") as ClientRepresentation;
  await expectAsAnswered((await aWindow(server).preview(client.id)).answer, await askAsClient(server, "test", client));
});

const APP = idOf("client", "app");
const LATER = idOf("client", "later");

test.each<[string, string, string | undefined, Edit[]]>([
  [
    "a role let through",
    APP,
    undefined,
    [{ type: "addScopeMapping", to: { client: APP }, role: idOf("role", "reader") }],
  ],
  [
    "full scope switched on",
    APP,
    undefined,
    [{ type: "updateClient", client: APP, settings: { fullScopeAllowed: true } }],
  ],
  [
    "a role created and assigned",
    APP,
    undefined,
    [
      { type: "createRole", id: "fresh", name: "fresh", owner: APP },
      { type: "assignRole", client: APP, role: "fresh" },
    ],
  ],
  [
    "a client scope assigned and asked for",
    APP,
    "extra",
    [
      { type: "assignClientScope", client: APP, clientScope: idOf("client scope", "extra"), as: "optional" },
      { type: "assignRole", client: APP, role: idOf("role", "orders:view") },
    ],
  ],
  [
    "other lifespans and another algorithm",
    APP,
    "openid",
    [
      {
        type: "updateClient",
        client: APP,
        settings: {
          attributes: {
            "access.token.lifespan": "42",
            "client_credentials.use_refresh_token": "true",
            "token.response.type.bearer.lower-case": "true",
          },
        },
      },
    ],
  ],
  ["another clientId", APP, undefined, [{ type: "updateClient", client: APP, settings: { clientId: "renamed" } }]],
  ["a client disabled", APP, undefined, [{ type: "updateClient", client: APP, settings: { enabled: false } }]],
  [
    "a service account switched on",
    LATER,
    undefined,
    [{ type: "updateClient", client: LATER, settings: { serviceAccountsEnabled: true } }],
  ],
  [
    "a client that is new",
    "new-client",
    "openid",
    [
      { type: "createClient", id: "new-client", settings: { clientId: "fresh-client", serviceAccountsEnabled: true } },
      { type: "assignRole", client: "new-client", role: idOf("role", "editor") },
    ],
  ],
])("the preview of unsaved edits is the token after saving them: %s", async (_what, client, scope, edits) => {
  await using other = await aServer({ realm: aRealm(draft) });
  const window = aWindow(other);
  const { answer: before } = await window.preview(client, scope, edits);
  const { answer: clients } = await window.clients();
  expect((await window.save(clients.revision, ...edits)).status).toBe(200);
  const found = (await window.clients()).answer.clients.find(({ id }) => id === client);
  const { secret } = (await window.reveal(client)).answer;
  const form = { grant_type: "client_credentials", ...(scope !== undefined && { scope }) };
  const answered = await post(other.tokenUrlOf("test"), form, basic(found?.clientId ?? "", secret ?? ""));
  const sub = answered.status === 200 ? decodeJwt(answered.json.access_token).sub : undefined;
  const ofNewUser = edits.some(
    (edit) => edit.type === "createClient" || (edit.type === "updateClient" && edit.settings.serviceAccountsEnabled),
  );
  await expectAsAnswered(ofNewUser ? { ...before, claims: { ...before.claims, sub: sub ?? "" } } : before, answered);
});

test("a preview changes nothing and issues nothing", async () => {
  const window = aWindow(server);
  const before = await read("test");
  const { revision } = (await window.clients()).answer;
  await window.preview(APP, undefined, [{ type: "removeClient", client: idOf("client", "orders") }]);
  expect(await read("test")).toEqual(before);
  expect((await window.clients()).answer.revision).toBe(revision);
});

test("a preview explains each role, and the mend it offers makes it so", async () => {
  const window = aWindow(server);
  const { explanation } = (await window.preview(APP)).answer;
  const editor = explanation.roles.find(({ name }) => name === "editor");
  expect(editor).toMatchObject({ inToken: false, inScopeThrough: null });
  for (const { edits } of editor?.mends ?? []) {
    const { answer } = await window.preview(APP, undefined, edits);
    expect(answer.claims["realm_access"]).toMatchObject({ roles: expect.arrayContaining(["editor"]) });
  }
});

test("a refused preview tells the failed step with its mend, and still explains the client scopes", async () => {
  const { answer } = await aWindow(server).preview(LATER);
  expect(answer).toMatchObject({ refused: { status: 401, error: "unauthorized_client" }, claims: {}, answer: {} });
  const failed = answer.trace.find(({ outcome }) => outcome === "failed");
  expect(failed?.mend?.label).toBe("Switch Service account roles on");
  expect(answer.explanation.clientScopes.length).toBeGreaterThan(3);
  const mended = await aWindow(server).preview(LATER, undefined, failed?.mend?.edits);
  expect(mended.answer.refused).toBeNull();
});

test("no preview holds a secret", async () => {
  const window = aWindow(server);
  const { clients } = (await window.clients()).answer;
  const texts = await Promise.all(
    clients.map(async ({ id }) => JSON.stringify((await window.preview(id, "openid")).answer)),
  );
  expect(texts.join("")).not.toContain(SECRET);
});

test.each<[string, string, object, number, string]>([
  [
    "a realm that is not there",
    "/realms/nowhere/preview",
    { client: APP, edits: [] },
    404,
    "There is no realm nowhere",
  ],
  [
    "a client that is gone",
    "/realms/test/preview",
    { client: "gone", edits: [] },
    404,
    "That client is no longer there",
  ],
  [
    "edits that cannot be made",
    "/realms/test/preview",
    { client: APP, edits: [{ type: "removeClient", client: "gone" }] },
    422,
    "That client is no longer there",
  ],
  [
    "a client that the edits remove",
    "/realms/test/preview",
    { client: APP, edits: [{ type: "removeClient", client: APP }] },
    404,
    "That client is no longer there",
  ],
])("a preview of %s is refused", async (_what, path, body, status, error) => {
  const { status: answered, refusal } = await aWindow(server).call("POST", path, body);
  expect([answered, refusal.error]).toEqual([status, error]);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutRotated } from "../../renderer/client-attributes.ts";
import { clientKind } from "../../renderer/draft/client-kind.ts";
import { describeEdits } from "../../renderer/draft/describe-edits.ts";
import { applyDraft, rebaseEdits, withEdit, withEdits, withoutNew } from "../../renderer/draft/draft.ts";
import type { Edit } from "../../src/contract/index.ts";
import { aClientPage, aClientScope, aRole } from "./a-client-page.ts";

const page = aClientPage({
  assigned: ["reader"],
  roles: [aRole("reader"), aRole("writer"), aRole("default-roles-demo", { builtIn: true })],
  scopeMappings: ["reader"],
  clientScopes: [aClientScope("phone", { assignment: "optional", scopeMappings: ["writer"] }), aClientScope("email")],
  client: { attributes: { "access.token.lifespan": "60" } },
});
const client = "orders-id";
const set = (settings: Extract<Edit, { type: "updateClient" }>["settings"]): Edit => ({
  type: "updateClient",
  client,
  settings,
});

test.each<[string, Edit, Edit]>([
  ["a switch", set({ fullScopeAllowed: false }), set({ fullScopeAllowed: true })],
  ["a text", set({ name: "Orders" }), set({ name: "" })],
  [
    "an attribute that was set",
    set({ attributes: { "access.token.lifespan": null } }),
    set({ attributes: { "access.token.lifespan": "60" } }),
  ],
  ["an attribute that was not there", set({ attributes: { x: "1" } }), set({ attributes: { x: null } })],
  [
    "an assigned role",
    { type: "unassignRole", client, role: "reader" },
    { type: "assignRole", client, role: "reader" },
  ],
  [
    "a role not assigned",
    { type: "assignRole", client, role: "writer" },
    { type: "unassignRole", client, role: "writer" },
  ],
  [
    "a scope mapping of the client",
    { type: "removeScopeMapping", to: { client }, role: "reader" },
    { type: "addScopeMapping", to: { client }, role: "reader" },
  ],
  [
    "a scope mapping of a client scope",
    { type: "addScopeMapping", to: { clientScope: "phone" }, role: "reader" },
    { type: "removeScopeMapping", to: { clientScope: "phone" }, role: "reader" },
  ],
  [
    "an assigned type",
    { type: "assignClientScope", client, clientScope: "phone", as: "none" },
    { type: "assignClientScope", client, clientScope: "phone", as: "optional" },
  ],
])("%s that comes back to its saved value is no change any more", (_what, there, back) => {
  const drafted = withEdit(clientKind, page, [], there);
  expect(drafted).toEqual([there]);
  expect(withEdit(clientKind, page, drafted, back)).toEqual([]);
});

test("settings gather in one edit, which holds only what differs", () => {
  const edits = withEdits(
    clientKind,
    page,
    [],
    [set({ name: "Orders" }), set({ enabled: true }), set({ attributes: { a: "1" } }), set({ attributes: { b: "2" } })],
  );
  expect(edits).toEqual([set({ name: "Orders", attributes: { a: "1", b: "2" } })]);
});

test("a new role is made before it is assigned, and settings come first", () => {
  const edits = withEdits(
    clientKind,
    page,
    [],
    [
      { type: "assignRole", client, role: "writer" },
      { type: "createRole", id: "new", name: "auditor" },
      { type: "assignRole", client, role: "new" },
      set({ name: "Orders" }),
    ],
  );
  expect(edits.map((edit) => edit.type)).toEqual(["updateClient", "createRole", "assignRole", "assignRole"]);
});

test("a new role that is taken out takes its assignment and its mappings along", () => {
  const edits = withEdits(
    clientKind,
    page,
    [],
    [
      { type: "createRole", id: "new", name: "auditor" },
      { type: "assignRole", client, role: "new" },
      { type: "addScopeMapping", to: { client }, role: "new" },
      { type: "assignRole", client, role: "writer" },
    ],
  );
  expect(withoutNew(edits, "new")).toEqual([{ type: "assignRole", client, role: "writer" }]);
});

test("a secret is regenerated once, however often one asks", () => {
  const regenerate: Edit = { type: "regenerateClientSecret", client };
  expect(withEdits(clientKind, page, [], [regenerate, regenerate])).toEqual([regenerate]);
});

test("without client authentication there is no secret to regenerate, without a service account no role to assign", () => {
  const wishes: Edit[] = [
    { type: "regenerateClientSecret", client },
    { type: "assignRole", client, role: "writer" },
  ];
  const drafted = withEdits(clientKind, page, [], wishes);
  expect(withEdit(clientKind, page, drafted, set({ publicClient: true }))).toEqual([
    set({ publicClient: true }),
    wishes[1],
  ]);
  expect(withEdit(clientKind, page, drafted, set({ serviceAccountsEnabled: false }))).toEqual([
    set({ serviceAccountsEnabled: false }),
    wishes[0],
  ]);
});

test("a service account that is switched on starts with the realm's default roles", () => {
  const off = aClientPage({ assigned: null, roles: page.roles });
  const drafted = withEdits(
    clientKind,
    off,
    [],
    [set({ serviceAccountsEnabled: true }), { type: "assignRole", client, role: "writer" }],
  );
  expect(drafted).toHaveLength(2);
  expect(applyDraft(clientKind, off, drafted).serviceAccount?.assignedRoles).toEqual(["default-roles-demo", "writer"]);
});

test("an edit of another client is kept, because what is saved there is not known here", () => {
  const elsewhere: Edit = { type: "updateClient", client: "other-id", settings: { enabled: true } };
  expect(withEdit(clientKind, page, [], elsewhere)).toEqual([elsewhere]);
});

test("said against a page that others have changed, only what still differs remains", () => {
  const edits = withEdits(
    clientKind,
    page,
    [],
    [
      { type: "assignRole", client, role: "writer" },
      { type: "createRole", id: "new", name: "auditor" },
      set({ name: "Orders", enabled: false }),
    ],
  );
  const changed = aClientPage({
    assigned: ["reader", "writer"],
    roles: [...page.roles, aRole("new", { name: "auditor" })],
    client: { enabled: false },
  });
  expect(rebaseEdits(clientKind, changed, edits)).toEqual([set({ name: "Orders" })]);
});

test("parts of the page that a draft leaves alone keep their identity", () => {
  const drafted = applyDraft(clientKind, page, [{ type: "assignRole", client, role: "writer" }]);
  expect(drafted.serviceAccount?.assignedRoles).toEqual(["reader", "writer"]);
  expect(drafted.clientScopes).toBe(page.clientScopes);
  expect(drafted.client).toBe(page.client);
});

const anEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    type: fc.constantFrom("assignRole" as const, "unassignRole" as const),
    client: fc.constant(client),
    role: fc.constantFrom("reader", "writer"),
  }),
  fc.record({
    type: fc.constantFrom("addScopeMapping" as const, "removeScopeMapping" as const),
    to: fc.constantFrom({ client }, { clientScope: "phone" }),
    role: fc.constantFrom("reader", "writer"),
  }),
  fc.record({
    type: fc.constant("assignClientScope" as const),
    client: fc.constant(client),
    clientScope: fc.constantFrom("phone", "email"),
    as: fc.constantFrom("none" as const, "default" as const, "optional" as const),
  }),
  fc.boolean().map((on) => set({ fullScopeAllowed: on })),
  fc.constantFrom("", "a", "b").map((name) => set({ name })),
);

test("a draft shows the page as if its edits had been made one after the other", () => {
  fc.assert(
    fc.property(fc.array(anEdit, { maxLength: 12 }), (edits) => {
      const shown = applyDraft(clientKind, page, withEdits(clientKind, page, [], edits));
      const made = applyDraft(clientKind, page, edits);
      const sorted = (value: typeof shown) => ({
        ...value,
        scopeMappings: [...value.scopeMappings].sort(),
        serviceAccount: [...(value.serviceAccount?.assignedRoles ?? [])].sort(),
        clientScopes: value.clientScopes.map((scope) => ({ ...scope, scopeMappings: [...scope.scopeMappings].sort() })),
      });
      expect(sorted(shown)).toEqual(sorted(made));
    }),
  );
});

test("a draft that shows the saved page holds no edit", () => {
  fc.assert(
    fc.property(fc.array(anEdit, { maxLength: 12 }), (edits) => {
      const draft = withEdits(clientKind, page, [], edits);
      expect(
        withEdits(clientKind, page, draft, [
          set({ fullScopeAllowed: true, name: "" }),
          { type: "assignRole", client, role: "reader" },
          { type: "unassignRole", client, role: "writer" },
          { type: "addScopeMapping", to: { client }, role: "reader" },
          { type: "removeScopeMapping", to: { client }, role: "writer" },
          { type: "addScopeMapping", to: { clientScope: "phone" }, role: "writer" },
          { type: "removeScopeMapping", to: { clientScope: "phone" }, role: "reader" },
          { type: "assignClientScope", client, clientScope: "phone", as: "optional" },
          { type: "assignClientScope", client, clientScope: "email", as: "none" },
        ]),
      ).toEqual([]);
    }),
  );
});

test("a role that is deleted is unassigned and let through nowhere any more, so those edits go", () => {
  const holder = aClientPage({ roles: [aRole("r")], assigned: [] });
  const edits = withEdits(
    clientKind,
    holder,
    [],
    [
      { type: "assignRole", client, role: "r" },
      { type: "updateRole", role: "r", settings: { description: "x" } },
      { type: "removeRole", role: "r" },
    ],
  );
  expect(edits).toEqual([{ type: "removeRole", role: "r" }]);
});

test("a role renamed back to its saved name is no change", () => {
  const owner = aClientPage({ roles: [aRole("r", { name: "reader" })] });
  const rename = (name: string): Edit => ({ type: "updateRole", role: "r", settings: { name } });
  const renamed = withEdits(clientKind, owner, [], [rename("writer")]);
  expect(renamed).toEqual([rename("writer")]);
  expect(withEdits(clientKind, owner, renamed, [rename("reader")])).toEqual([]);
});

test("ending a rotated secret names it, although the page never holds it", () => {
  const until = "client.secret.rotated.expiration.time";
  const rotated = aClientPage({ client: { attributes: { [until]: "2000000000" } } });
  const edits = withEdits(clientKind, rotated, [], [set({ attributes: withoutRotated })]);
  expect(edits).toMatchObject([{ settings: { attributes: { "client.secret.rotated": null, [until]: null } } }]);
  expect(describeEdits(rotated, edits)).toEqual(["secret before this one ended"]);
});

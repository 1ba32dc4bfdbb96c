import { expect, test } from "vitest";
import { clientKind } from "../../renderer/draft/client-kind.ts";
import { findConflicts, rememberSaved, settleConflicts } from "../../renderer/draft/conflicts.ts";
import type { Edit } from "../../src/contract/index.ts";
import { aClientPage } from "./a-client-page.ts";

const LIFESPAN = "access.token.lifespan";
const edits: readonly Edit[] = [
  {
    type: "updateClient",
    client: "orders-id",
    settings: { name: "Mine", description: "mine", attributes: { [LIFESPAN]: "60" } },
  },
  { type: "assignRole", client: "orders-id", role: "reader" },
];
const pageWith = (client: NonNullable<Parameters<typeof aClientPage>[0]>["client"] & object) => aClientPage({ client });
const then = rememberSaved(clientKind, aClientPage(), edits);

test("what nobody else has changed is no conflict", () => {
  expect(findConflicts(clientKind, aClientPage(), edits, then)).toEqual([]);
  expect(findConflicts(clientKind, pageWith({ fullScopeAllowed: false }), edits, then)).toEqual([]);
});

test("a setting and an attribute that others have changed meanwhile are told with theirs and mine", () => {
  const now = pageWith({ name: "Theirs", attributes: { [LIFESPAN]: "120" } });
  expect(findConflicts(clientKind, now, edits, then)).toMatchObject([
    { place: "name", theirs: "Theirs", mine: "Mine" },
    { place: LIFESPAN, theirs: "120", mine: "60" },
  ]);
});

test("what the draft takes up later is compared with what was saved by then", () => {
  const now = pageWith({ name: "Theirs" });
  const first = [{ type: "updateClient", client: "orders-id", settings: { description: "mine" } }] as const;
  const before = rememberSaved(clientKind, aClientPage(), first);
  expect(findConflicts(clientKind, now, edits, rememberSaved(clientKind, now, edits, before))).toEqual([]);
});

test("settled by mine, the draft stays and is meant against what is saved now", () => {
  const now = pageWith({ name: "Theirs" });
  const conflicts = findConflicts(clientKind, now, edits, then);
  const settled = settleConflicts(clientKind, now, { edits, savedThen: then }, conflicts, "mine");
  expect(settled.edits).toBe(edits);
  expect(findConflicts(clientKind, now, settled.edits, settled.savedThen)).toEqual([]);
});

test("settled by theirs, the value goes out of the draft and the rest stays", () => {
  const now = pageWith({ name: "Theirs", attributes: { [LIFESPAN]: "120" } });
  const conflicts = findConflicts(clientKind, now, edits, then);
  const settled = settleConflicts(clientKind, now, { edits, savedThen: then }, conflicts, "theirs");
  expect(settled.edits).toContainEqual({
    type: "updateClient",
    client: "orders-id",
    settings: { description: "mine" },
  });
  expect(findConflicts(clientKind, now, settled.edits, settled.savedThen)).toEqual([]);
});

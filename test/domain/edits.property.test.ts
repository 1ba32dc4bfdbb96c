import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compileRealm } from "../../src/domain/compiled-realm.ts";
import type { Edit } from "../../src/domain/edit.ts";
import { applyEdits } from "../../src/domain/edits/apply-edits.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { RealmRefused } from "../../src/domain/realm-refused.ts";
import { idOf, someEditFacts } from "../support/builders.ts";
import { CLIENTS, edits, realmOf, settlingEdits, situations } from "./arbitrary-realm.ts";

/** The realm after all edits that can be made, one by one. */
function afterwards(realm: RealmDocument, wanted: readonly Edit[]): RealmDocument {
  const facts = someEditFacts();
  return wanted.reduce((document, edit) => {
    try {
      return applyEdits(document, [edit], facts).document;
    } catch (error) {
      if (error instanceof RealmRefused) return document;
      throw error;
    }
  }, realm);
}

const someEdits = fc.array(edits, { minLength: 1, maxLength: 8 });

test("whatever edits are made, the document compiles", () => {
  return fc.assert(
    fc.property(situations, someEdits, (situation, wanted) => {
      const compiled = compileRealm(afterwards(realmOf(situation), wanted));
      for (const clientId of compiled.clientRepresentations.keys()) compiled.findClient(clientId)?.planFor(undefined);
    }),
    { numRuns: 150 },
  );
});

test("compiling after an edit gives the same realm as compiling anew", () => {
  return fc.assert(
    fc.property(situations, someEdits, (situation, wanted) => {
      const realm = realmOf(situation);
      const document = afterwards(realm, wanted);
      const [fresh, taken] = [compileRealm(document), compileRealm(document, compileRealm(realm))];
      const told = ({ roles, clientRepresentations, serviceAccounts }: typeof fresh) => ({
        roles: [...roles.byId.keys()],
        clients: [...clientRepresentations],
        users: [...serviceAccounts],
      });
      expect(told(taken)).toEqual(told(fresh));
      for (const clientId of fresh.clientRepresentations.keys())
        expect(taken.findClient(clientId)?.planFor(undefined)?.roles).toEqual(
          fresh.findClient(clientId)?.planFor(undefined)?.roles,
        );
    }),
    { numRuns: 100 },
  );
});

test("no edit touches what it was given, or loses a field that nobody knows", () => {
  return fc.assert(
    fc.property(
      situations,
      someEdits,
      fc.dictionary(
        fc.string({ minLength: 1 }).map((name) => `x-${name}`),
        fc.jsonValue(),
      ),
      (situation, wanted, more) => {
        const realm = realmOf(situation);
        const clients = realm.clients?.map((client) => ({ ...client, ...more }));
        const given = { ...realm, ...more, ...(clients && { clients }) };
        const before = JSON.stringify(given);
        const after = afterwards(given, wanted);
        expect(JSON.stringify(given)).toBe(before);
        expect(after).toMatchObject(more);
        for (const id of CLIENTS.map((name) => idOf("client", name))) {
          const left = after.clients?.find((client) => client.id === id);
          if (left) expect(left).toMatchObject(more);
        }
      },
    ),
    { numRuns: 100 },
  );
});

test("an edit that can be made leaves other clients, scopes and keys the same objects", () => {
  return fc.assert(
    fc.property(situations, edits, (situation, edit) => {
      const realm = realmOf(situation);
      const after = afterwards(realm, [edit]);
      expect(after.components).toBe(realm.components);
      if (edit.type !== "updateClient" || edit.settings.clientId !== undefined) return;
      expect(after.clientScopes).toBe(realm.clientScopes);
      for (const client of realm.clients ?? []) if (client.id !== edit.client) expect(after.clients).toContain(client);
    }),
    { numRuns: 150 },
  );
});

test("renaming a client and renaming it back changes nothing", () => {
  const update = (clientId: string): Edit => ({
    type: "updateClient",
    client: idOf("client", "app"),
    settings: { clientId },
  });
  return fc.assert(
    fc.property(situations, fc.string({ minLength: 1, unit: "grapheme" }), (situation, name) => {
      fc.pre(!CLIENTS.includes(name));
      const realm = realmOf(situation);
      const { document } = applyEdits(realm, [update(name), update("app")], someEditFacts());
      expect(document).toEqual(realm);
    }),
    { numRuns: 150 },
  );
});

test("a renamed client gets the same token but for its name", () => {
  return fc.assert(
    fc.property(situations, (situation) => {
      const realm = realmOf(situation);
      const rename: Edit = { type: "updateClient", client: idOf("client", "app"), settings: { clientId: "renamed" } };
      const { document } = applyEdits(realm, [rename], someEditFacts());
      const rolesOf = (of: RealmDocument) =>
        compileRealm(of)
          .findClientById(idOf("client", "app"))
          ?.planFor(undefined)
          ?.roles.map(({ roleId, inToken }) => [roleId, inToken]);
      expect(rolesOf(document)).toEqual(rolesOf(realm));
    }),
    { numRuns: 80 },
  );
});

test("a client that is created and removed again leaves the realm as it was", () => {
  return fc.assert(
    fc.property(situations, fc.boolean(), (situation, serviceAccountsEnabled) => {
      const realm = realmOf(situation);
      const { document } = applyEdits(
        realm,
        [
          { type: "createClient", id: "new", settings: { clientId: "new", serviceAccountsEnabled } },
          { type: "removeClient", client: "new" },
        ],
        someEditFacts(),
      );
      expect({ ...document, clients: [] }).toEqual({ ...realm, clients: [] });
      expect(document.clients).toEqual(expect.arrayContaining([...(realm.clients ?? [])]));
      expect(document.clients).toHaveLength(realm.clients?.length ?? 0);
    }),
    { numRuns: 60 },
  );
});

test("what is said twice changes nothing the second time", () => {
  return fc.assert(
    fc.property(situations, settlingEdits, (situation, edit) => {
      const once = afterwards(realmOf(situation), [edit]);
      expect(afterwards(once, [edit])).toEqual(once);
    }),
    { numRuns: 200 },
  );
});

test("a client scope or a role that is created and removed again leaves the realm as it was", () => {
  return fc.assert(
    fc.property(situations, fc.string({ minLength: 1 }), (situation, name) => {
      const realm = realmOf(situation);
      fc.pre(!realm.clientScopes?.some((scope) => scope.name === name));
      fc.pre(!realm.roles?.realm?.some((role) => role.name === name));
      const { document } = applyEdits(
        realm,
        [
          { type: "createClientScope", id: "new", settings: { name } },
          { type: "createRole", id: "new", name },
          { type: "addComposite", role: idOf("role", "r0"), member: "new" },
          { type: "assignRole", client: idOf("client", "app"), role: "new" },
          { type: "addScopeMapping", to: { clientScope: "new" }, role: "new" },
          { type: "assignClientScope", client: idOf("client", "app"), clientScope: "new", as: "optional" },
          { type: "removeClientScope", clientScope: "new" },
          { type: "removeRole", role: "new" },
        ],
        someEditFacts(),
      );
      const sameOf = ({ clientScopes, users, scopeMappings, clients }: RealmDocument) => ({
        clientScopes,
        users,
        scopeMappings,
        clients,
      });
      expect(sameOf(document)).toEqual(sameOf(realm));
    }),
    { numRuns: 80 },
  );
});

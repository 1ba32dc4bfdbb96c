import { expect, test } from "vitest";
import { componentsOf, findComponent } from "../../src/domain/components.ts";
import { withComponentAdded, withComponentReplaced, withoutComponent } from "../../src/domain/edits/component-edits.ts";
import { KEY_PROVIDER_TYPE, type RealmDocument } from "../../src/domain/realm-document.ts";
import { keysOf } from "../../src/keys/realm-keys.ts";
import { aRealm } from "../support/builders.ts";

const LDAP = "org.keycloak.storage.UserStorageProvider";
const MAPPER = "org.keycloak.storage.ldap.mappers.LDAPStorageMapper";
const realm = aRealm();
const add = (document: RealmDocument, id: string, type: string, parentId: string): RealmDocument =>
  withComponentAdded(document, { type, parentId, component: { id, providerId: "x", config: { a: ["1"] } } });
const places = (document: RealmDocument) =>
  componentsOf(document)
    .filter(({ type }) => type !== KEY_PROVIDER_TYPE)
    .map(({ component, type, parentId }) => [component.id, type, parentId]);

test("a component below another stands within it, as in an export, and goes with it", () => {
  const ldap = add(realm, "ldap", LDAP, realm.id);
  const document = add(add(ldap, "one", MAPPER, "ldap"), "two", MAPPER, "ldap");
  expect(document.components?.[LDAP]?.[0]?.subComponents).toMatchObject({ [MAPPER]: [{ id: "one" }, { id: "two" }] });
  expect(places(document)).toEqual([
    ["ldap", LDAP, realm.id],
    ["one", MAPPER, "ldap"],
    ["two", MAPPER, "ldap"],
  ]);
  expect(places(withoutComponent(document, "one"))).toHaveLength(2);
  expect(places(withoutComponent(document, "ldap"))).toEqual([]);
});

test("a parent that is nowhere is kept, and lasts a written file", () => {
  const document = JSON.parse(JSON.stringify(add(realm, "astray", MAPPER, "nothing"))) as RealmDocument;
  expect(places(document)).toEqual([["astray", MAPPER, "nothing"]]);
});

test("a component moves to the parent and the type that it is given", () => {
  const document = add(add(realm, "ldap", LDAP, realm.id), "it", MAPPER, "nothing");
  const component = findComponent(document, "it")?.component ?? { providerId: "" };
  for (const [type, parentId] of [
    [MAPPER, "ldap"],
    [LDAP, realm.id],
    [MAPPER, "elsewhere"],
  ] as const) {
    const moved = withComponentReplaced(document, { component, type, parentId });
    expect(places(moved)).toContainEqual(["it", type, parentId]);
    expect(places(moved)).toHaveLength(2);
  }
});

test("a changed component leaves the others as they were", () => {
  const document = add(add(realm, "ldap", LDAP, realm.id), "it", MAPPER, "ldap");
  const component = { id: "it", providerId: "y", config: {} };
  const changed = withComponentReplaced(document, { component, type: MAPPER, parentId: "ldap" });
  expect(findComponent(changed, "it")?.component).toEqual(component);
  expect(changed.components?.[KEY_PROVIDER_TYPE]).toBe(document.components?.[KEY_PROVIDER_TYPE]);
});

test("an id stands once", () => {
  expect(() => add(add(realm, "it", LDAP, realm.id), "it", MAPPER, "nothing")).toThrow("That id is taken");
});

test("a key provider that is not the realm's own gives it no key", () => {
  const [provider] = realm.components?.[KEY_PROVIDER_TYPE] ?? [];
  if (!provider) throw new Error("the realm has no key");
  const document = withComponentReplaced(realm, { component: provider, type: KEY_PROVIDER_TYPE, parentId: "nothing" });
  expect(keysOf(realm).canSign("RS256")).toBe(true);
  expect(keysOf(document).canSign("RS256")).toBe(false);
});

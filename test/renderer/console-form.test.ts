import { expect, test } from "vitest";
import { newId } from "../../renderer/new-id.ts";
import { freshForm, sectionOf, toTokenRequest } from "../../renderer/screens/console/console-form.ts";
import { isMoment, valueInFull, valueInLine } from "../../renderer/token/claim-words.ts";
import { scopeChoices, toScope, withTick } from "../../renderer/token/scope-words.ts";
import type { Edit } from "../../src/contract/index.ts";
import { tokenRequest } from "../../src/contract/index.ts";
import { aClientScope } from "./a-client-page.ts";

test("without a ticked or typed word no scope parameter is sent", () => {
  expect(toScope([])).toBeUndefined();
  expect(toScope([], "   ")).toBeUndefined();
  expect(toTokenRequest("demo", "1", freshForm)).not.toHaveProperty("scope");
});

test("ticked and typed words are sent once each, in order", () => {
  expect(toScope(["openid", "phone"], " extra  phone ")).toBe("openid phone extra");
});

test("openid and the optional client scopes can be ticked", () => {
  const scopes = [
    aClientScope("email", { assignment: "default" }),
    aClientScope("phone", { assignment: "optional" }),
    aClientScope("none"),
  ];
  expect(scopeChoices(scopes)).toEqual(["openid", "phone"]);
  expect(withTick(["openid"], "phone", true)).toEqual(["openid", "phone"]);
  expect(withTick(["openid", "phone"], "openid", false)).toEqual(["phone"]);
});

test("the stored secret is used unless one is typed, be it empty", () => {
  expect(toTokenRequest("demo", "1", freshForm)).not.toHaveProperty("secret");
  expect(toTokenRequest("demo", "1", { ...freshForm, typedSecret: "" })).toHaveProperty("secret", "");
});

test("what the Console sends is what the contract takes", () => {
  const request = toTokenRequest("demo", "1", { ...freshForm, typedSecret: "x", ticked: ["openid"], typedScope: "y" });
  expect(tokenRequest.parse(request)).toEqual(request);
});

test.each<[Edit, string]>([
  [{ type: "assignRole", client: "1", role: "r" }, "service-account-roles"],
  [{ type: "addScopeMapping", to: { client: "1" }, role: "r" }, "client-scopes"],
  [{ type: "assignClientScope", client: "1", clientScope: "s", as: "optional" }, "client-scopes"],
  [{ type: "updateClient", client: "1", settings: { fullScopeAllowed: true } }, "client-scopes"],
  [{ type: "updateClient", client: "1", settings: { serviceAccountsEnabled: true } }, "settings"],
  [{ type: "regenerateClientSecret", client: "1" }, "credentials"],
])("a mend by %o is shown in the section %s", (edit, section) => {
  expect(sectionOf({ label: "", edits: [edit] })).toBe(section);
});

test("a claim's value is text on one line and JSON in full", () => {
  expect(valueInLine(["a", "b"])).toBe("a, b");
  expect(valueInLine({ a: 1 })).toBe('{"a":1}');
  expect(valueInLine("")).toBe('""');
  expect(valueInFull({ a: 1 })).toBe('{\n  "a": 1\n}');
});

test("only the registered times are read as moments", () => {
  expect(isMoment("exp", 1_300)).toBe(true);
  expect(isMoment("exp", "soon")).toBe(false);
  expect(isMoment("level", 1_300)).toBe(false);
});

test("new things get a random UUID of version 4", () => {
  expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newId()).not.toBe(newId());
});

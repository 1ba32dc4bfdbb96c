import { expect, test } from "vitest";
import { applyEdits } from "../../src/domain/edits/apply-edits.ts";
import type { ClientScopeVerdict } from "../../src/domain/explanation.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { aClient, aClientScope, aRealm, aRole, clientNamed, idOf, someEditFacts } from "../support/builders.ts";
import { planOf } from "./a-token.ts";

const realm = aRealm({
  roles: [aRole("reader"), aRole("auditor"), aRole("chief", { composites: ["auditor"] })],
  clients: [
    aClient("app", {
      serviceAccountRoles: ["reader"],
      defaultClientScopes: ["plain", "hidden"],
      optionalClientScopes: ["extra", "audit", "readers", "gone"],
    }),
    aClient("chief", { serviceAccountRoles: ["auditor"], defaultClientScopes: [], optionalClientScopes: ["chiefs"] }),
  ],
  clientScopes: [
    aClientScope("plain"),
    aClientScope("hidden", { attributes: { "include.in.token.scope": "false" } }),
    aClientScope("extra", { attributes: {} }),
    aClientScope("audit", { scopeMappings: ["auditor"] }),
    aClientScope("readers", { scopeMappings: ["reader", "auditor"] }),
    aClientScope("chiefs", { scopeMappings: ["chief"] }),
    aClientScope("elsewhere"),
    aClientScope("for saml", { protocol: "saml" }),
  ],
});

const scopesOf = (scope?: string, clientId = "app", of = realm) => planOf(clientNamed(of, clientId), scope).scopes;

function verdictOn(name: string, scope?: string, of: RealmDocument = realm): ClientScopeVerdict {
  const verdict = scopesOf(scope, "app", of).verdicts.find((each) => each.name === name);
  if (!verdict) throw new Error(`no verdict on ${name}`);
  return verdict;
}

test.each([
  ["no scope parameter is valid", undefined, []],
  ["a default scope may be named", "plain", []],
  ["an optional scope may be named", "extra", []],
  ["openid needs not be assigned", "openid", []],
  ["a trailing space is accepted", "extra ", []],
  ["a value of spaces alone is accepted", "  ", []],
  ["one space alone is accepted", " ", []],
  ["a scope may be named twice", "extra extra", []],
  ["a dropped scope is valid", "audit", []],
  ["an empty value holds one empty word", "", [""]],
  ["a leading space makes an empty word", " extra", [""]],
  ["a double space makes an empty word", "extra  plain", [""]],
  ["a scope of the realm that is not assigned is invalid", "elsewhere", ["elsewhere"]],
  ["an unknown scope is invalid beside known ones", "openid bogus extra", ["bogus"]],
  ["names are case-sensitive", "Extra", ["Extra"]],
  ["openid is case-sensitive", "OpenID", ["OpenID"]],
  ["a tab is part of a word", "openid\textra", ["openid\textra"]],
  ["a scope that is assigned but gone is invalid", "gone", ["gone"]],
  ["a SAML scope is invalid", "for saml", ["for", "saml"]],
  ["a name out of JavaScript is no scope", "__proto__ constructor", ["__proto__", "constructor"]],
])("%s", (_sentence, scope, unlinked) => {
  expect(scopesOf(scope).unlinked).toEqual(unlinked);
});

test.each([
  ["default scopes alone take part without a request", undefined, ["plain", "hidden"], "plain"],
  ["an optional scope takes part when it is named", "extra", ["plain", "hidden", "extra"], "plain extra"],
  ["a scope whose role is not held is left out in silence", "audit", ["plain", "hidden"], "plain"],
  ["one held role of several opens a scope", "readers", ["plain", "hidden", "readers"], "plain readers"],
  ["openid stands first", "extra openid", ["plain", "hidden", "extra"], "openid plain extra"],
  ["naming a default scope changes nothing", "plain", ["plain", "hidden"], "plain"],
])("%s", (_sentence, scope, granted, named) => {
  const plan = planOf(clientNamed(realm, "app"), scope);
  expect(plan.scopes.granted.map(({ name }) => name)).toEqual(granted);
  expect(plan.scope).toBe(named);
});

test("a member role opens a scope that maps its composite", () => {
  expect(scopesOf("chiefs", "chief").granted.map(({ name }) => name)).toEqual(["chiefs"]);
});

test("a refresh token remembers the scopes that hide their names", () => {
  expect(planOf(clientNamed(realm, "app"), "openid").internalScope).toBe("openid plain hidden");
});

test("a scope that is default and optional at once is default", () => {
  const both = aRealm({
    clients: [aClient("app", { defaultClientScopes: ["plain"], optionalClientScopes: ["plain"] })],
    clientScopes: [aClientScope("plain")],
  });
  expect(scopesOf("plain", "app", both).verdicts).toMatchObject([{ name: "plain", assignment: "default" }]);
});

test.each([
  ["plain", undefined, "Default: always takes part"],
  ["hidden", undefined, "Default: always takes part; Include in token scope is off, so scope does not name it"],
  ["extra", undefined, "Optional: takes part when the request names it in scope"],
  ["extra", "extra", "Optional, and the request names it"],
  [
    "audit",
    "audit",
    "Left out in silence: it is for those who hold auditor, and the service account holds none of them",
  ],
  ["elsewhere", "elsewhere", "Not assigned to this client, so asking for it is refused"],
])("for %s with scope=%s the reason is in words", (name, scope, reason) => {
  expect(verdictOn(name, scope).reason).toBe(reason);
});

test("a verdict tells assignment, request, part and name", () => {
  expect(verdictOn("hidden")).toMatchObject({ assignment: "default", requested: false, granted: true, named: false });
  expect(verdictOn("extra", "extra")).toMatchObject({ assignment: "optional", requested: true, named: true });
  expect(verdictOn("elsewhere", "elsewhere")).toMatchObject({ assignment: "none", granted: false, named: false });
});

test("scopes of the realm that nobody asked for and the client does not have are not explained", () => {
  expect(scopesOf().verdicts.map(({ name }) => name)).toEqual(["plain", "hidden", "extra", "audit", "readers"]);
});

test.each([
  ["elsewhere", "Assign elsewhere as optional"],
  ["audit", "Assign role auditor"],
])("the mend of %s lets it take part", (name, label) => {
  const mend = verdictOn(name, name).mends.find((each) => each.label === label);
  const { document } = applyEdits(realm, mend?.edits ?? [], someEditFacts());
  expect(verdictOn(name, name, document)).toMatchObject({ granted: true, mends: [] });
});

test("a scope that takes part, or waits to be asked for, needs no mending", () => {
  expect(verdictOn("plain").mends).toEqual([]);
  expect(verdictOn("extra").mends).toEqual([]);
});

test("a verdict names the client scope by its id", () => {
  expect(verdictOn("plain").clientScopeId).toBe(idOf("client scope", "plain"));
});

test("a plan is kept for a scope, so the same request is decided once", () => {
  const client = clientNamed(realm, "app");
  expect(client.planFor("extra")).toBe(client.planFor("extra"));
  expect(client.planFor("extra")).not.toBe(client.planFor(undefined));
});

test("many different scopes from outside do not pile up", () => {
  const client = clientNamed(realm, "app");
  const first = client.planFor("w0");
  for (let i = 1; i <= 100; i++) client.planFor(`w${i}`);
  expect(client.planFor("w0")).not.toBe(first);
});

test("a client without a service account has no plan", () => {
  const client = clientNamed(aRealm({ clients: [aClient("page", { serviceAccountsEnabled: false })] }), "page");
  expect(client.planFor(undefined)).toBeUndefined();
});

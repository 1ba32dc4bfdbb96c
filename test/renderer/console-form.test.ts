import { expect, test } from "vitest";
import { newId } from "../../renderer/new-id.ts";
import {
  lengthMismatch,
  type Target,
  toCall,
  toForm,
  toRawForm,
  toRawText,
  withLength,
} from "../../renderer/screens/console/console-call.ts";
import { freshForm, methodOf, sectionOf } from "../../renderer/screens/console/console-form.ts";
import { isMoment, valueInFull, valueInLine } from "../../renderer/token/claim-words.ts";
import { scopeChoices, toScope, withTick } from "../../renderer/token/scope-words.ts";
import type { Edit } from "../../src/contract/index.ts";
import { tokenCall } from "../../src/contract/index.ts";
import { aClientScope } from "./a-client-page.ts";
import { aSummary } from "./a-summary.ts";

const here: Target = {
  kind: "here",
  realm: {
    name: "demo",
    displayName: "",
    enabled: true,
    clientCount: 1,
    revision: 1,
    issuer: "http://localhost:8080/realms/demo",
    tokenUrl: "http://localhost:8080/realms/demo/protocol/openid-connect/token",
  },
  client: aSummary("orders", { id: "1" }),
  page: undefined,
};
const elsewhere: Target = { kind: "elsewhere" };

test("without a ticked or typed word no scope parameter is sent", () => {
  expect(toScope([])).toBeUndefined();
  expect(toScope([], "   ")).toBeUndefined();
  expect(toCall(freshForm, here)).not.toHaveProperty("scope");
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
  expect(toCall(freshForm, here).proof).toEqual({ method: "client_secret_basic" });
  expect(toCall({ ...freshForm, typedSecret: "" }, here).proof).toHaveProperty("secret", "");
});

test.each([
  ["client-secret", true, "client_secret_basic"],
  ["client-secret-jwt", true, "client_secret_jwt"],
  ["client-jwt", true, "private_key_jwt"],
  ["client-x509", true, "tls_client_auth"],
  ["client-secret", false, "none"],
  ["of-a-plug-in", true, "client_secret_basic"],
])("a client whose authenticator is %s (confidential: %s) proves itself by %s", (type, confidential, method) => {
  expect(methodOf({ clientAuthenticatorType: type, confidential })).toBe(method);
});

const assertion = {
  ...freshForm,
  method: "private_key_jwt" as const,
  assertionClaims: [
    { name: "aud", value: '["a","b"]', leftOut: false },
    { name: "exp", value: "1700000000", leftOut: false },
    { name: "sub", value: "orders", leftOut: false },
    { name: "jti", value: "ignored", leftOut: true },
    { name: "iat", value: "", leftOut: false },
  ],
};

test("members of an assertion are JSON where they are JSON, and what is left out is null", () => {
  expect(toCall(assertion, here).proof).toEqual({
    method: "private_key_jwt",
    claims: { aud: ["a", "b"], exp: 1_700_000_000, sub: "orders", jti: null },
  });
});

const foreign = {
  ...assertion,
  issuer: " https://sso.example:8443/realms/shop ",
  clientId: "orders",
  key: "a key",
  ca: "a CA",
  unverified: true,
  typedScope: "read write",
  parameters: [
    ["resource", "https://api.example/"],
    ["", "left empty"],
  ] as const,
  headers: [["X-Request-Id", "42"]] as const,
};

test("what the Console sends is what the contract takes, and it is opened again as it was", () => {
  for (const [form, target] of [
    [{ ...freshForm, typedSecret: "x", ticked: ["openid"], typedScope: "y" }, here],
    [foreign, elsewhere],
    [{ ...foreign, method: "tls_client_auth" as const, certificate: "c", certificateKey: "k" }, elsewhere],
  ] as const) {
    const call = toCall(form, target);
    expect(tokenCall.parse(call)).toEqual(call);
    expect(toCall(toForm(call), target)).toEqual(call);
  }
});

test("trust holds for the issuer's host alone, with its port", () => {
  expect(toCall(foreign, elsewhere)).toMatchObject({
    issuer: "https://sso.example:8443/realms/shop",
    trust: { "sso.example:8443": { ca: "a CA", unverified: true } },
    parameters: [["resource", "https://api.example/"]],
  });
});

test("the head of a raw request gets the line ends of HTTP, its body stays as it is", () => {
  expect(toRawText("POST / HTTP/1.1\nHost: a\n\nx\ny")).toBe("POST / HTTP/1.1\r\nHost: a\r\n\r\nx\ny");
});

test("a Content-Length that is not the body's is told, and can be corrected", () => {
  const text = "POST / HTTP/1.1\ncontent-length: 3\n\nfünf";
  expect(lengthMismatch(text)).toEqual({ said: "3", bytes: 5 });
  expect(lengthMismatch(withLength(text, 5))).toBeNull();
  expect(lengthMismatch("GET / HTTP/1.1\n\n")).toBeNull();
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

test("a raw request of the history says its form: its lines, its certificate, and whom to trust at the host that it goes to", () => {
  const certificate = { certificate: "PEM", privateKey: "" };
  const url = "https://idp.example:8443/token?a=1";
  const form = toRawForm({
    url,
    text: "GET / HTTP/1.1\r\n\r\n",
    trust: { "idp.example:8443": { unverified: true } },
    certificate,
  });
  expect(form.raw).toEqual({ url, text: "GET / HTTP/1.1\n\n" });
  expect(toCall(form, elsewhere).proof).toEqual({ method: "tls_client_auth", ...certificate });
  expect(toCall(form, elsewhere).trust).toEqual({ "idp.example:8443": { unverified: true } });
  expect(toRawForm({ url: "{{base}}/token" }).raw).toEqual({ url: "{{base}}/token", text: "" });
});

test("what is trusted at the issuer that a form names is not trusted elsewhere, where a raw request goes", () => {
  const raw = { url: "https://other.example/", text: "" };
  const form = { ...freshForm, issuer: "https://idp.example/a", unverified: true, raw };
  expect(toCall(form, elsewhere).trust).toEqual({ "idp.example": { unverified: true } });
});

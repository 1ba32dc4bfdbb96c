import { expect, test } from "vitest";
import { words } from "../../renderer/words.ts";
import { attributeLabel, settingLabels } from "../../src/domain/edits/setting-labels.ts";

test("the history calls each setting of a realm as its form does", () => {
  for (const [name, { label }] of Object.entries(words.realmSettings.fields))
    expect([name, settingLabels.realm.get(name) ?? attributeLabel(name)]).toEqual([name, label]);
});

test("the history calls each attribute of a client as its form does", () => {
  for (const [name, { label }] of Object.entries(words.advanced.fields))
    expect([name, attributeLabel(name)]).toEqual([name, label]);
  const { credentials, clientKeys, settings } = words;
  expect([
    ["client_credentials.use_refresh_token", settings.useRefreshTokens],
    ["client.secret.authentication.allowed.method", credentials.method],
    ["token.endpoint.auth.signing.alg", credentials.algorithm],
    ["x509.subjectdn", credentials.subjectDn],
    ["x509.allow.regex.pattern.comparison", credentials.subjectDnPattern],
    ["use.jwks.url", clientKeys.useJwksUrl],
    ["jwks.url", clientKeys.jwksUrl],
  ]).toEqual(
    [
      "client_credentials.use_refresh_token",
      "client.secret.authentication.allowed.method",
      "token.endpoint.auth.signing.alg",
      "x509.subjectdn",
      "x509.allow.regex.pattern.comparison",
      "use.jwks.url",
      "jwks.url",
    ].map((name) => [name, attributeLabel(name)]),
  );
});

test("an attribute that no form has is said to be one", () => {
  expect(attributeLabel("team")).toBe("attribute team");
});

import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { authenticator } from "../../examples/api-key-authenticator.mjs";
import { loadAuthenticator } from "../../src/cli/load-authenticator.ts";
import { AuthenticatorUnfit, type ClientAuthenticator, startServer } from "../../src/index.ts";

const clients = [
  {
    clientId: "reports",
    clientAuthenticatorType: "client-api-key",
    serviceAccountsEnabled: true,
    attributes: { "api.key": "k-123" },
  },
  { clientId: "keyless", clientAuthenticatorType: "client-api-key", serviceAccountsEnabled: true },
  { clientId: "orders", secret: "s3cret", serviceAccountsEnabled: true },
];
const withApiKeys = () =>
  startServer({ realm: { realm: "test", clients } as never, authenticators: [authenticator as ClientAuthenticator] });

const ask = (url: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(url, { method: "POST", headers, body: new URLSearchParams({ grant_type: "client_credentials", ...form }) });

const WRONG = { error: "invalid_client", error_description: "Invalid client or Invalid client credentials" };

test("an authenticator of one's own lets its clients in, and nobody else by it", async () => {
  await using server = await withApiKeys();
  const url = server.tokenUrlOf("test");
  expect((await ask(url, { client_id: "reports" }, { "x-api-key": "k-123" })).status).toBe(200);
  for (const [form, headers] of [
    [{ client_id: "reports" }, { "x-api-key": "k-124" }],
    [{ client_id: "reports" }, {}],
    [{ client_id: "keyless" }, { "x-api-key": "k-123" }],
    [{ client_id: "reports", client_secret: "k-123" }, {}],
  ] as [Record<string, string>, Record<string, string>][]) {
    const refused = await ask(url, form, headers);
    expect([refused.status, await refused.json()]).toEqual([401, WRONG]);
  }
  expect((await ask(url, { client_id: "orders" }, { "x-api-key": "k-123" })).status).toBe(401);
  expect((await ask(url, { client_id: "orders", client_secret: "s3cret" })).status).toBe(200);
});

test("discovery lists its method behind Keycloak's own", async () => {
  await using server = await withApiKeys();
  const document = await (await fetch(`${server.baseUrl}/realms/test/.well-known/openid-configuration`)).json();
  expect(
    (document as { token_endpoint_auth_methods_supported: string[] }).token_endpoint_auth_methods_supported,
  ).toEqual([
    "private_key_jwt",
    "client_secret_basic",
    "client_secret_post",
    "tls_client_auth",
    "client_secret_jwt",
    "api_key",
  ]);
});

test("one that throws refuses its own clients, tells the log, and leaves the others alone", async () => {
  const errors: string[] = [];
  await using server = await startServer({
    realm: { realm: "test", clients } as never,
    authenticators: [
      {
        id: "client-api-key",
        displayName: "Broken",
        methods: [],
        authenticate: () => {
          throw new Error("no such table");
        },
      },
    ],
    log: { info: () => undefined, warn: () => undefined, error: (message) => errors.push(message) },
  });
  const url = server.tokenUrlOf("test");
  expect((await ask(url, { client_id: "reports" })).status).toBe(400);
  expect(errors.join()).toContain("authenticator client-api-key: Error: no such table");
  expect((await ask(url, { client_id: "orders", client_secret: "s3cret" })).status).toBe(200);
});

test.each([
  ["no object", null, "an authenticator is an object"],
  ["no id", {}, "needs an id"],
  ["no methods", { id: "x", displayName: "X" }, "authenticator x needs methods"],
  ["no function", { id: "x", displayName: "X", methods: [] }, "authenticator x needs authenticate, a function"],
  [
    "an id that is taken",
    { id: "client-jwt", displayName: "X", methods: [], authenticate: () => ({ trace: [] }) },
    "there is an authenticator client-jwt already",
  ],
])("an authenticator with %s is refused at start, in words", async (_what, given, words) => {
  const start = startServer({ realm: { realm: "test" } as never, authenticators: [given as never] });
  await expect(start).rejects.toThrow(AuthenticatorUnfit);
  await expect(start).rejects.toThrow(words);
});

test("a module without an authenticator, a missing and a broken one are told apart", async () => {
  const file = join(tmpdir(), `authenticator-${process.pid}.mjs`);
  await writeFile(file, "export const other = 1;");
  await expect(loadAuthenticator(file)).rejects.toThrow("has no export named authenticator");
  await expect(loadAuthenticator(`${file}.gone`)).rejects.toThrow("cannot be loaded");
  await rm(file);
  expect((await loadAuthenticator(join(import.meta.dirname, "../../examples/api-key-authenticator.mjs"))).id).toBe(
    "client-api-key",
  );
});

import { expect, test } from "vitest";
import { aClient, aClientScope, aRealm, type RealmDraft, SECRET } from "../support/builders.ts";
import { aProtocol, basic, mended, type RequestDraft } from "./a-protocol.ts";

const A = "Invalid client or Invalid client credentials";
const OTHER_SECRETS = ["Ünïcode %&=+:secret", "only-by-header", "only-in-form"];

const draft: RealmDraft = {
  clients: [
    aClient("app", { optionalClientScopes: ["linked", "closed"] }),
    aClient("off", { enabled: false }),
    aClient("page", { publicClient: true, serviceAccountsEnabled: false }),
    aClient("plain", { serviceAccountsEnabled: false }),
    aClient("lost", { serviceAccountsEnabled: false }),
    aClient("saml", { protocol: "saml", serviceAccountsEnabled: false }),
    aClient("x509", { clientAuthenticatorType: "client-x509" }),
    aClient("by-header", {
      secret: "only-by-header",
      attributes: { "client.secret.authentication.allowed.method": "client_secret_basic" },
    }),
    aClient("by-form", {
      secret: "only-in-form",
      attributes: { "client.secret.authentication.allowed.method": "client_secret_post" },
    }),
    aClient("odd/ Client+%", { secret: "Ünïcode %&=+:secret" }),
    aClient("bound", { attributes: { "tls.client.certificate.bound.access.tokens": "true" } }),
    aClient("odd-alg", { attributes: { "access.token.signed.response.alg": "XX999" } }),
    aClient("offline", { attributes: { "client_credentials.use_refresh_token": "true" } }),
    aClient("web", { webOrigins: ["https://app.example"] }),
  ],
  clientScopes: [aClientScope("linked"), aClientScope("closed"), aClientScope("elsewhere")],
};
const { secret: _none, ...bare } = aClient("bare");
const withoutUser = aRealm({ ...draft, clients: [...(draft.clients ?? []), bare] });
const realm = {
  ...withoutUser,
  clients: (withoutUser.clients ?? []).map((client) =>
    client.clientId === "lost" ? { ...client, serviceAccountsEnabled: true } : client,
  ),
  scopeMappings: [{ clientScope: "offline_access", roles: ["offline_access"] }],
  roles: { realm: [{ id: "offline", name: "offline_access" }] },
};
const closed = aRealm({ realm: "closed", enabled: false, clients: [aClient("app")] });
const secureOnly = aRealm({ realm: "secure-only", sslRequired: "all", clients: [aClient("app")] });
const { token } = aProtocol(realm, closed, secureOnly);

const CC = { grant_type: "client_credentials" };
const as = (clientId: string, secret: string = SECRET, form: RequestDraft["form"] = CC): RequestDraft => ({
  form,
  headers: basic(clientId, secret),
});
const inForm = (fields: Record<string, string>): RequestDraft => ({ form: { ...CC, ...fields } });
const header = (authorization: string, form: RequestDraft["form"] = CC): RequestDraft => ({
  form,
  headers: { authorization },
});
const encoded = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

type Row = readonly [
  sentence: string,
  request: RequestDraft,
  status: number,
  error: string,
  description: string | undefined,
  rule: string,
];

/** Refusals of the token endpoint beside those in causes.test.ts, with the rule that the trace names. */
const rows: readonly Row[] = [
  [
    "a disabled realm, before anything else is looked at",
    { realm: "closed" },
    403,
    "access_denied",
    "Realm not enabled",
    "the realm is enabled",
  ],
  [
    "http where the realm wants https",
    { ...as("app"), realm: "secure-only" },
    403,
    "invalid_request",
    "HTTPS required",
    "the connection is safe enough",
  ],
  [
    "http from outside",
    { ...as("app"), remoteAddress: "203.0.113.7" },
    403,
    "invalid_request",
    "HTTPS required",
    "the connection is safe enough",
  ],
  [
    "no grant_type, whoever asks",
    header(encoded("nobody:x"), { a: "b" }),
    400,
    "invalid_request",
    "Missing form parameter: grant_type",
    "grant_type is there",
  ],
  [
    "an unknown grant_type, whoever asks",
    header(encoded("nobody:x"), { grant_type: "magic" }),
    400,
    "unsupported_grant_type",
    "Unsupported grant_type",
    "grant_type is known",
  ],
  [
    "an empty grant_type",
    { form: { grant_type: "" } },
    400,
    "unsupported_grant_type",
    "Unsupported grant_type",
    "grant_type is known",
  ],
  [
    "a secret without a client_id",
    inForm({ client_secret: SECRET }),
    401,
    "invalid_client",
    A,
    "the request names a client",
  ],
  ["a header without a colon", header(encoded("app")), 401, "invalid_client", A, "the request names a client"],
  ["a name out of JavaScript", as("__proto__"), 401, "invalid_client", A, "the client is known"],
  ["a disabled client with a wrong secret", as("off", "wrong"), 401, "invalid_client", A, "the client is enabled"],
  [
    "a wrong secret in the form",
    inForm({ client_id: "app", client_secret: "wrong" }),
    401,
    "unauthorized_client",
    A,
    "client secret",
  ],
  [
    "a form's secret takes the place of the header's",
    { ...inForm({ client_secret: "wrong" }), headers: basic("app") },
    401,
    "unauthorized_client",
    A,
    "client secret",
  ],
  [
    "a form's client_id takes the place of the header's",
    { ...inForm({ client_id: "by-form" }), headers: basic("app") },
    401,
    "unauthorized_client",
    "Invalid method used to get client secret. Client requires method 'client_secret_post' to obtain client secret from the request",
    "the secret comes by the allowed method",
  ],
  ["a client that has no secret", as("bare"), 401, "unauthorized_client", A, "the client has a secret"],
  ["a secret of a client with a certificate", as("x509"), 401, "invalid_client", A, "client certificate"],
  [
    "a client of another protocol",
    as("saml"),
    400,
    "invalid_client",
    "Wrong client protocol.",
    "the client is for OpenID Connect",
  ],
  [
    "a page of an origin that is not listed",
    { ...as("web"), headers: { ...basic("web"), origin: "https://evil.example" } },
    403,
    "Invalid origin",
    undefined,
    "the origin of the page is allowed",
  ],
  [
    "an empty origin",
    { ...as("web"), headers: { ...basic("web"), origin: "" } },
    403,
    "Invalid origin",
    undefined,
    "the origin of the page is allowed",
  ],
  [
    "a wrong secret is told before a duplicate",
    as("app", "wrong", [
      ["grant_type", "client_credentials"],
      ["x", "1"],
      ["x", "2"],
    ]),
    401,
    "unauthorized_client",
    A,
    "client secret",
  ],
  [
    "a service account whose user is gone",
    as("lost"),
    401,
    "invalid_request",
    "The associated service account for the client does not exist",
    "the service account's user is there",
  ],
  [
    "offline access without its role",
    as("offline", SECRET, { ...CC, scope: "offline_access" }),
    400,
    "not_allowed",
    "Offline tokens not allowed for the user or client",
    "offline access is allowed",
  ],
  [
    "a token to be bound to a certificate, without one",
    as("bound"),
    400,
    "invalid_request",
    "Client Certification missing for MTLS HoK Token Binding",
    "a client certificate binds the token",
  ],
  [
    "an algorithm that nobody knows",
    as("odd-alg"),
    500,
    "unknown_error",
    "For more on this error consult the server log.",
    "the access token's algorithm is known",
  ],
  [
    "an authorization code",
    as("app", SECRET, { grant_type: "authorization_code" }),
    400,
    "invalid_request",
    "Missing parameter: code",
    "the grant type is one for service accounts",
  ],
  [
    "a refresh without a token",
    as("app", SECRET, { grant_type: "refresh_token" }),
    400,
    "invalid_request",
    "No refresh token",
    "a refresh token is there",
  ],
  [
    "a password without direct access grants",
    as("app", SECRET, { grant_type: "password", username: "a", password: "b" }),
    400,
    "unauthorized_client",
    "Client not allowed for direct access grants",
    "the client may use direct access grants",
  ],
];

test.each(rows)("%s is refused", async (_sentence, request, status, error, description, rule) => {
  const outcome = await token(request);
  expect([outcome.status, outcome.error, outcome.description]).toEqual([status, error, description]);
  expect(outcome.reason).toMatchObject({ rule, outcome: "failed" });
  expect(outcome.trace.filter((step) => step.outcome === "failed")).toHaveLength(1);
  expect(outcome.trace.at(-1)?.outcome).toBe("failed");
});

test("no trace holds a secret, sent or stored", async () => {
  const traces = await Promise.all(rows.map(async ([, request]) => (await token(request)).trace));
  const text = JSON.stringify(traces);
  expect(text.length).toBeGreaterThan(5000);
  for (const secret of [SECRET, "wrong", ...OTHER_SECRETS, "admin-password"]) expect(text).not.toContain(`"${secret}"`);
  for (const secret of [SECRET, ...OTHER_SECRETS]) expect(text).not.toContain(secret);
});

test("a trace is plain JSON", async () => {
  for (const [, request] of rows) {
    const { trace } = await token(request);
    expect(JSON.parse(JSON.stringify(trace))).toEqual(trace);
  }
});

test.each([
  ["a disabled client", as("off"), "Enable off"],
  ["a client without a service account", as("plain"), "Switch Service account roles on"],
  ["a scope that is not assigned", as("app", SECRET, { ...CC, scope: "elsewhere" }), "Assign elsewhere as optional"],
])("the mend for %s lets the same request through", async (_what, request, label) => {
  const { reason } = await token(request);
  expect(reason?.mend?.label).toBe(label);
  expect((await aProtocol(mended(realm, reason?.mend)).token(request)).status).toBe(200);
});

test("the mend for a public client makes it confidential, with a secret", async () => {
  const { reason } = await token(inForm({ client_id: "page" }));
  const after = mended(realm, reason?.mend).clients?.find(({ clientId }) => clientId === "page");
  expect(after).toMatchObject({ publicClient: false, secret: expect.stringMatching(/^.{32,}$/) });
});

test("the mend for a client without a secret gives it one", async () => {
  const { reason } = await token(as("bare"));
  const after = mended(realm, reason?.mend);
  const secret = after.clients?.find(({ clientId }) => clientId === "bare")?.secret ?? "";
  expect((await aProtocol(after).token(as("bare", secret))).status).toBe(200);
});

test("there is no mend for a secret that is wrong", async () => {
  expect((await token(as("app", "wrong"))).reason).not.toHaveProperty("mend");
});

test.each([
  [`${SECRET}\u00a0`, "the right secret with white space around it"],
  [`${SECRET}x`, "another secret"],
])("the secret %j differs in this way: %s", async (secret, actual) => {
  expect((await token(as("app", secret))).reason?.actual).toBe(actual);
});

test.each<[string, RequestDraft]>([
  ["by header", as("app")],
  ["by form", inForm({ client_id: "app", client_secret: SECRET })],
  ["by header and form at once", { ...inForm({ client_id: "app", client_secret: SECRET }), headers: basic("app") }],
  ["by a header in lower case", header(encoded(`app:${SECRET}`).replace("Basic", "basic"))],
  [
    "by form beside a broken header",
    { ...inForm({ client_id: "app", client_secret: SECRET }), headers: { authorization: "Basic !!!" } },
  ],
  ["with a name and a secret of odd characters", as("odd/ Client+%", "Ünïcode %&=+:secret")],
  ["by the only method allowed, the header", as("by-header", "only-by-header")],
  ["by the only method allowed, the form", inForm({ client_id: "by-form", client_secret: "only-in-form" })],
  ["with unknown parameters", as("app", SECRET, { ...CC, audience: "x", foo: "bar" })],
  ["with a control character in a parameter", as("app", SECRET, { grant_type: "client_credentials\n" })],
  ["with a scope of over 4000 characters, which is dropped", as("app", SECRET, { ...CC, scope: "x".repeat(4001) })],
  ["with a scope that is assigned", as("app", SECRET, { ...CC, scope: "openid linked" })],
  ["from a private address", { ...as("app"), remoteAddress: "192.168.1.5" }],
  ["over https from anywhere", { ...as("app"), remoteAddress: "203.0.113.7", secure: true }],
  ["from the origin that is listed", { ...as("web"), headers: { ...basic("web"), origin: "https://app.example" } }],
  ["from the server's own origin", { ...as("web"), headers: { ...basic("web"), origin: "http://localhost:8080" } }],
])("a token is given: %s", async (_sentence, request) => {
  const { status, json, headers, trace } = await token(request);
  expect(status).toBe(200);
  expect(json).toMatchObject({ token_type: "Bearer", expires_in: 300 });
  expect(headers).toMatchObject({ "Cache-Control": "no-store", Pragma: "no-cache" });
  expect(trace.every(({ outcome }) => outcome === "passed")).toBe(true);
  expect(JSON.stringify(trace)).not.toContain(SECRET);
});

test("every refusal of the token endpoint after the realm is found is kept out of caches", async () => {
  for (const [, request, status] of rows.filter(([, { realm: of }]) => of === undefined)) {
    const outcome = await token(request);
    if (status !== 403 || outcome.error === "Invalid origin")
      expect(outcome.headers).toMatchObject({ "Cache-Control": "no-store", Pragma: "no-cache" });
  }
});

test.each([
  ["a wrong secret", as("app", "wrong"), true],
  ["an unknown client", as("nobody"), true],
  ["a disabled realm", { realm: "closed" }, true],
  ["an origin that is not listed", as("app"), false],
  ["no grant_type", {}, false],
])("a page of any origin can read the refusal of %s: %o", async (_what, request: RequestDraft, readable) => {
  const origin = "https://evil.example";
  const { headers } = await token({ ...request, headers: { ...request.headers, origin } });
  expect(headers["Access-Control-Allow-Origin"]).toBe(readable ? origin : undefined);
});

test.each([
  ["127.0.0.1", 200],
  ["10.1.2.3", 200],
  ["172.16.0.1", 200],
  ["172.32.0.1", 403],
  ["192.169.0.1", 403],
  ["169.254.1.1", 200],
  ["::1", 200],
  ["fd00::1", 200],
  ["fe80::1", 200],
  ["2001:db8::1", 403],
  ["::ffff:127.0.0.1", 200],
  ["8.8.8.8", 403],
])("http from %s answers %i where https is wanted from outside only", async (remoteAddress, status) => {
  expect((await token({ ...as("app"), remoteAddress })).status).toBe(status);
});

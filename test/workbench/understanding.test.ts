import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { SignJWT } from "jose";
import { afterAll, expect, test } from "vitest";
import type { Understood } from "../../src/contract/index.ts";
import { aServer } from "../protocol/a-server.ts";
import { aWindow } from "./a-window.ts";

const server = await aServer();
const window = aWindow(server);
afterAll(() => server.stop());
const understand = (text: string) => window.call<Understood>("POST", "/understand", { text });

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const signed = (claims: Record<string, unknown>, header: object = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "k1", ...header }).sign(privateKey);

/** Tokens of a service, in the shape that each vendor documents, signed with a key of our own. */
const times = { iat: 1_700_000_000, exp: 1_700_003_600 };
const vendors = {
  Keycloak: await signed({
    ...times,
    iss: "https://sso.example/realms/shop",
    typ: "Bearer",
    azp: "app",
    scope: "email",
  }),
  Auth0: await signed({
    ...times,
    iss: "https://shop.eu.auth0.com/",
    sub: "app@clients",
    aud: "https://api",
    gty: "client-credentials",
  }),
  Okta: await signed({
    ...times,
    ver: 1,
    iss: "https://shop.okta.com/oauth2/default",
    cid: "app",
    scp: ["read"],
    sub: "app",
  }),
  Entra: await signed(
    {
      ...times,
      nbf: times.iat,
      iss: "https://login.microsoftonline.com/t/v2.0",
      azp: "app",
      azpacr: "1",
      idtyp: "app",
      roles: ["Read"],
      ver: "2.0",
    },
    { typ: "JWT" },
  ),
  Cognito: await signed({
    ...times,
    iss: "https://cognito-idp.eu-west-1.amazonaws.com/p",
    token_use: "access",
    client_id: "app",
    scope: "api/read",
    version: 2,
  }),
};
const token = vendors.Keycloak;

const URL_ = "https://sso.example/realms/shop/protocol/openid-connect/token";
const FORM = "grant_type=client_credentials&client_id=app&client_secret=s3cret";
const POST = { proof: { method: "client_secret_post", secret: "s3cret" }, clientId: "app", tokenUrl: URL_ };
const BASIC = { proof: { method: "client_secret_basic", secret: "s3cret" }, clientId: "app", tokenUrl: URL_ };
const basic = Buffer.from("app:s3cret").toString("base64");
const FROM_KEYCLOAK = { issuer: "https://sso.example/realms/shop" };

test.each(Object.entries(vendors))("a token of %s is a token, and names its issuer", async (_vendor, jwt) => {
  const { answer } = await understand(jwt);
  expect(answer).toMatchObject({ what: "token", jwt, issuer: expect.stringMatching(/^https:/) });
});

test.each([
  ["with Bearer before it", `Bearer ${token}`],
  ["as a header", `Authorization: Bearer ${token}`],
  ["broken over lines", token.replace(/(.{64})/g, "$1\n")],
  ["in quotes", `"${token}"`],
  ["in the answer of a token endpoint", JSON.stringify({ access_token: token, token_type: "Bearer" })],
  [
    "in an answer with its head",
    `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"access_token":"${token}"}`,
  ],
])("a token %s is found", async (_how, text) => {
  expect((await understand(text)).answer).toEqual({
    what: "token",
    jwt: token,
    issuer: "https://sso.example/realms/shop",
  });
});

test.each([
  ["a body", '{"error":"invalid_client","error_description":"Bad"}', "invalid_client", "Bad"],
  [
    "a challenge",
    'WWW-Authenticate: Bearer realm="a", error="invalid_token", error_description="Expired"',
    "invalid_token",
    "Expired",
  ],
  ["an address", "https://app.example/cb?error=access_denied&error_description=No+way", "access_denied", "No way"],
  ["an answer", 'HTTP/1.1 400 Bad Request\n\n{"error":"invalid_scope"}', "invalid_scope", ""],
])("an error in %s is told with its meaning", async (_where, text, error, description) => {
  const { answer } = await understand(text);
  expect(answer).toMatchObject({ what: "error", error, description, meaning: expect.stringMatching(/\w+/) });
});

const rows: [how: string, text: string, call: object][] = [
  [
    "curl of the documents",
    `curl -X POST ${URL_} \\\n  -d "grant_type=client_credentials" \\\n  -d 'client_id=app' -d client_secret=s3cret`,
    { ...POST, ...FROM_KEYCLOAK },
  ],
  ["curl with a user", `curl -u app:s3cret --data grant_type=client_credentials ${URL_}`, BASIC],
  [
    "curl with short options run together",
    `curl -sSku app:s3cret -XPOST -dgrant_type=client_credentials ${URL_}`,
    { ...BASIC, trust: { "sso.example": { unverified: true } } },
  ],
  [
    "curl with long options and equal signs",
    `curl --request=POST --url=${URL_} --data=${FORM.replaceAll("&", "%26").replaceAll("%26", "&").split("&").join(" --data=")}`,
    POST,
  ],
  [
    "curl with encoded data",
    `curl ${URL_} --data-urlencode 'client_secret=s&3 c' -d grant_type=client_credentials -d client_id=app`,
    { clientId: "app", proof: { method: "client_secret_post", secret: "s&3 c" } },
  ],
  [
    "curl with a scope and more",
    `curl ${URL_} -d '${FORM}&scope=a b&audience=x' -H 'X-Tenant: 7'`,
    { ...POST, scope: "a b", parameters: [["audience", "x"]], headers: [["X-Tenant", "7"]] },
  ],
  [
    "Chrome's cURL for bash",
    `curl '${URL_}' \\\n  -H 'accept: application/json' \\\n  -H 'authorization: Basic ${basic}' \\\n  -H 'content-type: application/x-www-form-urlencoded' \\\n  --data-raw 'grant_type=client_credentials' \\\n  --compressed`,
    BASIC,
  ],
  [
    "Chrome's cURL for bash with odd signs",
    `curl '${URL_}' --data-raw $'grant_type=client_credentials&client_id=app&client_secret=it\\'s\\u0021'`,
    { clientId: "app", proof: { method: "client_secret_post", secret: "it's!" } },
  ],
  [
    "Chrome's cURL for cmd",
    `curl ^"${URL_}^" ^\n  -H ^"accept: */*^" ^\n  -H ^"content-type: application/x-www-form-urlencoded^" ^\n  --data-raw ^"grant_type=client_credentials^&client_id=app^&client_secret=s3cret^"`,
    POST,
  ],
  [
    "an older Chrome's cURL for cmd",
    `curl "${URL_}" ^\n  -H "authorization: Basic ${basic}" ^\n  --data-raw "grant_type=client_credentials"`,
    BASIC,
  ],
  [
    "Firefox's cURL",
    `curl '${URL_}' --compressed -X POST -H 'User-Agent: Mozilla/5.0' -H 'Content-Type: application/x-www-form-urlencoded' --data-raw '${FORM}'`,
    { ...POST, headers: [["User-Agent", "Mozilla/5.0"]] },
  ],
  [
    "curl.exe in PowerShell",
    `curl.exe -X POST "${URL_}" \`\n  -d "grant_type=client_credentials" \`\n  -d 'client_id=app' -d "client_secret=s3cret"`,
    POST,
  ],
  [
    "Chrome's PowerShell",
    `Invoke-WebRequest -UseBasicParsing -Uri "${URL_}" \`\n-Method "POST" \`\n-Headers @{\n"authorization"="Basic ${basic}"\n  "accept"="*/*"\n} \`\n-ContentType "application/x-www-form-urlencoded" \`\n-Body "grant_type=client_credentials"`,
    BASIC,
  ],
  [
    "PowerShell of the documents",
    `$token = Invoke-RestMethod -Method Post -Uri '${URL_}' -Body @{ grant_type = 'client_credentials'; client_id = 'app'; client_secret = 's3cret' }`,
    POST,
  ],
  [
    "an HTTP request",
    `POST /realms/shop/protocol/openid-connect/token HTTP/1.1\r\nHost: sso.example\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 64\r\n\r\n${FORM}`,
    { ...POST, ...FROM_KEYCLOAK },
  ],
  [
    "a request of a .http file",
    `### token\n# for the shop\nPOST ${URL_}\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials\n&client_id=app\n&client_secret=s3cret\n\n### next\nGET https://x.example`,
    POST,
  ],
  ["a line with the shell's prompt, and a pipe behind it", `$ curl -s ${URL_} -d '${FORM}' | jq .access_token`, POST],
  ["a line in a fence of Markdown", `\`\`\`sh\ncurl ${URL_} -d '${FORM}'\n\`\`\``, POST],
];

test.each(rows)("%s becomes a call", async (_how, text, call) => {
  const { answer, refusal } = await understand(text);
  expect(refusal.error).toBeUndefined();
  expect(answer).toMatchObject({ what: "request", call });
});

test("a request that asks for no token is understood as what it is", async () => {
  const { answer } = await understand(`curl https://api.example/orders?x=1 -H 'Authorization: Bearer ${token}'`);
  expect(answer).toMatchObject({
    what: "request",
    call: null,
    request: { method: "GET", url: "https://api.example/orders?x=1", headers: [["Authorization", `Bearer ${token}`]] },
  });
});

test("what cannot be taken over is told", async () => {
  const { answer } = await understand(
    `curl --cert me.pem --key me.key ${URL_} -d grant_type=client_credentials -d client_id=app && ls`,
  );
  expect(answer.what === "request" && answer.notes.length).toBe(3);
});

test.each([
  ["a token that was cut short", token.slice(0, token.indexOf(".") + 20), /has 2 parts instead of 3/],
  ["a token without its beginning", `x${token}`, /header is no JSON|cut short/],
  ["an encrypted token", "a.b.c.d.e", /encrypted/],
  ["an opaque token", "2YotnFZFEjr1zCsicMWpAA", /An opaque token/],
  ["a curl line with an open quote", `curl '${URL_} -d a=b`, /ends inside of quotes/],
  ["a curl line without an address", "curl -d a=b", /names no address/],
  ["a curl line that ends with an option", `curl ${URL_} -d`, /ends after --data/],
  ["a curl line with a body in a file", `curl ${URL_} -d @body.txt`, /in the file body.txt/],
  ["a curl line with a multipart form", `curl ${URL_} -F a=b`, /multipart/],
  ["a curl line whose address is a variable", "curl $TOKEN_URL -d a=b", /values in place of the variables/],
  ["PowerShell without an address", "Invoke-RestMethod -Method Post", /names no address/],
  ["an HTTP request without a host", "POST /token HTTP/1.1\n\na=b", /names no host/],
  ["a discovery document", '{"issuer":"a","token_endpoint":"b"}', /discovery document/],
  ["a JWK set", '{"keys":[]}', /JWK set/],
  ["some JSON", '{"a":1}', /neither an answer/],
  ["a sentence", "please give me a token", /neither a token, a curl/],
  ["nothing but spaces", "   ", /no JWT/],
])("%s is refused with the reason", async (_what, text, reason) => {
  const { status, refusal } = await understand(text);
  expect([status, refusal.error]).toEqual([422, expect.stringMatching(reason)]);
});

test("there are forty inputs and more", () => {
  expect(Object.keys(vendors).length + 6 + 4 + rows.length + 17).toBeGreaterThanOrEqual(40);
});

test("whatever is pasted is understood or refused, never a failure of ours", async () => {
  const pieces = fc.constantFrom(
    "curl ",
    "'",
    '"',
    "$'",
    "\\",
    "^",
    "`",
    "-d ",
    "-H ",
    "--data=",
    "@",
    "{",
    "}",
    "eyJ",
    ".",
    "\n",
    "POST /a HTTP/1.1",
    "Invoke-WebRequest -Uri ",
    "http://a",
    "error=",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(pieces, fc.string()), { minLength: 1, maxLength: 12 }), async (parts) => {
      const { status } = await understand(parts.join(""));
      expect([200, 400, 422]).toContain(status);
    }),
    { numRuns: 200 },
  );
});

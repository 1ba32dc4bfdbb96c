import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { connect } from "../../src/keycloak/connection.ts";
import { KeycloakRefused } from "../../src/keycloak/keycloak-refused.ts";
import { createAuthority, issueCertificate, startServer } from "../../src/start.ts";

const ADMIN = { username: "admin", password: "admin-password" };

/** A server of the test's own, gone when the block is left. */
async function aServerThat(answer: RequestListener, tls?: { key: string; cert: string }) {
  const server = tls ? createTlsServer(tls, answer) : createServer(answer);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const answering =
  (status: number, body: string, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(status, headers).end(body);
  };

async function refusalOf(baseUrl: string, credentials = ADMIN): Promise<string> {
  const error = await connect({ baseUrl, credentials }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(KeycloakRefused);
  const { message } = error as KeycloakRefused;
  expect(message).not.toContain(credentials.password);
  return message;
}

test.each([
  ["is no Keycloak", answering(200, "<html></html>"), /^http:\S+ does not answer as a Keycloak does/],
  ["has another page there", answering(404, "<html></html>"), /does not answer as a Keycloak does \(404 on POST /],
  [
    "lives elsewhere",
    answering(302, "", { location: "https://sso.example/" }),
    /redirects to https:\/\/sso\.example\/ /,
  ],
  ["fails", answering(500, '{"error":"unknown_error"}'), /unknown_error \(500 on POST /],
  [
    "wants a secure connection",
    answering(403, '{"error":"invalid_request","error_description":"HTTPS required"}'),
    /\(403 on POST /,
  ],
])("a server that %s is told as such", async (_what, answer, message) => {
  await using server = await aServerThat(answer);
  expect(await refusalOf(server.baseUrl)).toMatch(message);
});

test("an address where nothing listens is told with the reason", async () => {
  const server = await aServerThat(answering(200, ""));
  await server[Symbol.asyncDispose]();
  expect(await refusalOf(server.baseUrl)).toBe(`${server.baseUrl} cannot be reached (ECONNREFUSED)`);
});

test("a certificate of an unknown authority is told with the way out", async () => {
  const nowSeconds = Math.floor(Date.now() / 1000);
  const authority = await createAuthority(nowSeconds);
  const wanted = { commonName: "localhost", hosts: ["127.0.0.1"], nowSeconds };
  const { key, certificate } = await issueCertificate(authority, wanted);
  await using server = await aServerThat(answering(200, ""), { key, cert: certificate });
  expect(await refusalOf(server.baseUrl)).toMatch(
    /certificate is of no authority that is known here .*NODE_EXTRA_CA_CERTS/,
  );
});

test.each([
  ["ftp://127.0.0.1", "ftp: is no http or https address"],
  ["keycloak", "keycloak is no http or https address"],
  ["http://admin:admin-password@keycloak", "the address of keycloak must not hold a user or a password"],
])("the address %s is refused before anything is asked", async (address, message) => {
  expect(await refusalOf(address)).toBe(message);
});

test("a wrong password, a wrong secret and a missing realm are told apart, below a path as well", async () => {
  await using server = await startServer({ admin: ADMIN, httpRelativePath: "/auth" });
  const { baseUrl } = server;
  expect(await refusalOf(`${baseUrl}/`, { ...ADMIN, password: "wrong-password" })).toBe(
    `${baseUrl}: the user admin or its password is not accepted in realm master (Invalid user credentials)`,
  );
  const client = { clientId: "nobody", clientSecret: "wrong-secret" };
  await expect(connect({ baseUrl, credentials: client })).rejects.toThrow(
    /the client nobody or its secret is not accepted/,
  );
  await expect(connect({ baseUrl, authRealm: "nowhere", credentials: ADMIN })).rejects.toThrow(/has no realm nowhere/);
  const connection = await connect({ baseUrl, credentials: ADMIN });
  expect(await connection.find("/{realm}", { realm: "master" })).toMatchObject({ realm: "master" });
});

test("a token is renewed before it ends, and one sign-in serves calls at the same time", async () => {
  let signIns = 0;
  let expiresIn = 60;
  await using server = await aServerThat((request, response) => {
    if (request.method === "POST") signIns++;
    response.end(
      JSON.stringify({ access_token: `token-${signIns}`, expires_in: expiresIn, realm: request.headers.authorization }),
    );
  });
  const { baseUrl } = server;
  const read = async (connection: Awaited<ReturnType<typeof connect>>) =>
    (await connection.find<{ realm: string }>("/{realm}", { realm: "test" }))?.realm;
  const lasting = await connect({ baseUrl, credentials: ADMIN });
  expect(await Promise.all([read(lasting), read(lasting)])).toEqual(["Bearer token-1", "Bearer token-1"]);
  expiresIn = 0;
  const ending = await connect({ baseUrl, credentials: ADMIN });
  expect([await read(ending), await read(ending)]).toEqual(["Bearer token-3", "Bearer token-4"]);
});

test("a sign-in that is ended over there is made once more, and no more than once", async () => {
  let signIns = 0;
  let accepted = "Bearer token-2";
  await using server = await aServerThat((request, response) => {
    if (request.method === "POST") signIns++;
    else if (request.headers.authorization !== accepted) response.statusCode = 401;
    response.end(JSON.stringify({ access_token: `token-${signIns}`, expires_in: 60, realm: "test" }));
  });
  const connection = await connect({ baseUrl: server.baseUrl, credentials: ADMIN });
  expect(await connection.find("/{realm}", { realm: "test" })).toMatchObject({ realm: "test" });
  accepted = "none";
  await expect(connection.find("/{realm}", { realm: "test" })).rejects.toThrow(/no longer accepts the sign-in \(401 /);
  expect(signIns).toBe(3);
});

test("a cancelled call ends at once, with the reason it was cancelled for", async () => {
  const cancelled = new AbortController();
  await using server = await aServerThat(() => cancelled.abort(new Error("enough")));
  await expect(connect({ baseUrl: server.baseUrl, credentials: ADMIN, signal: cancelled.signal })).rejects.toThrow(
    "enough",
  );
});

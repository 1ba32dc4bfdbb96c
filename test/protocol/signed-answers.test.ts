import { createRemoteJWKSet, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { aClient, aMapper, aRealm } from "../support/builders.ts";
import { basic } from "./a-protocol.ts";
import { aServer } from "./a-server.ts";

// What the claims, headers and errors are is in test/recordings.

const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
const DIGITS = "9007199254740993";

const realm = aRealm({
  clients: [
    ...ALGORITHMS.map((alg) => aClient(alg, { attributes: { "user.info.response.signature.alg": alg } })),
    aClient("exact", {
      attributes: {
        "allow.token.introspection.without.audience.check": "true",
        "client.introspection.response.allow.jwt.claim.enabled": "true",
      },
      protocolMappers: [
        aMapper("oidc-hardcoded-claim-mapper", {
          "claim.name": "big.number",
          "claim.value": DIGITS,
          "jsonType.label": "long",
          "id.token.claim": "true",
        }),
      ],
    }),
  ],
});

async function tokenOf(base: string, clientId: string): Promise<Record<string, string>> {
  const response = await fetch(`${base}/realms/test/protocol/openid-connect/token`, {
    method: "POST",
    headers: basic(clientId),
    body: new URLSearchParams({ grant_type: "client_credentials", scope: "openid" }),
  });
  return (await response.json()) as Record<string, string>;
}

const userinfo = (base: string, token: string | undefined) =>
  fetch(`${base}/realms/test/protocol/openid-connect/userinfo`, { headers: { authorization: `Bearer ${token}` } });

test("userinfo is signed with every algorithm that a client may choose, and its key is published", async () => {
  await using server = await aServer({ realm });
  for (const alg of ALGORITHMS) {
    const { access_token } = await tokenOf(server.baseUrl, alg);
    const response = await userinfo(server.baseUrl, access_token);
    expect(response.headers.get("content-type")).toBe("application/jwt");
    const keys = createRemoteJWKSet(new URL(`${server.baseUrl}/realms/test/protocol/openid-connect/certs`));
    const options = { issuer: `${server.baseUrl}/realms/test`, audience: alg, algorithms: [alg] };
    const { payload } = await jwtVerify(await response.text(), keys, options);
    expect(payload.sub).toBe(`user:${alg}`);
  }
});

test("a number beyond 2^53 keeps its digits wherever it is written", async () => {
  await using server = await aServer({ realm });
  const { access_token, id_token } = await tokenOf(server.baseUrl, "exact");
  const payload = (jwt: unknown) => Buffer.from(String(jwt).split(".")[1] ?? "", "base64url").toString();
  const written = `"big":{"number":${DIGITS}}`;
  expect(payload(access_token)).toContain(written);
  expect(payload(id_token)).toContain(written);
  expect(await (await userinfo(server.baseUrl, access_token)).text()).toContain(written);
  const introspection = await fetch(`${server.baseUrl}/realms/test/protocol/openid-connect/token/introspect`, {
    method: "POST",
    headers: { ...basic("exact"), accept: "application/jwt" },
    body: new URLSearchParams({ token: access_token ?? "" }),
  });
  const answer = await introspection.text();
  expect(answer).toContain(written);
  expect(payload((JSON.parse(answer) as { jwt: string }).jwt)).toContain(written);
});

import { decodeJwt, decodeProtectedHeader } from "jose";
import { expect } from "vitest";
import type { TokenPreview } from "../../src/contract/index.ts";
import type { ClientRepresentation } from "../../src/domain/realm-document.ts";
import type { RunningServer } from "../../src/index.ts";
import { basic } from "../protocol/a-protocol.ts";
import { post } from "../protocol/a-server.ts";
import { anAssertion, aProof } from "../support/assertions.ts";
import { NOW } from "../support/builders.ts";

type Server = Pick<RunningServer, "baseUrl" | "tokenUrlOf">;
type Answered = Awaited<ReturnType<typeof post>>;

/** The assertion that a client signs, with its secret or with the key that the recordings use. */
const signed = (
  { baseUrl }: Server,
  realm: string,
  { clientId, secret, clientAuthenticatorType, attributes }: ClientRepresentation,
) =>
  anAssertion({
    clientId,
    audience: `${baseUrl}/realms/${realm}`,
    nowSeconds: NOW,
    ...(clientAuthenticatorType === "client-secret-jwt" && {
      alg: attributes?.["token.endpoint.auth.signing.alg"] ?? "HS256",
      key: secret ?? "",
    }),
  });

/** The token that the client itself gets, over a socket, by the method that it allows. */
export async function askAsClient(
  server: Server,
  realm: string,
  client: ClientRepresentation,
  scope?: string,
): Promise<Answered> {
  const { clientId, secret = "", attributes, publicClient, clientAuthenticatorType = "" } = client;
  const url = server.tokenUrlOf(realm);
  const form = { grant_type: "client_credentials", ...(scope !== undefined && { scope }) };
  if (/jwt/.test(clientAuthenticatorType) && !publicClient)
    return post(url, { ...form, ...(await signed(server, realm, client)) });
  const inForm = publicClient || attributes?.["client.secret.authentication.allowed.method"] === "client_secret_post";
  const bound = attributes?.["dpop.bound.access.tokens"] === "true";
  const proof = bound ? { dpop: await aProof({ method: "POST", url, nowSeconds: NOW }) } : {};
  return inForm
    ? post(url, { ...form, client_id: clientId, client_secret: secret }, proof)
    : post(url, form, { ...basic(clientId, secret), ...proof });
}

const NEW_EACH_TIME = new Set(["jti", "cnf", "sid", "session_state", "access_token", "refresh_token", "id_token"]);
const lasting = (claims: object) => Object.entries(claims).filter(([name]) => !NEW_EACH_TIME.has(name));

/** Holds that the preview says what the server answers: the same claims in the same order, or the same refusal. */
export async function expectAsAnswered(preview: TokenPreview, { status, json }: Answered): Promise<void> {
  if (status !== 200) {
    const { error, error_description: description } = json;
    expect(preview.refused).toEqual({ status, error, ...(description !== undefined && { description }) });
    return;
  }
  expect(preview.refused).toBeNull();
  expect(lasting(preview.claims)).toEqual(lasting(decodeJwt(json.access_token)));
  expect(Object.keys(preview.claims)).toEqual(Object.keys(decodeJwt(json.access_token)));
  expect(lasting(preview.answer)).toEqual(lasting(json));
  const { alg, typ } = decodeProtectedHeader(json.access_token);
  expect(preview.header).toEqual({ alg, typ });
  expect(String(preview.claims["jti"]).split(":")[0]).toBe(String(decodeJwt(json.access_token).jti).split(":")[0]);
}

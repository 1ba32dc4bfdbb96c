import { startServer } from "../../../src/index.ts";
import { administrator, anAdmin } from "../../support/an-admin.ts";

/** A server and Keycloak's own client of its Admin API, signed in and set to a realm of its own. */
export async function anAdminClient(realm: string) {
  const server = await startServer({ admin: administrator });
  const client = await anAdmin(server.baseUrl, realm);
  await client.realms.create({ realm, enabled: true });
  return { server, client, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

/** The claims of a token that the client of that id gets with its secret. */
export async function claimsOf(tokenUrl: string, clientId: string, secret: string): Promise<Record<string, unknown>> {
  const body = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: secret });
  const answer = await fetch(tokenUrl, { method: "POST", body });
  const { access_token } = (await answer.json()) as { access_token: string };
  return JSON.parse(Buffer.from(access_token.split(".")[1] ?? "", "base64url").toString("utf8"));
}

import { withSecret } from "../domain/edits/client-edits.ts";
import { clientOf, withClientReplaced } from "../domain/edits/parts.ts";
import { issuerOf } from "../protocol/endpoint.ts";
import { clientAction, toldAs } from "./admin-actions.ts";
import { type AdminAnswer, noContent, notFound, ok } from "./admin-answer.ts";
import { type ClientCall, edit, requireAny, requireManageClient } from "./admin-call.ts";
import { clientRepresentation } from "./client-representation.ts";
import type { Operation } from "./resource.ts";

const credential = (value: string | undefined): object => ({ type: "secret", ...(value !== undefined && { value }) });

function readSecret(call: ClientCall): AdminAnswer {
  requireAny(call, "view-clients", "manage-clients");
  return ok(credential(call.client.representation.secret));
}

/** A new secret; the old one stops working at once. What the body says is not looked at; a public client is told one that it does not keep (recorded). */
async function renewSecret(call: ClientCall): Promise<AdminAnswer> {
  requireManageClient(call, call.client.clientId);
  const { id, clientId } = call.client;
  const facts = call.ctx.editFacts();
  let secret = "";
  await edit(call, `Client ${clientId}: secret renewed`, (document) =>
    withClientReplaced(document, id, (client) => {
      const renewed = withSecret(client, facts);
      secret = renewed.secret ?? "";
      return client.publicClient ? { ...client, attributes: renewed.attributes ?? {} } : renewed;
    }),
  );
  const answer = credential(secret);
  return ok(answer, clientAction(call, "ACTION", toldAs("CredentialRepresentation", answer), "/client-secret"));
}

function readRotatedSecret(call: ClientCall): AdminAnswer {
  requireAny(call, "view-clients", "manage-clients");
  const rotated = call.client.attribute("client.secret.rotated");
  return rotated === undefined ? notFound("Client does not have a rotated secret") : ok(credential(rotated));
}

async function removeRotatedSecret(call: ClientCall): Promise<AdminAnswer> {
  requireManageClient(call, call.client.clientId);
  const { id, clientId } = call.client;
  await edit(call, `Client ${clientId}: rotated secret removed`, (document) => {
    const attributes = clientOf(document, id).attributes ?? {};
    if (!Object.keys(attributes).some((name) => name.startsWith(ROTATED))) return document;
    const kept = Object.fromEntries(Object.entries(attributes).filter(([name]) => !name.startsWith(ROTATED)));
    return withClientReplaced(document, id, (client) => ({ ...client, attributes: kept }));
  });
  return noContent(clientAction(call, "DELETE", undefined, "/client-secret/rotated"));
}

const ROTATED = "client.secret.rotated";

/** A token with which the client could change its own registration; signed with the realm's HS512 key, without an end. */
async function renewRegistrationToken(call: ClientCall): Promise<AdminAnswer> {
  requireManageClient(call, call.client.clientId);
  const { protocol } = call.ctx;
  const keys = (await protocol.keysFor(call.realm, "HS512")) ?? protocol.keysOf(call.realm);
  const issuer = issuerOf(call.realm, call.request.caller);
  const registrationAccessToken = await keys.sign("HS512", "JWT", {
    exp: 0,
    iat: protocol.nowSeconds(),
    jti: protocol.newTokenId(),
    iss: issuer,
    aud: issuer,
    typ: "RegistrationAccessToken",
    registration_auth: "authenticated",
  });
  const { access: _access, ...shown } = clientRepresentation(call, call.client.representation) as Record<
    string,
    unknown
  >;
  const json = withoutSecretOf({ ...shown, registrationAccessToken });
  return ok(json, clientAction(call, "ACTION", toldAs("ClientRepresentation", json), "/registration-access-token"));
}

const withoutSecretOf = (shown: Record<string, unknown>): object => {
  const { registrationAccessToken, ...rest } = shown;
  return { ...toldAs("ClientRepresentation", rest), registrationAccessToken };
};

export const clientCredentials: Readonly<Record<string, Operation<ClientCall>>> = {
  "GET client-secret": readSecret,
  "POST client-secret": renewSecret,
  "GET client-secret/rotated": readRotatedSecret,
  "DELETE client-secret/rotated": removeRotatedSecret,
  "POST registration-access-token": renewRegistrationToken,
};

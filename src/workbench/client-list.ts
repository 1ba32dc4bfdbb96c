import { type ClientSummary, listClients } from "../contract/realms.ts";
import type { ClientRepresentation } from "../domain/realm-document.ts";
import { isBuiltInClient } from "./built-in.ts";
import { withReadableRealm } from "./find-realm.ts";
import { answered, serve } from "./serve.ts";
import type { TransferContext } from "./transfer-context.ts";

export const serveClientList = serve(listClients, (ctx: Pick<TransferContext, "realms">, { realm }) =>
  withReadableRealm(ctx, realm, (store) => {
    const { document, revision } = store.read();
    const clients = (document.clients ?? [])
      .filter(({ protocol = "openid-connect" }) => protocol === "openid-connect")
      .map(toSummary);
    return answered({ revision, clients });
  }),
);

const toSummary = (client: ClientRepresentation): ClientSummary => ({
  id: client.id,
  clientId: client.clientId,
  name: client.name ?? "",
  description: client.description ?? "",
  enabled: client.enabled !== false,
  confidential: !client.publicClient,
  bearerOnly: client.bearerOnly ?? false,
  serviceAccountsEnabled: client.serviceAccountsEnabled ?? false,
  clientAuthenticatorType: client.clientAuthenticatorType ?? "client-secret",
  builtIn: isBuiltInClient(client),
});

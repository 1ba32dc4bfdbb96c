import { exportClient } from "../contract/client-export.ts";
import type { RealmDocument } from "../domain/realm-document.ts";
import { exportRealm } from "../domain/transfer/export-realm.ts";
import { withRealm } from "./find-realm.ts";
import { answered, refused, serve } from "./serve.ts";

export const serveClientExport = serve(exportClient, (ctx, { realm, client: id, secrets }) =>
  withRealm(ctx, realm, (store) => {
    const { document } = store.read();
    const client = document.clients?.find((one) => one.id === id);
    if (!client) return refused(404, "That client is no longer there");
    const alone: RealmDocument = { ...document, clients: [client], users: [] };
    const { clients } = exportRealm(alone, secrets ? "whole" : "shareable") as Pick<RealmDocument, "clients">;
    const given = clients?.[0] ?? client;
    return answered({ text: `${JSON.stringify(given, null, 2)}\n` });
  }),
);

import { listClients, type RawCall, type RealmSummary, type TokenCall } from "../../../src/contract/index.ts";
import { hrefOf, visit } from "../../address.ts";
import { call } from "../../api.ts";
import { draftKey } from "../../draft/draft-store.ts";
import { hostOf, toForm, toRawForm } from "./console-call.ts";
import { type ConsoleForm, changeForm, ELSEWHERE, setForm } from "./console-form.ts";

/**
 * Opens a call in the form that is made for it: that of a client here, where the call is for one, be it by its Client ID and the
 * realm's issuer alone; else that of another issuer.
 */
export async function openCall(realm: string, realms: readonly RealmSummary[], asked: TokenCall): Promise<void> {
  const client = await findClient(realms, asked);
  if (client) {
    setForm(draftKey(client.realm, client.id), toForm(asked));
    visit(hrefOf.console(client.realm, client.id));
  } else openElsewhere(realm, toForm(asked));
}

/** Opens a raw request in the form at hand where it is for this server, since its text alone says for whom; else for another issuer. */
export function openRaw(realm: string, realms: readonly RealmSummary[], formKey: string | null, asked: RawCall): void {
  const host = hostOf(asked.url); // null where a variable stands in its place
  const isOfServer = host !== null && realms.some(({ issuer }) => hostOf(issuer) === host);
  const form = toRawForm(asked);
  if (!isOfServer || formKey === null || formKey === ELSEWHERE) openElsewhere(realm, form);
  else {
    const { raw, method, certificate, certificateKey } = form;
    changeForm(formKey, { raw, ...(method && { method, certificate, certificateKey }) });
  }
}

export function openElsewhere(realm: string, form: ConsoleForm): void {
  setForm(ELSEWHERE, form);
  visit(hrefOf.consoleElsewhere(realm));
}

async function findClient(realms: readonly RealmSummary[], { client, issuer, clientId }: TokenCall) {
  const realm = realms.find(({ name, issuer: own }) => (client ? name === client.realm : own === issuer));
  if (!realm) return null;
  const { clients } = await call(listClients, { realm: realm.name });
  const found = clients.find((one) => (client ? one.id === client.id : one.clientId === clientId));
  return found ? { realm: realm.name, id: found.id } : null;
}

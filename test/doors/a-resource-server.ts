import { listEvents, setResourceServer } from "../../src/contract/index.ts";
import { aClient, aClientScope, aMapper, aRealm, aRole, SECRET } from "../support/builders.ts";
import { anEditor } from "./window/an-editor.ts";

/** `orders` asks, `api` is the resource server's own client, which every token of `orders` names in `aud`. */
const realm = aRealm({
  roles: [aRole("reader"), aRole("writer"), aRole("keeper", { ownerClientId: "api" })],
  clientScopes: [aClientScope("orders.read"), aClientScope("orders.write")],
  clients: [
    aClient("orders", {
      serviceAccountRoles: ["reader", "api:keeper"],
      optionalClientScopes: ["orders.read"],
      protocolMappers: [aMapper("oidc-audience-mapper", { "included.client.audience": "api" })],
    }),
    aClient("lonely"),
    aClient("api"),
    aClient("page", { publicClient: true, serviceAccountsEnabled: false }),
    aClient("off", { enabled: false }),
    aClient("bound", { attributes: { "dpop.bound.access.tokens": "true" } }),
  ],
});

const fresh = { enabled: true, scopes: [], realmRoles: [], clientRoles: {}, verification: "signature" as const };

/** A server whose resource server is switched on for the realm `test`. */
export async function aResourceServer() {
  const editor = await anEditor(realm);
  const set = (settings: object = {}) =>
    editor.call(setResourceServer, { realm: "test", settings: { ...fresh, ...settings } });
  await set();
  return Object.assign(editor, {
    set,
    tokenOf: async (clientId = "orders", more: Record<string, string> = {}, headers: Record<string, string> = {}) => {
      const form = { grant_type: "client_credentials", client_id: clientId, client_secret: SECRET, ...more };
      const answer = await fetch(editor.tokenUrlOf("test"), {
        method: "POST",
        body: new URLSearchParams(form),
        headers,
      });
      return String(((await answer.json()) as { access_token: string }).access_token);
    },
    /** A call of the resource, as a program makes it. */
    ask: async (headers: Record<string, string> = {}, path = "/test/orders/7", more: RequestInit = {}) => {
      const response = await fetch(`${editor.baseUrl}/resource${path}`, { headers, ...more });
      const json = await response.json().catch(() => undefined);
      return {
        status: response.status,
        challenge: response.headers.get("www-authenticate"),
        json,
        headers: response.headers,
      };
    },
    /** The newest call of the resource server, as the window shows it. */
    lastCall: async () => {
      const { answer } = await editor.call(listEvents, { realm: "test" });
      const [call] = answer.events.flatMap((event) =>
        event.kind === "call" && event.endpoint === "resource" ? [event] : [],
      );
      if (!call) throw new Error("no call of the resource server is there");
      return call;
    },
  });
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

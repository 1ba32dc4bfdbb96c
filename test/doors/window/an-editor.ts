import type { AnswerOf, InputOf, WorkbenchEndpoint, WorkbenchRefusal } from "../../../src/contract/index.ts";
import type { RealmDocument } from "../../../src/domain/realm-document.ts";
import type { StartOptions } from "../../../src/index.ts";
import { ADMIN, aServer, post } from "../../protocol/a-server.ts";

/** A server, its window, and the Admin API to check behind the window's back. */
export async function anEditor(realm: RealmDocument | readonly RealmDocument[], more: StartOptions = {}) {
  const server = await aServer({ realm, ...more });
  const form = { grant_type: "password", client_id: "admin-cli", ...ADMIN };
  const { json } = await post(`${server.baseUrl}/realms/master/protocol/openid-connect/token`, form);
  const authorization = `Bearer ${json.access_token}`;
  return Object.assign(server, {
    /** What the window's call comes to, in-process as it sends it. */
    call: async <Called extends WorkbenchEndpoint>(endpoint: Called, input: InputOf<Called> | object) => {
      const response = await server.handleInProcess(requestOf(endpoint, input as object));
      const answer = await response.json();
      return {
        status: response.status,
        answer: answer as AnswerOf<Called>,
        refusal: answer as WorkbenchRefusal,
      };
    },
    /** What the Admin API has below `/admin/realms/`. */
    admin: async (path: string, method = "GET", given?: object) => {
      const body = given && { body: JSON.stringify(given) };
      const headers = { authorization, ...(given && { "content-type": "application/json" }) };
      const response = await fetch(`${server.baseUrl}/admin/realms/${path}`, { method, headers, ...body });
      return (await response.json().catch(() => undefined)) as never;
    },
  });
}

export type Editor = Awaited<ReturnType<typeof anEditor>>;

function requestOf({ method, path }: WorkbenchEndpoint, input: object): Request {
  const rest = new Map(Object.entries(input));
  const filled = path.replace(/:(\w+)/g, (_whole, name: string) => {
    const value = String(rest.get(name) ?? "");
    rest.delete(name);
    return encodeURIComponent(value);
  });
  const url = `app://ui${filled}`;
  if (method === "POST") return new Request(url, { method, body: JSON.stringify(Object.fromEntries(rest)) });
  return new Request(`${url}?${new URLSearchParams([...rest].map(([name, value]) => [name, String(value)]))}`);
}

/** The claims of the token that a client gets with its secret. */
export async function claimsOf(tokenUrl: string, clientId: string, secret: string, more: Record<string, string> = {}) {
  const form = { grant_type: "client_credentials", client_id: clientId, client_secret: secret, ...more };
  const { json } = await post(tokenUrl, form);
  return JSON.parse(Buffer.from(String(json.access_token).split(".")[1] ?? "", "base64url").toString("utf8"));
}

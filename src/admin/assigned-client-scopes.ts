import type { ClientScopeAssignment } from "../domain/edit.ts";
import { clientOf, clientScopeOf } from "../domain/edits/parts.ts";
import { withClientScopeAssigned } from "../domain/edits/scope-edits.ts";
import type { RealmDocument } from "../domain/realm-document.ts";
import { clientAction } from "./admin-actions.ts";
import { type AdminAnswer, noContent, notFound, ok, refuse } from "./admin-answer.ts";
import { type ClientCall, edit, param, requireAny, requireManageClient } from "./admin-call.ts";
import { byCode } from "./query.ts";
import type { Operation } from "./resource.ts";

type Kind = Exclude<ClientScopeAssignment, "none">;
const LISTS = { default: "defaultClientScopes", optional: "optionalClientScopes" } as const;

const list =
  (kind: Kind): Operation<ClientCall> =>
  (call) => {
    requireAny(call, "view-clients", "manage-clients");
    const names = new Set(call.client.representation[LISTS[kind]]);
    const scopes = (call.realm.document.clientScopes ?? []).filter(({ name }) => names.has(name));
    return ok(scopes.map(({ id, name }) => ({ id, name })).sort((a, b) => byCode(a.name, b.name)));
  };

/** A scope that is assigned already stays where it is; so does one of another protocol, which is none for this client (recorded). */
const assign =
  (kind: Kind): Operation<ClientCall> =>
  (call) =>
    change(call, "CREATE", kind, (document, scope) => {
      const client = clientOf(document, call.client.id);
      const { name, protocol = "openid-connect" } = clientScopeOf(document, scope);
      const isAssigned = [...(client.defaultClientScopes ?? []), ...(client.optionalClientScopes ?? [])].includes(name);
      if (isAssigned || protocol !== (client.protocol ?? "openid-connect")) return document;
      return withClientScopeAssigned(document, client.id, scope, kind);
    });

/** Takes the scope out of whichever list it is in. */
const unassign =
  (kind: Kind): Operation<ClientCall> =>
  (call) =>
    change(call, "DELETE", kind, (document, scope) => {
      const client = clientOf(document, call.client.id);
      const { name } = clientScopeOf(document, scope);
      const isAssigned = [...(client.defaultClientScopes ?? []), ...(client.optionalClientScopes ?? [])].includes(name);
      return isAssigned ? withClientScopeAssigned(document, client.id, scope, "none") : document;
    });

async function change(
  call: ClientCall,
  operation: "CREATE" | "DELETE",
  kind: Kind,
  step: (document: RealmDocument, scope: string) => RealmDocument,
): Promise<AdminAnswer> {
  requireManageClient(call, call.client.clientId);
  const id = param(call, "scope");
  const scope = call.realm.document.clientScopes?.find((each) => each.id === id);
  if (!scope) refuse(notFound("Client scope not found"));
  const done = operation === "CREATE" ? `assigned as ${kind}` : "taken away";
  await edit(call, `Client ${call.client.clientId}: client scope ${scope.name} ${done}`, (document) =>
    step(document, id),
  );
  return {
    ...noContent(
      clientAction(call, operation, undefined, `/${kind}-client-scopes/${id}`, "CLIENT_SCOPE_CLIENT_MAPPING"),
    ),
    cache: "no-cache",
  };
}

export const assignedScopes: Readonly<Record<string, Operation<ClientCall>>> = {
  "GET default-client-scopes": list("default"),
  "PUT default-client-scopes/{scope}": assign("default"),
  "DELETE default-client-scopes/{scope}": unassign("default"),
  "GET optional-client-scopes": list("optional"),
  "PUT optional-client-scopes/{scope}": assign("optional"),
  "DELETE optional-client-scopes/{scope}": unassign("optional"),
};

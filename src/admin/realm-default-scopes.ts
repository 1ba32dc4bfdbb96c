import { withName, withoutName } from "../domain/edits/parts.ts";
import type { RealmDocument } from "../domain/realm-document.ts";
import { type AdminAnswer, noContent, notFound, ok, refuse } from "./admin-answer.ts";
import { edit, param, type RealmCall, requireAny } from "./admin-call.ts";
import { byCode } from "./query.ts";
import type { Operation } from "./resource.ts";

type List = "defaultDefaultClientScopes" | "defaultOptionalClientScopes";

const list =
  (name: List): Operation<RealmCall> =>
  (call) => {
    requireAny(call, "view-clients", "manage-clients");
    const names = new Set(call.realm.document[name]);
    const scopes = (call.realm.document.clientScopes ?? []).filter((scope) => names.has(scope.name));
    const sorted = scopes.sort((a, b) => byCode(a.name, b.name));
    return ok(
      sorted.map((scope) => ({ id: scope.id, name: scope.name, protocol: scope.protocol ?? "openid-connect" })),
    );
  };

/** One that is in either list already is a duplicate to Keycloak's database (recorded). */
const inBothLists = (document: RealmDocument): readonly string[] => [
  ...(document.defaultDefaultClientScopes ?? []),
  ...(document.defaultOptionalClientScopes ?? []),
];

const add =
  (name: List): Operation<RealmCall> =>
  (call) =>
    change(call, "CREATE", name, (document, scope) => {
      if (inBothLists(document).includes(scope))
        refuse({ status: 409, json: { error: "conflict", error_description: "Duplicate resource error" } });
      return { ...document, [name]: withName(document[name], scope) };
    });

/** Takes the scope out of whichever list it is in. */
const remove =
  (name: List): Operation<RealmCall> =>
  (call) =>
    change(call, "DELETE", name, (document, scope) =>
      inBothLists(document).includes(scope)
        ? {
            ...document,
            defaultDefaultClientScopes: withoutName(document.defaultDefaultClientScopes, scope),
            defaultOptionalClientScopes: withoutName(document.defaultOptionalClientScopes, scope),
          }
        : document,
    );

async function change(
  call: RealmCall,
  operation: "CREATE" | "DELETE",
  name: List,
  step: (document: RealmDocument, scope: string) => RealmDocument,
): Promise<AdminAnswer> {
  requireAny(call, "manage-clients");
  const id = param(call, "scope");
  const scope =
    call.realm.document.clientScopes?.find((each) => each.id === id) ?? refuse(notFound("Client scope not found"));
  const kind = name === "defaultDefaultClientScopes" ? "default" : "optional";
  const done = operation === "CREATE" ? `${kind} for new clients` : "no longer given to new clients";
  await edit(call, `Client scope ${scope.name} is ${done}`, (document) => step(document, scope.name));
  const event = {
    operation,
    resourceType: "CLIENT_SCOPE",
    resourcePath: `default-${kind}-client-scopes/${id}`,
    representation: undefined,
  } as const;
  return { ...noContent(event), cache: "no-cache" };
}

/** The client scopes that new clients are given. */
export const realmDefaultScopes: Readonly<Record<string, Operation<RealmCall>>> = {
  "GET default-default-client-scopes": list("defaultDefaultClientScopes"),
  "PUT default-default-client-scopes/{scope}": add("defaultDefaultClientScopes"),
  "DELETE default-default-client-scopes/{scope}": remove("defaultDefaultClientScopes"),
  "GET default-optional-client-scopes": list("defaultOptionalClientScopes"),
  "PUT default-optional-client-scopes/{scope}": add("defaultOptionalClientScopes"),
  "DELETE default-optional-client-scopes/{scope}": remove("defaultOptionalClientScopes"),
};

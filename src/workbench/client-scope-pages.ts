import { type ClientScopeSummary, listClientScopes, readClientScope } from "../contract/client-scopes.ts";
import type { ClientScopeAssignment } from "../domain/edit.ts";
import type { ClientRepresentation, ClientScopeRepresentation, RealmDocument } from "../domain/realm-document.ts";
import { isBuiltInClientScope } from "./built-in.ts";
import { withRealm } from "./find-realm.ts";
import { toMappers } from "./mappers.ts";
import { roleSummaries } from "./role-summaries.ts";
import { answered, refused, serve } from "./serve.ts";

export const serveClientScopes = serve(listClientScopes, (ctx, { realm }) =>
  withRealm(ctx, realm, (store) => {
    const { document, revision } = store.read();
    const uses = countUses(document);
    const clientScopes = (document.clientScopes ?? []).map((scope) => toSummary(document, scope, uses.get(scope.name)));
    return answered({ revision, clientScopes });
  }),
);

export const serveClientScopePage = serve(readClientScope, (ctx, { realm, clientScope: id }) =>
  withRealm(ctx, realm, (store) => {
    const { document, compiled, revision } = store.read();
    const scope = document.clientScopes?.find((each) => each.id === id);
    if (!scope) return refused(404, "That client scope is no longer there");
    const usedBy = usersOf(document, scope.name);
    const counted = (as: "default" | "optional") => usedBy.filter((each) => each.as === as).length;
    const use = { default: counted("default"), optional: counted("optional") };
    return answered({
      revision,
      clientScope: { ...toSummary(document, scope, use), attributes: scope.attributes ?? {} },
      mappers: toMappers(scope.protocolMappers),
      scopeMappings: (compiled.scopeMappings.ofClientScopes.get(scope.name) ?? []).map((role) => role.id),
      usedBy,
      roles: roleSummaries(compiled),
    });
  }),
);

type Use = ClientScopeSummary["usedBy"];

const NOBODY: Use = { default: 0, optional: 0 };

function toSummary(document: RealmDocument, scope: ClientScopeRepresentation, usedBy = NOBODY): ClientScopeSummary {
  return {
    id: scope.id,
    name: scope.name,
    description: scope.description ?? "",
    protocol: scope.protocol ?? "openid-connect",
    assignedToNewClients: ofNewClients(document, scope.name),
    includeInTokenScope: scope.attributes?.["include.in.token.scope"] !== "false",
    mapperCount: scope.protocolMappers?.length ?? 0,
    usedBy,
    builtIn: isBuiltInClientScope(scope),
  };
}

function ofNewClients(document: RealmDocument, name: string): ClientScopeAssignment {
  if (document.defaultDefaultClientScopes?.includes(name)) return "default";
  return document.defaultOptionalClientScopes?.includes(name) ? "optional" : "none";
}

/** One way through all clients, however many client scopes there are. */
function countUses({ clients = [] }: RealmDocument): ReadonlyMap<string, Use> {
  const uses = new Map<string, { default: number; optional: number }>();
  const count = (name: string, as: "default" | "optional") => {
    const use = uses.get(name) ?? { ...NOBODY };
    use[as]++;
    uses.set(name, use);
  };
  for (const client of clients) {
    for (const name of client.defaultClientScopes ?? []) count(name, "default");
    for (const name of client.optionalClientScopes ?? []) count(name, "optional");
  }
  return uses;
}

const usersOf = ({ clients = [] }: RealmDocument, name: string) =>
  clients.flatMap((client) => {
    const as = assignmentIn(client, name);
    return as === undefined ? [] : [{ id: client.id, clientId: client.clientId, as }];
  });

function assignmentIn(client: ClientRepresentation, name: string): "default" | "optional" | undefined {
  if (client.defaultClientScopes?.includes(name)) return "default";
  return client.optionalClientScopes?.includes(name) ? "optional" : undefined;
}

import {
  type ClientScopeStatement,
  withClientScopeAdded,
  withClientScopeChanged,
  withClientScopeRemoved,
} from "../domain/edits/client-scope-edits.ts";
import { newMappers } from "../domain/edits/mapper-edits.ts";
import { clientScopeOf } from "../domain/edits/parts.ts";
import type { ClientScopeRepresentation } from "../domain/realm-document.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { toldAs } from "./admin-actions.ts";
import {
  type AdminAction,
  type AdminAnswer,
  conflict,
  created,
  invalid,
  noContent,
  notFound,
  ok,
  refuse,
} from "./admin-answer.ts";
import { edit, locationOf, param, type RealmCall, requireAny } from "./admin-call.ts";
import { refuseUnfitMappers } from "./client-problems.ts";
import { clientScopeRepresentation } from "./client-representation.ts";
import { protocolMappersResource } from "./protocol-mappers.ts";
import { byCode } from "./query.ts";
import { readBody } from "./read-body.ts";
import { createResource } from "./resource.ts";
import { scopeMappingsResource } from "./scope-mappings.ts";

interface ClientScopeCall extends RealmCall {
  readonly scope: ClientScopeRepresentation;
}

type GivenScope = { readonly [Name in keyof ClientScopeRepresentation]?: ClientScopeRepresentation[Name] | null };

const view = (call: RealmCall): void => requireAny(call, "view-clients", "manage-clients");
const manage = (call: RealmCall): void => requireAny(call, "manage-clients");

const scopeAction = (operation: AdminAction["operation"], id: string, representation: unknown): AdminAction => ({
  operation,
  resourceType: "CLIENT_SCOPE",
  resourcePath: `client-scopes/${id}`,
  representation,
});

function listScopes(call: RealmCall): AdminAnswer {
  requireAny(call, "view-clients", "manage-clients", "query-clients");
  if (!call.admin.has(call.realm.name, "view-clients", "manage-clients")) return ok([]);
  const scopes = [...(call.realm.document.clientScopes ?? [])].sort((a, b) => byCode(a.name, b.name));
  return ok(scopes.map(clientScopeRepresentation));
}

async function createScope(call: RealmCall): Promise<AdminAnswer> {
  manage(call);
  const given = await readBody<GivenScope>(call, "ClientScopeRepresentation");
  refuseUnfit(given);
  if (given.protocol !== "openid-connect" && given.protocol !== "saml") return invalid("Unexpected protocol");
  refuseUnfitMappers(given.protocolMappers, conflict(`Client Scope ${given.name} already exists`));
  const facts = call.ctx.editFacts();
  const id = given.id ?? facts.newId();
  const { protocolMappers } = given;
  const scope: ClientScopeRepresentation = {
    id,
    ...settingsOf(given),
    name: given.name ?? "",
    attributes: textsOf(given.attributes ?? {}),
    ...(protocolMappers && { protocolMappers: newMappers(protocolMappers, facts) }),
  };
  await refusingTaken(() =>
    edit(call, `Client scope ${scope.name} added`, (document) => withClientScopeAdded(document, scope)),
  );
  return {
    ...created(locationOf(call, id), scopeAction("CREATE", id, toldAs("ClientScopeRepresentation", given))),
    cache: "no-cache",
  };
}

/** The characters of a scope name (RFC 6749 §3.3). */
const NAME = /^[\x21\x23-\x5b\x5d-\x7e]+$/;
const LONGEST = 255;
const LONGEST_ID = 36;

function refuseUnfit({ id, name, description }: GivenScope): void {
  if ((id?.length ?? 0) > LONGEST_ID) refuse(invalid(`The id must not exceed ${LONGEST_ID} characters`));
  if (name == null || !NAME.test(name)) refuse(invalid(`Unexpected name "${name ?? ""}" for ClientScope`));
  if (name.length > LONGEST || (description?.length ?? 0) > LONGEST)
    refuse(invalid(`Name and description must not exceed ${LONGEST} characters`));
}

const textsOf = (attributes: Readonly<Record<string, string | null>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== null));

/** What is said of a client scope: absent and `null` fields say nothing. */
function settingsOf({ name, description, protocol }: GivenScope): ClientScopeStatement {
  return { ...(name && { name }), ...(description != null && { description }), ...(protocol && { protocol }) };
}

async function refusingTaken(save: () => Promise<unknown>): Promise<void> {
  try {
    await save();
  } catch (error) {
    if (error instanceof RealmRefused) refuse(conflict(error.message));
    throw error;
  }
}

/** Attributes are merged by key, and `null` takes one away; mappers have paths of their own and are not looked at here. */
async function updateScope(call: ClientScopeCall): Promise<AdminAnswer> {
  manage(call);
  const given = await readBody<GivenScope>(call, "ClientScopeRepresentation");
  refuseUnfit(given);
  const { id, name } = call.scope;
  const settings = { ...settingsOf(given), ...(given.attributes && { attributes: given.attributes }) };
  await refusingTaken(() =>
    edit(call, `Client scope ${name} changed`, (document) => withClientScopeChanged(document, id, settings)),
  );
  return noContent(scopeAction("UPDATE", id, toldAs("ClientScopeRepresentation", given)));
}

async function removeScope(call: ClientScopeCall): Promise<AdminAnswer> {
  manage(call);
  const { id, name } = call.scope;
  await edit(call, `Client scope ${name} removed`, (document) => {
    clientScopeOf(document, id);
    if (document.clientScopes?.length === 1)
      refuse({ status: 403, json: { errorMessage: "You are not allowed to delete all the client scopes." } });
    return withClientScopeRemoved(document, id);
  });
  return { ...noContent(scopeAction("DELETE", id, undefined)), cache: "no-cache" };
}

const clientScopeResource = createResource<ClientScopeCall>({
  operations: {
    GET: (call) => {
      view(call);
      return ok(clientScopeRepresentation(call.scope));
    },
    PUT: updateScope,
    DELETE: removeScope,
  },
  locators: {
    "protocol-mappers": (call, rest) => {
      const { id, protocolMappers = [] } = call.scope;
      return protocolMappersResource.serve({ ...call, owner: { clientScope: id }, mappers: protocolMappers }, rest);
    },
    "scope-mappings": (call, rest) =>
      scopeMappingsResource.serve({ ...call, target: { clientScope: call.scope.id } }, rest),
  },
});

/** The client scopes of a realm. */
export const clientScopesResource = createResource<RealmCall>({
  operations: { GET: listScopes, POST: createScope },
  locators: {
    "{scope}": (call, rest) => {
      view(call);
      const scope = call.realm.document.clientScopes?.find(({ id }) => id === param(call, "scope"));
      return clientScopeResource.serve(
        { ...call, scope: scope ?? refuse(notFound("Could not find client scope")) },
        rest,
      );
    },
  },
});

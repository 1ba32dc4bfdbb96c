import { buildAccessToken } from "../domain/access-token.ts";
import { resolveClientScopes } from "../domain/client-scopes.ts";
import type { CompiledClient } from "../domain/compiled-client.ts";
import { type CompiledRole, closureOf } from "../domain/compiled-roles.ts";
import { buildIdTokenClaims } from "../domain/id-token.ts";
import type { TokenFacts } from "../domain/token-facts.ts";
import { planToken, type TokenPlan } from "../domain/token-plan.ts";
import { buildUserinfo } from "../domain/token-report.ts";
import { issuerOf } from "../protocol/endpoint.ts";
import { holderOf } from "../protocol/token-verification.ts";
import { type AdminAnswer, notFound, ok, refuse } from "./admin-answer.ts";
import { type ClientCall, param, requireAny } from "./admin-call.ts";
import { createResource, type Operation } from "./resource.ts";
import { roleRepresentation, rolesByName } from "./role-representation.ts";

const view = (call: ClientCall): void => requireAny(call, "view-clients", "manage-clients");
const scopeOf = ({ request }: ClientCall): string | undefined => request.query.get("scope") ?? undefined;

/** The client scopes that take part whoever the token is for, and the client's dedicated one. */
function containersOf(call: ClientCall) {
  const { client } = call;
  const { asked } = resolveClientScopes(client, new Map(), scopeOf(call));
  const scopes = [...asked].flatMap((name) => call.realm.clientScopes.get(name) ?? []);
  return [
    ...scopes.map(({ id, name, representation }) => ({ id, name, type: "client-scope", representation })),
    { id: client.id, name: client.representation.name ?? "", type: "client", representation: client.representation },
  ];
}

function listMappers(call: ClientCall): AdminAnswer {
  view(call);
  return ok(
    containersOf(call).flatMap(({ id, name, type, representation }) =>
      (representation.protocolMappers ?? []).map((mapper) => ({
        mapperId: mapper.id,
        mapperName: mapper.name,
        containerId: id,
        containerName: name,
        containerType: type,
        protocolMapper: mapper.protocolMapper,
      })),
    ),
  );
}

/** Roles of the realm, or of a client, that a token could carry, or could not, whoever it is for. */
const listRoles =
  (granted: boolean): Operation<ClientCall> =>
  (call) => {
    view(call);
    const through = rolesLetThrough(call);
    const roles = containerRoles(call).filter((role) => through.has(role.id) === granted);
    return ok(rolesByName(roles).map((role) => roleRepresentation(call, role)));
  };

function containerRoles(call: ClientCall): readonly CompiledRole[] {
  const container = param(call, "container");
  const { realm } = call;
  if (container === realm.name) return [...realm.roles.byId.values()].filter(({ owner }) => owner === undefined);
  return realm.findClientById(container)?.ownRoles ?? refuse(notFound("Role Container not found"));
}

function rolesLetThrough(call: ClientCall): ReadonlyMap<string, unknown> {
  const { client, realm } = call;
  if (client.representation.fullScopeAllowed !== false) return realm.roles.byId;
  const { asked } = resolveClientScopes(client, new Map(), scopeOf(call));
  const ofScopes = [...asked].flatMap((name) => realm.clientScopes.get(name)?.scopeMappings ?? []);
  return closureOf([...client.ownRoles, ...client.scopeMappings, ...ofScopes]);
}

/** An example is made for a user, who need not be the client's service account. */
const example =
  (build: (plan: TokenPlan, facts: TokenFacts) => object): Operation<ClientCall> =>
  (call) => {
    view(call);
    if (!call.admin.has(call.realm.name, "view-users", "manage-users"))
      refuse({ status: 403, json: { error: "You have no access to this user" } });
    const userId = call.request.query.get("userId");
    if (!userId) refuse(notFound("No userId provided"));
    const holder = holderOf(call.realm, call.client, userId) ?? refuse(notFound("No user found"));
    const plan = planToken(call.client, holder, scopeOf(call));
    return ok(build(plan, factsOf(call, call.client)));
  };

/** As in the session of somebody who signed in: the caller left no notes in it. */
function factsOf(call: ClientCall, client: CompiledClient): TokenFacts {
  const { nowSeconds, newTokenId } = call.ctx.protocol;
  const now = nowSeconds();
  return {
    issuer: issuerOf(client.realm, call.request.caller),
    nowSeconds: now,
    newTokenId,
    grantCode: "na",
    session: { id: call.ctx.newSessionId(), kind: "online", startedAtSeconds: now, notes: new Map() },
  };
}

/** What a token of the client would be made of. */
export const evaluateScopesResource = createResource<ClientCall>({
  operations: {
    "GET protocol-mappers": listMappers,
    "GET scope-mappings/{container}/granted": listRoles(true),
    "GET scope-mappings/{container}/not-granted": listRoles(false),
    "GET generate-example-access-token": example((plan, facts) => buildAccessToken(plan, facts).claims),
    "GET generate-example-id-token": example((plan, facts) =>
      buildIdTokenClaims(plan, facts, buildAccessToken(plan, facts).claims),
    ),
    "GET generate-example-userinfo": example((plan, facts) => buildUserinfo(plan, facts.session)),
  },
});

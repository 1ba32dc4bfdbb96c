import type { CompiledClient } from "../domain/compiled-client.ts";
import type { CompiledRole } from "../domain/compiled-roles.ts";
import type { RealmDocument } from "../domain/realm-document.ts";
import { type AdminAction, type AdminAnswer, noContent, notFound, ok, refuse } from "./admin-answer.ts";
import { edit, param, type RealmCall } from "./admin-call.ts";
import { queryFlag } from "./query.ts";
import { readBody, readOptionalBody } from "./read-body.ts";
import { createResource, type Operation, type Resource } from "./resource.ts";
import type { GivenRole } from "./role-operations.ts";
import { roleRepresentation, rolesByName } from "./role-representation.ts";

/** Something that roles are mapped to: what a user holds, what a client or a client scope lets through. */
export interface Mapped {
  /** For the lines in the history, in the words that the window's edits have. */
  readonly name: string;
  readonly done: { readonly add: string; readonly remove: string };
  /** For admin events: `users/<id>/role-mappings`. */
  readonly path: string;
  readonly eventType: "ROLE_MAPPING" | "SCOPE_MAPPING";
  readonly direct: readonly CompiledRole[];
  /** With all that comes through composites. */
  readonly effective: readonly CompiledRole[];
  /** What the words are for a client that is not there. */
  readonly clientNotFound: string;
  requireView(): void;
  requireManage(): void;
  isAvailable(role: CompiledRole): boolean;
  /** The role that a caller means, of the realm or of a client; undefined when that is not enough to know. */
  find(given: GivenRole, client: CompiledClient | undefined): CompiledRole | undefined;
  requireMayMap(role: CompiledRole): void;
  add(document: RealmDocument, roles: readonly string[]): RealmDocument;
  remove(document: RealmDocument, roles: readonly string[]): RealmDocument;
}

type MappedOf<Call> = (call: Call) => Mapped;
/** Which roles an operation is about: those of a client, or of the realm. */
type Container = CompiledClient | undefined;

const isIn =
  (container: Container) =>
  ({ ownerId }: CompiledRole): boolean =>
    ownerId === container?.id;

function listAll(call: RealmCall, mapped: Mapped): AdminAnswer {
  mapped.requireView();
  const show = (roles: readonly CompiledRole[]) => rolesByName(roles).map((role) => roleRepresentation(call, role));
  const ofRealm = mapped.direct.filter(isIn(undefined));
  const owners = new Map(mapped.direct.flatMap(({ owner, ownerId }) => (owner ? [[owner, ownerId ?? ""]] : [])));
  const ofClients = [...owners].map(([client, id]) => [
    client,
    { id, client, mappings: show(mapped.direct.filter(({ owner }) => owner === client)) },
  ]);
  return ok({
    ...(ofRealm.length > 0 && { realmMappings: show(ofRealm) }),
    ...(ofClients.length > 0 && { clientMappings: Object.fromEntries(ofClients) }),
  });
}

function listDirect(call: RealmCall, mapped: Mapped, container: Container): AdminAnswer {
  mapped.requireView();
  return ok(rolesByName(mapped.direct.filter(isIn(container))).map((role) => roleRepresentation(call, role)));
}

function listAvailable(call: RealmCall, mapped: Mapped, container: Container): AdminAnswer {
  mapped.requireView();
  const direct = new Set(mapped.direct);
  const roles = container ? container.ownRoles : [...call.realm.roles.byId.values()].filter(isIn(undefined));
  const available = roles.filter((role) => !direct.has(role) && mapped.isAvailable(role));
  return ok(rolesByName(available).map((role) => roleRepresentation(call, role)));
}

function listEffective(call: RealmCall, mapped: Mapped, container: Container): AdminAnswer {
  mapped.requireView();
  const full = !queryFlag(call, "briefRepresentation", true);
  return ok(rolesByName(mapped.effective.filter(isIn(container))).map((role) => roleRepresentation(call, role, full)));
}

async function addMappings(call: RealmCall, mapped: Mapped, container: Container): Promise<AdminAnswer> {
  mapped.requireManage();
  const given = await readBody<readonly GivenRole[]>(call, "[RoleRepresentation]");
  const roles = given.map((each) => findRole(mapped, each, container));
  for (const role of roles) mapped.requireMayMap(role);
  if (roles.length > 0)
    await edit(call, linesOf(mapped, "add", roles), (document) => mapped.add(document, idsOf(roles)));
  return noContent(actionOf(mapped, "CREATE", container, given));
}

/** Without a body all of the container's are taken away (recorded). */
async function removeMappings(call: RealmCall, mapped: Mapped, container: Container): Promise<AdminAnswer> {
  mapped.requireManage();
  const given = await readOptionalBody<readonly GivenRole[]>(call, "[RoleRepresentation]");
  const roles = given?.map((each) => findRole(mapped, each, container)) ?? mapped.direct.filter(isIn(container));
  for (const role of roles) mapped.requireMayMap(role);
  if (roles.length > 0)
    await edit(call, linesOf(mapped, "remove", roles), (document) => mapped.remove(document, idsOf(roles)));
  return noContent(actionOf(mapped, "DELETE", container, given ?? []));
}

const findRole = (mapped: Mapped, given: GivenRole, container: Container): CompiledRole =>
  mapped.find(given, container) ?? refuse(notFound("Role not found"));

const idsOf = (roles: readonly CompiledRole[]): readonly string[] => roles.map(({ id }) => id);
const linesOf = ({ name: of, done }: Mapped, how: "add" | "remove", roles: readonly CompiledRole[]): string[] =>
  roles.map(({ name }) => `${of}: role ${name} ${done[how]}`);

const actionOf = (
  { path, eventType }: Mapped,
  operation: "CREATE" | "DELETE",
  container: Container,
  representation: readonly GivenRole[],
): AdminAction => ({
  operation,
  resourceType: `${container ? "CLIENT" : "REALM"}_${eventType}`,
  resourcePath: `${path}/${container ? `clients/${container.id}` : "realm"}`,
  representation,
});

type Step = (call: RealmCall, mapped: Mapped, container: Container) => AdminAnswer | Promise<AdminAnswer>;

/** The same paths for everything that roles are mapped to. */
export function createMappingsResource<Call extends RealmCall>(mappedOf: MappedOf<Call>): Resource<Call> {
  const ofRealm =
    (step: Step): Operation<Call> =>
    (call) =>
      step(call, mappedOf(call), undefined);
  const ofClient =
    (step: Step): Operation<Call> =>
    (call) => {
      const mapped = mappedOf(call);
      const client = call.realm.findClientById(param(call, "client")) ?? refuse(notFound(mapped.clientNotFound));
      return step(call, mapped, client);
    };
  return createResource<Call>({
    operations: {
      GET: ofRealm(listAll),
      "GET realm": ofRealm(listDirect),
      "POST realm": ofRealm(addMappings),
      "DELETE realm": ofRealm(removeMappings),
      "GET realm/available": ofRealm(listAvailable),
      "GET realm/composite": ofRealm(listEffective),
      "GET clients/{client}": ofClient(listDirect),
      "POST clients/{client}": ofClient(addMappings),
      "DELETE clients/{client}": ofClient(removeMappings),
      "GET clients/{client}/available": ofClient(listAvailable),
      "GET clients/{client}/composite": ofClient(listEffective),
    },
  });
}

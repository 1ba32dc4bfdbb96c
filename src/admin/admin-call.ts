import type { CompiledClient } from "../domain/compiled-client.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import type { ScopeMappingTarget } from "../domain/edit.ts";
import { holdsRights } from "../domain/master-realm.ts";
import type { Caller } from "../protocol/endpoint.ts";
import { forbidden, refuse } from "./admin-answer.ts";
import type { AdminContext, RealmEdit } from "./admin-context.ts";
import type { Administrator } from "./administrator.ts";

/** A request to the Admin API as the wire brought it. */
export interface AdminRequest {
  readonly method: string;
  /** Below `/admin/`, undecoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly caller: Caller;
  header(name: string): string | undefined;
  /** @throws BodyTooLarge */
  readText(): Promise<string>;
  /** A multipart form. @throws when it is none. */
  readForm(): Promise<FormData>;
}

/** A request of somebody who has proved who they are, on its way to the operation it asks for. */
export interface AdminCall {
  readonly ctx: AdminContext;
  readonly admin: Administrator;
  readonly request: AdminRequest;
  /** The variable parts of the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
}

export interface RealmCall extends AdminCall {
  /** As it was when the call came in. Edits look at the document that they are given instead. */
  readonly realm: CompiledRealm;
}

export interface ClientCall extends RealmCall {
  readonly client: CompiledClient;
}

/** A variable part of the path that the operation's pattern names. */
export const param = (call: AdminCall, name: string): string => call.params[name] ?? "";

/** Ends the call with 403 unless the caller has one of these administration roles over the realm. */
export function requireAny({ admin, realm }: RealmCall, ...roles: readonly string[]): void {
  if (!admin.has(realm.name, ...roles))
    refuse(forbidden(`${admin.username} lacks ${roles.join(" or ")} over the realm ${realm.name}`));
}

/** Ends the call with 403 unless the caller may change this client. */
export function requireManageClient(call: RealmCall, clientId: string): void {
  requireAny(call, "manage-clients");
  if (holdsRights(call.realm.name, clientId))
    refuse(forbidden(`The roles of ${clientId} are the rights over a realm: nobody may change it`));
}

/** The same for what belongs to a client or to a client scope. */
export function requireManageOwner(call: RealmCall, owner: ScopeMappingTarget): void {
  const client = "client" in owner ? call.realm.findClientById(owner.client) : undefined;
  if (client) requireManageClient(call, client.clientId);
  else requireAny(call, "manage-clients");
}

/** Saves a pure edit of the call's realm; `summary` is the line in its history, or the lines. */
export const edit = (
  { ctx, admin, realm }: RealmCall,
  summary: string | readonly string[],
  change: RealmEdit,
): Promise<CompiledRealm> => ctx.editRealm(realm.name, change, { by: admin.username, summary: [summary].flat() });

/** The address of a thing that was made below the path that was asked. */
export function locationOf({ request }: AdminCall, name: string): string {
  const below = `${request.caller.baseUrl}/admin/${request.path.replace(/\/+$/, "")}`;
  return name === "" ? below : `${below}/${encodeURIComponent(name)}`;
}

import type { Edit, EditOf } from "../edit.ts";
import type { RealmDocument } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import { withClientUpdated, withNewClient, withNewSecret } from "./client-edits.ts";
import { withoutClientNamed } from "./client-rename.ts";
import {
  withClientScopeRemoved,
  withClientScopeUpdated,
  withNewClientScope,
  withRealmClientScopeAssigned,
} from "./client-scope-edits.ts";
import { describeEdit } from "./describe-edit.ts";
import type { EditFacts } from "./edit-facts.ts";
import { withMapperUpdated, withNewMapper, withoutMapper } from "./mapper-edits.ts";
import { clientOf } from "./parts.ts";
import { withRealmUpdated } from "./realm-edits.ts";
import { refuseBuiltIn } from "./refuse-built-in.ts";
import { withComposites, withoutComposites, withRole, withRoleRemoved, withRoleUpdated } from "./role-edits.ts";
import { withClientScopeAssigned, withoutScopeMapping, withScopeMapping } from "./scope-edits.ts";
import { withoutRoleMapping, withRoleMapping, withServiceAccountUpdated } from "./service-account-edits.ts";

export interface Edited {
  readonly document: RealmDocument;
  /** A line for each edit, for people. */
  readonly summary: readonly string[];
}

/**
 * Applies edits in their order, all or nothing.
 *
 * @throws RealmRefused for the first that cannot be made; its path begins with the edit's place in the list.
 */
export function applyEdits(document: RealmDocument, edits: readonly Edit[], facts: EditFacts): Edited {
  const summary: string[] = [];
  let current = document;
  for (const [i, edit] of edits.entries()) {
    try {
      const line = describeEdit(current, edit);
      refuseBuiltIn(current, edit);
      current = (APPLY[edit.type] as Apply<Edit>)(current, edit, facts);
      summary.push(line);
    } catch (error) {
      if (error instanceof RealmRefused) throw new RealmRefused(error.message, ["edits", i, ...error.path]);
      throw error;
    }
  }
  return { document: current, summary };
}

type Apply<Each> = (document: RealmDocument, edit: Each, facts: EditFacts) => RealmDocument;

const APPLY: { readonly [Type in Edit["type"]]: Apply<EditOf<Type>> } = {
  createClient: withNewClient,
  updateClient: withClientUpdated,
  removeClient: (document, { client }) => withoutClientNamed(document, clientOf(document, client).clientId),
  regenerateClientSecret: (document, { client }, facts) => withNewSecret(document, client, facts),
  createRole: (document, edit) => withRole(document, edit),
  updateRole: (document, { role, settings }) => withRoleUpdated(document, role, settings),
  removeRole: (document, { role }) => withRoleRemoved(document, role),
  addComposite: (document, { role, member }) => withComposites(document, role, [member]),
  removeComposite: (document, { role, member }) => withoutComposites(document, role, [member]),
  assignRole: (document, { client, role }) => withRoleMapping(document, clientOf(document, client), role),
  unassignRole: (document, { client, role }) => withoutRoleMapping(document, clientOf(document, client), role),
  addScopeMapping: (document, { to, role }) => withScopeMapping(document, to, role),
  removeScopeMapping: (document, { to, role }) => withoutScopeMapping(document, to, role),
  assignClientScope: (document, { client, clientScope, as }) =>
    withClientScopeAssigned(document, client, clientScope, as),
  createClientScope: withNewClientScope,
  updateClientScope: (document, { clientScope, settings }) => withClientScopeUpdated(document, clientScope, settings),
  removeClientScope: (document, { clientScope }) => withClientScopeRemoved(document, clientScope),
  assignRealmClientScope: withRealmClientScopeAssigned,
  createMapper: withNewMapper,
  updateMapper: withMapperUpdated,
  removeMapper: (document, { to, mapper }) => withoutMapper(document, to, mapper),
  updateServiceAccount: (document, { client, settings }) =>
    withServiceAccountUpdated(document, clientOf(document, client), settings),
  updateRealm: (document, { settings }) => withRealmUpdated(document, settings),
};

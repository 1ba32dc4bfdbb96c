import type { Edit } from "../edit.ts";
import type { RealmDocument } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import { withClientUpdated, withNewClient, withNewSecret } from "./client-edits.ts";
import { withoutClientNamed } from "./client-rename.ts";
import { describeEdit } from "./describe-edit.ts";
import type { EditFacts } from "./edit-facts.ts";
import { clientOf } from "./parts.ts";
import { withRole } from "./role-edits.ts";
import { withClientScopeAssigned, withoutScopeMapping, withScopeMapping } from "./scope-edits.ts";
import { withoutRoleMapping, withRoleMapping } from "./service-account-edits.ts";

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
      current = applyEdit(current, edit, facts);
      summary.push(line);
    } catch (error) {
      if (error instanceof RealmRefused) throw new RealmRefused(error.message, ["edits", i, ...error.path]);
      throw error;
    }
  }
  return { document: current, summary };
}

function applyEdit(document: RealmDocument, edit: Edit, facts: EditFacts): RealmDocument {
  switch (edit.type) {
    case "createClient":
      return withNewClient(document, edit, facts);
    case "updateClient":
      return withClientUpdated(document, edit, facts);
    case "removeClient":
      return withoutClientNamed(document, clientOf(document, edit.client).clientId);
    case "regenerateClientSecret":
      return withNewSecret(document, edit.client, facts);
    case "createRole":
      return withRole(document, edit);
    case "assignRole":
      return withRoleMapping(document, clientOf(document, edit.client), edit.role);
    case "unassignRole":
      return withoutRoleMapping(document, clientOf(document, edit.client), edit.role);
    case "addScopeMapping":
      return withScopeMapping(document, edit.to, edit.role);
    case "removeScopeMapping":
      return withoutScopeMapping(document, edit.to, edit.role);
    case "assignClientScope":
      return withClientScopeAssigned(document, edit.client, edit.clientScope, edit.as);
  }
}

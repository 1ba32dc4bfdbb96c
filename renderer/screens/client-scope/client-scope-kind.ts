import type { ClientScopePage, ClientScopeSettings, Edit, EditOf } from "../../../src/contract/index.ts";
import type { DraftKind } from "../../draft/draft.ts";
import { draftKey } from "../../draft/draft-store.ts";
import { withMapperEdit } from "../../mappers/mapper-edits.ts";

/** What a client scope's page can have changed on it. */
export const clientScopeKind: DraftKind<ClientScopePage> = {
  apply: applyEdit,
  concerns: ({ clientScope }, edit) => scopeOf(edit) === clientScope.id,
  settingsOf: ({ clientScope }) => clientScope,
};

/** Ids of clients have no slash before them, so drafts of both kinds live side by side. */
export const clientScopeKey = (realm: string, id: string): string => draftKey(realm, `client-scopes/${id}`);

function scopeOf(edit: Edit): string | undefined {
  if ("clientScope" in edit) return edit.clientScope;
  return "to" in edit && "clientScope" in edit.to ? edit.to.clientScope : undefined;
}

function applyEdit(page: ClientScopePage, edit: Edit): ClientScopePage {
  if (scopeOf(edit) !== page.clientScope.id) return page;
  switch (edit.type) {
    case "updateClientScope":
      return withSettings(page, edit.settings);
    case "assignRealmClientScope":
      if (page.clientScope.assignedToNewClients === edit.as) return page;
      return { ...page, clientScope: { ...page.clientScope, assignedToNewClients: edit.as } };
    case "assignClientScope":
      return withUser(page, edit);
    case "addScopeMapping":
    case "removeScopeMapping":
      return withMapping(page, edit.role, edit.type === "addScopeMapping");
    default: {
      const mappers = withMapperEdit(page.mappers, { clientScope: page.clientScope.id }, edit);
      return mappers === page.mappers ? page : { ...page, mappers };
    }
  }
}

function withSettings(page: ClientScopePage, { attributes, ...plain }: ClientScopeSettings): ClientScopePage {
  const merged = Object.entries({ ...page.clientScope.attributes, ...attributes });
  const kept = Object.fromEntries(merged.filter((entry): entry is [string, string] => entry[1] !== null));
  return { ...page, clientScope: { ...page.clientScope, ...plain, attributes: kept } };
}

function withMapping(page: ClientScopePage, role: string, mapped: boolean): ClientScopePage {
  if (page.scopeMappings.includes(role) === mapped) return page;
  const others = page.scopeMappings.filter((other) => other !== role);
  return { ...page, scopeMappings: mapped ? [...others, role] : others };
}

function withUser(page: ClientScopePage, { client, as }: EditOf<"assignClientScope">): ClientScopePage {
  const before = page.usedBy.find(({ id }) => id === client);
  if ((before?.as ?? "none") === as) return page;
  const others = page.usedBy.filter((user) => user !== before);
  const user = as === "none" ? [] : [{ id: client, clientId: before?.clientId ?? "", as }];
  return { ...page, usedBy: [...others, ...user] };
}

import type { ClientScopeAssignment, Edit, RealmSettings, RealmSettingsPage } from "../../src/contract/index.ts";
import type { DraftKind } from "./draft.ts";

/** What Realm settings can have changed on it. Keys are not in a draft: a change of them acts at once. */
export const realmKind: DraftKind<RealmSettingsPage> = {
  apply: applyEdit,
  concerns: () => true,
  settingsOf: ({ settings }) => settings,
};

function applyEdit(page: RealmSettingsPage, edit: Edit): RealmSettingsPage {
  switch (edit.type) {
    case "updateRealm":
      return withSettings(page, edit.settings);
    case "assignRealmClientScope":
      return withScope(page, edit.clientScope, edit.as);
    case "addComposite":
    case "removeComposite":
      return edit.role === page.defaultRole ? withDefault(page, edit.member, edit.type === "addComposite") : page;
    default:
      return page;
  }
}

function withSettings(page: RealmSettingsPage, { attributes, ...plain }: RealmSettings): RealmSettingsPage {
  const merged = Object.entries({ ...page.settings.attributes, ...attributes });
  const kept = merged.filter((entry): entry is [string, string] => entry[1] !== null);
  return { ...page, settings: { ...page.settings, ...plain, attributes: Object.fromEntries(kept) } };
}

export function assignmentOf(page: RealmSettingsPage, clientScope: string): ClientScopeAssignment {
  if (page.defaultClientScopes.includes(clientScope)) return "default";
  return page.optionalClientScopes.includes(clientScope) ? "optional" : "none";
}

function withScope(page: RealmSettingsPage, id: string, as: ClientScopeAssignment): RealmSettingsPage {
  if (assignmentOf(page, id) === as) return page;
  const listed = (before: readonly string[], isIn: boolean) => [
    ...before.filter((other) => other !== id),
    ...(isIn ? [id] : []),
  ];
  return {
    ...page,
    defaultClientScopes: listed(page.defaultClientScopes, as === "default"),
    optionalClientScopes: listed(page.optionalClientScopes, as === "optional"),
  };
}

export const defaultRolesOf = ({ roles, defaultRole }: RealmSettingsPage): readonly string[] =>
  roles.find(({ id }) => id === defaultRole)?.members ?? [];

function withDefault(page: RealmSettingsPage, member: string, present: boolean): RealmSettingsPage {
  const before = defaultRolesOf(page);
  if (before.includes(member) === present) return page;
  const members = present ? [...before, member] : before.filter((id) => id !== member);
  return { ...page, roles: page.roles.map((role) => (role.id === page.defaultRole ? { ...role, members } : role)) };
}

import type { ClientScopePage, ClientScopeSettings, Edit } from "../../../src/contract/index.ts";
import { words } from "../../words.ts";

const say = words.changes;
const { changes, page: labels } = words.clientScopeList;

const switches: Readonly<Record<string, string>> = {
  "include.in.token.scope": labels.include,
  "display.on.consent.screen": labels.consent,
};

/** Names each change of a client scope's draft; `other` names those that a mend made to something else. */
export const describeClientScope = (
  page: ClientScopePage,
  edits: readonly Edit[],
  clientNamed: (id: string) => string,
  other: (edit: Edit) => readonly string[],
): readonly string[] =>
  edits.flatMap((edit) => {
    switch (edit.type) {
      case "updateClientScope":
        return describeSettings(page, edit.settings);
      case "assignRealmClientScope":
        return [changes.newClients(words.assignedTypes[edit.as])];
      case "assignClientScope":
        return [changes.usedBy(clientNamed(edit.client), words.assignedTypes[edit.as])];
      case "addScopeMapping":
        return [say.letThrough(roleNamed(page, edit.role), null)];
      case "removeScopeMapping":
        return [say.notLetThrough(roleNamed(page, edit.role), null)];
      case "createMapper":
        return [say.mapperCreated(edit.name)];
      case "updateMapper":
        return [say.mapperChanged(edit.name ?? mapperNamed(page, edit.mapper))];
      case "removeMapper":
        return [say.mapperRemoved(mapperNamed(page, edit.mapper))];
      default:
        return other(edit);
    }
  });

const roleNamed = ({ roles }: ClientScopePage, id: string): string =>
  roles.find((role) => role.id === id)?.name ?? say.unnamed;

const mapperNamed = ({ mappers }: ClientScopePage, id: string): string =>
  mappers.find((mapper) => mapper.id === id)?.name ?? say.unnamed;

function describeSettings(page: ClientScopePage, { name, description, attributes }: ClientScopeSettings) {
  return [
    ...(name === undefined ? [] : [changes.renamed(page.clientScope.name, name)]),
    ...(description === undefined ? [] : [say.text(labels.description, description)]),
    ...Object.entries(attributes ?? {}).map(([key, value]) => say.switched(switches[key] ?? key, value === "true")),
  ];
}

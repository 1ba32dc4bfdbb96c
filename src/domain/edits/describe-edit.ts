import type { ClientSettings, Edit, ScopeMappingTarget } from "../edit.ts";
import type { RealmDocument } from "../realm-document.ts";
import { clientOf, clientScopeOf, roleOf } from "./parts.ts";

/** An edit in a line for people, in the words of Keycloak's console. */
export function describeEdit(document: RealmDocument, edit: Edit): string {
  const client = (id: string) => clientOf(document, id).clientId;
  const role = (id: string) => roleOf(document, id).role.name;
  switch (edit.type) {
    case "createClient":
      return `Client ${edit.settings.clientId} created`;
    case "updateClient":
      return `${client(edit.client)}: ${describeSettings(edit.settings)}`;
    case "removeClient":
      return `Client ${client(edit.client)} deleted`;
    case "regenerateClientSecret":
      return `${client(edit.client)}: Client Secret regenerated`;
    case "createRole":
      return edit.owner === undefined
        ? `Realm role ${edit.name} created`
        : `Client role ${edit.name} of ${client(edit.owner)} created`;
    case "assignRole":
      return `${client(edit.client)}: role ${role(edit.role)} assigned`;
    case "unassignRole":
      return `${client(edit.client)}: role ${role(edit.role)} unassigned`;
    case "addScopeMapping":
      return `${scopeName(document, edit.to)}: role ${role(edit.role)} let through`;
    case "removeScopeMapping":
      return `${scopeName(document, edit.to)}: role ${role(edit.role)} no longer let through`;
    case "assignClientScope":
      return `${client(edit.client)}: client scope ${clientScopeOf(document, edit.clientScope).name} ${edit.as === "none" ? "removed" : `assigned as ${edit.as}`}`;
  }
}

const scopeName = (document: RealmDocument, to: ScopeMappingTarget): string =>
  "client" in to ? `${clientOf(document, to.client).clientId}-dedicated` : clientScopeOf(document, to.clientScope).name;

const onOff = (on: boolean) => (on ? "on" : "off");

function describeSettings({ attributes, clientId, name, description, ...switches }: ClientSettings): string {
  const parts: string[] = [];
  if (clientId !== undefined) parts.push(`Client ID ${clientId}`);
  if (name !== undefined) parts.push(`Name ${JSON.stringify(name)}`);
  if (description !== undefined) parts.push("Description changed");
  if (switches.enabled !== undefined) parts.push(`Enabled ${onOff(switches.enabled)}`);
  if (switches.publicClient !== undefined) parts.push(`Client authentication ${onOff(!switches.publicClient)}`);
  if (switches.serviceAccountsEnabled !== undefined)
    parts.push(`Service account roles ${onOff(switches.serviceAccountsEnabled)}`);
  if (switches.fullScopeAllowed !== undefined) parts.push(`Full scope allowed ${onOff(switches.fullScopeAllowed)}`);
  for (const [attribute, value] of Object.entries(attributes ?? {}))
    parts.push(value === null ? `${attribute} removed` : `${attribute} ${value}`);
  return parts.join(", ");
}

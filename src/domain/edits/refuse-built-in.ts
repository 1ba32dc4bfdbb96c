import { BUILT_IN_CLIENTS } from "../built-in-clients.ts";
import type { Edit } from "../edit.ts";
import { holdsRights } from "../master-realm.ts";
import type { RealmDocument } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import { clientOf, roleOf } from "./parts.ts";

/** @throws RealmRefused for an edit of what Keycloak lets nobody change: its own clients stay, and those that hold rights over realms stay as they are. */
export function refuseBuiltIn(document: RealmDocument, edit: Edit): void {
  const clientId = changedClient(document, edit);
  if (clientId !== undefined && holdsRights(document.realm, clientId))
    throw new RealmRefused(`The roles of ${clientId} are the rights over a realm: nobody may change it`, ["client"]);
  if (edit.type === "removeClient" && clientId !== undefined && BUILT_IN_CLIENTS.has(clientId))
    throw new RealmRefused(`Client ${clientId} comes with every realm and cannot be removed`, ["client"]);
}

/** The clientId of the client that an edit changes, or a part of it. What others hold of its roles is not its own. */
function changedClient(document: RealmDocument, edit: Edit): string | undefined {
  switch (edit.type) {
    case "assignRole":
    case "unassignRole":
    case "createClient":
      return undefined;
    case "createRole":
      return edit.owner === undefined ? undefined : clientOf(document, edit.owner).clientId;
    case "updateRole":
    case "removeRole":
    case "addComposite":
    case "removeComposite":
      return roleOf(document, edit.role).owner;
    default: {
      const owner = "to" in edit ? edit.to : edit;
      return "client" in owner ? clientOf(document, owner.client).clientId : undefined;
    }
  }
}

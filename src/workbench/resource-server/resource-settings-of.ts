import { freshResourceServer, type ResourceServerSettings } from "../../domain/resource-server/resource-settings.ts";
import type { WorkbenchContext } from "../workbench-context.ts";

/** The settings of a realm's resource server, whole whatever the file leaves out. */
export function resourceSettingsOf(
  { resourceServers = {} }: ReturnType<WorkbenchContext["settings"]>,
  realm: string,
): ResourceServerSettings {
  return { ...freshResourceServer, ...(Object.hasOwn(resourceServers, realm) ? resourceServers[realm] : {}) };
}

import { homedir } from "node:os";
import { join } from "node:path";

/** The workspace of the app (Electron's user data folder), so that window and command line show the same realms. */
export function defaultWorkspace(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  return join(userData(env, platform), "workspace");
}

function userData(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (env.TOKENBENCH_USER_DATA) return env.TOKENBENCH_USER_DATA;
  if (platform === "win32") return join(env.APPDATA ?? join(homedir(), "AppData", "Roaming"), "Tokenbench");
  if (platform === "darwin") return join(homedir(), "Library", "Application Support", "Tokenbench");
  return join(env.XDG_CONFIG_HOME || join(homedir(), ".config"), "Tokenbench");
}

import { readShape } from "./domain/read-representation.ts";
import type { Shape } from "./domain/representation-shapes.ts";

/** What `workbench.json` may hold; further fields are kept. */
export interface Settings {
  readonly port?: number;
  /** Realms that are answered under `/auth` as well. */
  readonly authPathRealms?: readonly string[];
  /** Further names that a `Host` header may hold. */
  readonly hostnames?: readonly string[];
  /** Origins beside this machine from which URLs of a realm are fetched: `https://idp.example.org`. */
  readonly approvedOrigins?: readonly string[];
}

const settingsShape: Shape = {
  fields: {
    port: "integer",
    authPathRealms: { list: "text" },
    hostnames: { list: "text" },
    approvedOrigins: { list: "text" },
  },
};

/** Checks the settings; the error's message names the setting and what it may be. */
export function parseSettings(json: unknown): Settings {
  const reading = readShape(json, settingsShape);
  if ("problem" in reading)
    throw new Error(`${reading.problem.path.join(".") || "settings"}: ${reading.problem.message}`);
  const settings = reading.value as Settings;
  if (settings.port !== undefined && (settings.port < 0 || settings.port > 65_535))
    throw new Error(`port: expected a number from 0 to 65535, found ${settings.port}`);
  return settings;
}

import { readShape } from "./domain/read-representation.ts";
import type { Shape } from "./domain/representation-shapes.ts";

/** What `workbench.json` may hold; further fields are kept. */
export interface Settings {
  readonly port?: number;
  /** Realms that are answered under `/auth` as well. */
  readonly authPathRealms?: readonly string[];
  /** Further names that a `Host` header may hold. */
  readonly hostnames?: readonly string[];
}

const settingsShape: Shape = {
  fields: { port: "integer", authPathRealms: { list: "text" }, hostnames: { list: "text" } },
};

/** Checks the settings; the error's message names the setting and what it may be. */
export function parseSettings(json: unknown): Settings {
  const reading = readShape(json, settingsShape);
  if ("problem" in reading)
    throw new Error(`${reading.problem.path.join(".") || "settings"}: ${reading.problem.message}`);
  return reading.value as Settings;
}

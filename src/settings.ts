import { z } from "zod";

/** What `workbench.json` may hold. */
const settings = z.looseObject({
  port: z.int().min(0).max(65_535).optional(),
  authPathRealms: z.array(z.string()).optional(),
  hostnames: z.array(z.string()).optional(),
});

export interface Settings {
  readonly port?: number;
  readonly authPathRealms?: readonly string[];
  readonly hostnames?: readonly string[];
}

/** Checks the settings; the error's message names the setting and what it may be. */
export function parseSettings(json: unknown): Settings {
  const parsed = settings.safeParse(json);
  if (parsed.success) return parsed.data as Settings;
  const [issue] = parsed.error.issues;
  throw new Error(`${issue?.path.join(".") || "settings"}: ${issue?.message ?? "not understood"}`);
}

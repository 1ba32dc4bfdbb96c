import { readShape } from "./domain/read-representation.ts";
import type { Shape } from "./domain/representation-shapes.ts";
import type { ResourceServerSettings } from "./domain/resource-server/resource-settings.ts";

/** What `workbench.json` may hold; further fields are kept. */
export interface Settings {
  readonly port?: number;
  /** Realms that are answered under `/auth` as well. */
  readonly authPathRealms?: readonly string[];
  /** Further names that a `Host` header may hold. */
  readonly hostnames?: readonly string[];
  /** Origins beside this machine that URLs of a realm lead to, proposed for approval: `https://idp.example.org`. */
  readonly approvedOrigins?: readonly string[];
  /** By realm. */
  readonly resourceServers?: Readonly<Record<string, Partial<ResourceServerSettings>>>;
  /** Calls of the Console, without secrets; judged when they are read. */
  readonly savedCalls?: readonly { readonly name: string; readonly call?: unknown }[];
}

const resourceServer: Shape = {
  fields: {
    enabled: "boolean",
    issuer: "text",
    audience: "text",
    scopes: { list: "text" },
    realmRoles: { list: "text" },
    clientRoles: { map: { list: "text" } },
    verification: "text",
    introspectAs: "text",
  },
};

const settingsShape: Shape = {
  fields: {
    port: "integer",
    authPathRealms: { list: "text" },
    hostnames: { list: "text" },
    approvedOrigins: { list: "text" },
    resourceServers: { map: resourceServer },
    savedCalls: { list: { fields: { name: "text", call: "any" }, needs: ["name"] } },
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
  for (const [realm, { verification = "signature" }] of Object.entries(settings.resourceServers ?? {}))
    if (verification !== "signature" && verification !== "introspection")
      throw new Error(
        `resourceServers.${realm}.verification: expected "signature" or "introspection", found ${JSON.stringify(verification)}`,
      );
  return settings;
}

import { z } from "zod";
import type { SavedChange } from "./edits.ts";
import { answers, endpoint } from "./endpoint.ts";
import { name, text } from "./texts.ts";

/** What the name of a realm may hold: it stands in addresses. */
export const realmName = name("Realm name").regex(
  /^[^:/?#@!$&()*+,;=[\]\\]*$/,
  "Realm name: none of the characters : / ? # @ ! $ & ( ) * + , ; = [ ] \\",
);

/** Makes a realm as Keycloak's console does: enabled, with the clients, roles, client scopes and keys of a new one. */
export const createRealm = endpoint(
  "POST",
  "/workbench/realms",
  z.strictObject({ realm: realmName, displayName: text("Display name").exactOptional() }),
  answers<{ readonly realm: string; readonly revision: number }>(),
);

/**
 * Makes a realm like another: clients keep their secrets and credentials, so that programs only need another address. All
 * ids are new, and so are the keys: tokens of the one do not verify in the other. Keys that were brought in from outside are
 * left behind; sessions, events and the history begin anew.
 */
export const copyRealm = endpoint(
  "POST",
  "/workbench/realms/:from/copy",
  z.strictObject({ from: z.string(), realm: realmName }),
  answers<{ readonly realm: string; readonly revision: number }>(),
);

/** Gives a realm another name: its addresses change, and with them the issuer of tokens; its sessions end. */
export const renameRealm = endpoint(
  "POST",
  "/workbench/realms/:from/rename",
  z.strictObject({ from: z.string(), realm: realmName }),
  answers<SavedChange>(),
);

/** Removes a realm; its file is kept aside, and {@link restoreRealm} brings it back. Its sessions end. */
export const removeRealm = endpoint(
  "POST",
  "/workbench/realms/:realm/remove",
  z.strictObject({ realm: z.string() }),
  answers<RemovedRealm>(),
);

export interface RemovedRealm {
  readonly id: string;
  readonly realm: string;
  readonly atSeconds: number;
  readonly by: string;
  /** Where its file lies, from the workspace's folder on. */
  readonly file: string;
}

/** The last twenty that were removed, the newest first. */
export const listRemovedRealms = endpoint(
  "GET",
  "/workbench/removed-realms",
  z.strictObject({}),
  answers<{ readonly realms: readonly RemovedRealm[] }>(),
);

/** Brings a removed realm back as it was, its keys and ids too. 409 when there is one of its name by now. */
export const restoreRealm = endpoint(
  "POST",
  "/workbench/removed-realms/:id/restore",
  z.strictObject({ id: z.string() }),
  answers<{ readonly realm: string; readonly revision: number }>(),
);

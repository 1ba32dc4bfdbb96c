import { z } from "zod";
import type { Edit } from "../domain/edit.ts";
import { answers, endpoint } from "./endpoint.ts";

const id = z.string().min(1, "An id is needed").max(36, "An id has 36 characters at the most");
const text = (what: string) => z.string().max(255, `${what}: 255 characters at the most`);
const name = (what: string) =>
  text(what)
    .min(1, `${what} is needed`)
    .regex(/^\P{Cc}*$/u, `${what} must not hold control characters`);

/** What the fields of a client may hold; forms check with the same schema as the server. */
export const clientSettings = z.strictObject({
  clientId: name("Client ID").exactOptional(),
  name: text("Name").exactOptional(),
  description: text("Description").exactOptional(),
  enabled: z.boolean().exactOptional(),
  publicClient: z.boolean().exactOptional(),
  serviceAccountsEnabled: z.boolean().exactOptional(),
  clientAuthenticatorType: name("Client Authenticator").exactOptional(),
  fullScopeAllowed: z.boolean().exactOptional(),
  attributes: z.record(z.string().min(1).max(255), z.string().max(64_000).nullable()).exactOptional(),
});

export const roleName = name("Role name");

const target = z.union([z.strictObject({ client: id }), z.strictObject({ clientScope: id })]);

const edit = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("createClient"),
    id,
    settings: clientSettings.extend({ clientId: name("Client ID") }),
  }),
  z.strictObject({ type: z.literal("updateClient"), client: id, settings: clientSettings }),
  z.strictObject({ type: z.literal("removeClient"), client: id }),
  z.strictObject({ type: z.literal("regenerateClientSecret"), client: id }),
  z.strictObject({
    type: z.literal("createRole"),
    id,
    name: roleName,
    description: text("Description").exactOptional(),
    owner: id.exactOptional(),
  }),
  z.strictObject({ type: z.literal("assignRole"), client: id, role: id }),
  z.strictObject({ type: z.literal("unassignRole"), client: id, role: id }),
  z.strictObject({ type: z.literal("addScopeMapping"), to: target, role: id }),
  z.strictObject({ type: z.literal("removeScopeMapping"), to: target, role: id }),
  z.strictObject({
    type: z.literal("assignClientScope"),
    client: id,
    clientScope: id,
    as: z.enum(["default", "optional", "none"]),
  }),
]) satisfies z.ZodType<Edit>;

export const edits = z.array(edit).max(1000, "1000 edits at the most in one go");

/** A change of a realm that has been saved. */
export interface SavedChange {
  readonly revision: number;
  /** What changed, a line each: "orders-service: Full scope allowed off". */
  readonly summary: readonly string[];
}

/** Saves `edits` as one change, all or nothing. 409 when the realm is no longer at `baseRevision` and the edits do not fit it; 422 when an edit cannot be made. */
export const saveEdits = endpoint(
  "POST",
  "/workbench/realms/:realm/edits",
  z.strictObject({ realm: z.string(), baseRevision: z.int().min(0), edits: edits.min(1, "Nothing to save") }),
  answers<SavedChange>(),
);

/** One line of a realm's history, newest first. */
export interface HistoryEntry {
  readonly revision: number;
  readonly atSeconds: number;
  readonly by: string;
  readonly summary: readonly string[];
}

export const listHistory = endpoint(
  "GET",
  "/workbench/realms/:realm/history",
  z.strictObject({ realm: z.string() }),
  answers<{ readonly revision: number; readonly entries: readonly HistoryEntry[] }>(),
);

/** Takes the change that led to `revision` back, as a change of its own; refused (409) when it is not the newest. */
export const undoChange = endpoint(
  "POST",
  "/workbench/realms/:realm/undo",
  z.strictObject({ realm: z.string(), revision: z.int().min(1) }),
  answers<SavedChange>(),
);

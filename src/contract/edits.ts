import { z } from "zod";
import type { Edit } from "../domain/edit.ts";
import { answers, endpoint } from "./endpoint.ts";
import {
  clientScopeName,
  clientScopeSettings,
  clientSettings,
  mapperConfig,
  mapperName,
  realmSettings,
  roleName,
  roleSettings,
  serviceAccountSettings,
} from "./fields.ts";
import { id, name, text } from "./texts.ts";

const target = z.union([z.strictObject({ client: id }), z.strictObject({ clientScope: id })]);
const assignment = z.enum(["default", "optional", "none"]);
const type = <Type extends Edit["type"]>(value: Type) => z.literal(value);

const edit = z.discriminatedUnion("type", [
  z.strictObject({
    type: type("createClient"),
    id,
    settings: clientSettings.extend({ clientId: name("Client ID") }),
  }),
  z.strictObject({ type: type("updateClient"), client: id, settings: clientSettings }),
  z.strictObject({ type: type("removeClient"), client: id }),
  z.strictObject({ type: type("regenerateClientSecret"), client: id }),
  z.strictObject({
    type: type("createRole"),
    id,
    name: roleName,
    description: text("Description").exactOptional(),
    owner: id.exactOptional(),
  }),
  z.strictObject({ type: type("updateRole"), role: id, settings: roleSettings }),
  z.strictObject({ type: type("removeRole"), role: id }),
  z.strictObject({ type: type("addComposite"), role: id, member: id }),
  z.strictObject({ type: type("removeComposite"), role: id, member: id }),
  z.strictObject({ type: type("assignRole"), client: id, role: id }),
  z.strictObject({ type: type("unassignRole"), client: id, role: id }),
  z.strictObject({ type: type("addScopeMapping"), to: target, role: id }),
  z.strictObject({ type: type("removeScopeMapping"), to: target, role: id }),
  z.strictObject({ type: type("assignClientScope"), client: id, clientScope: id, as: assignment }),
  z.strictObject({
    type: type("createClientScope"),
    id,
    settings: clientScopeSettings.extend({ name: clientScopeName }),
  }),
  z.strictObject({ type: type("updateClientScope"), clientScope: id, settings: clientScopeSettings }),
  z.strictObject({ type: type("removeClientScope"), clientScope: id }),
  z.strictObject({ type: type("assignRealmClientScope"), clientScope: id, as: assignment }),
  z.strictObject({
    type: type("createMapper"),
    id,
    to: target,
    name: mapperName,
    protocolMapper: z.string().min(1).max(255),
    config: mapperConfig,
  }),
  z.strictObject({
    type: type("updateMapper"),
    to: target,
    mapper: id,
    name: mapperName.exactOptional(),
    config: mapperConfig.exactOptional(),
  }),
  z.strictObject({ type: type("removeMapper"), to: target, mapper: id }),
  z.strictObject({ type: type("updateServiceAccount"), client: id, settings: serviceAccountSettings }),
  z.strictObject({ type: type("updateRealm"), settings: realmSettings }),
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
  /** {@link restoreRevision} can go back to it: the realm as it was after this change. */
  readonly restorable: boolean;
}

export const listHistory = endpoint(
  "GET",
  "/workbench/realms/:realm/history",
  z.strictObject({ realm: z.string() }),
  answers<{ readonly revision: number; readonly entries: readonly HistoryEntry[] }>(),
);

/**
 * Takes the change that led to `revision` back, as a change of its own; refused (409) when the realm is not as that change left
 * it. What came after it and was taken back does not count, so undo goes on, and undoing an undo makes the change again.
 * `summary` says what was done: "Taken back: …", "Made again: …".
 */
export const undoChange = endpoint(
  "POST",
  "/workbench/realms/:realm/undo",
  z.strictObject({ realm: z.string(), revision: z.int().min(1) }),
  answers<SavedChange>(),
);

/** Goes back to the realm as it was at `revision`, as a change of its own; refused (409) when what was then has not been kept. */
export const restoreRevision = endpoint(
  "POST",
  "/workbench/realms/:realm/restore",
  z.strictObject({ realm: z.string(), revision: z.int().min(1) }),
  answers<SavedChange>(),
);

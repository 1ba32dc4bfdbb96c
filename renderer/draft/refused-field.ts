import type { Edit } from "../../src/contract/index.ts";

/** Where on the client page a refusal belongs: the name of a setting or an attribute, or the id of what it is about. */
export interface RefusedPlace {
  readonly place: string;
  readonly message: string;
}

/** Edits whose settings are fields of the page. */
const OF_FIELDS: ReadonlySet<Edit["type"]> = new Set([
  "updateClient",
  "createClient",
  "updateRealm",
  "updateClientScope",
]);

/**
 * Finds the place of a refusal from its path into the sent input: `edits.0.settings.clientId` is the field *Client ID*,
 * `edits.1.name` the new role that the second edit makes. Null when the page has no such place; the Save bar shows it.
 */
export function refusedPlace(edits: readonly Edit[], field: string | undefined, message: string): RefusedPlace | null {
  const [, index, rest = ""] = /^edits\.(\d+)\.?(.*)$/.exec(field ?? "") ?? [];
  const edit = index === undefined ? undefined : edits[Number(index)];
  if (!edit) return null;
  if (OF_FIELDS.has(edit.type)) {
    const place = rest.replace(/^settings\./, "").replace(/^attributes\./, "");
    return place === "" || place === "settings" ? null : { place, message };
  }
  if (edit.type === "regenerateClientSecret") return { place: "secret", message };
  const place = subjectOf(edit);
  return place === null ? null : { place, message };
}

/** The id of what an edit makes or changes, where the page has a row for it. */
function subjectOf(edit: Edit): string | null {
  if (edit.type === "createRole" || edit.type === "createMapper") return edit.id;
  if ("mapper" in edit) return edit.mapper;
  return "role" in edit ? edit.role : null;
}

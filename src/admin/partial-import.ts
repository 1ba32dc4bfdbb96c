import { type Imported, withPartialImport } from "../domain/edits/import-edits.ts";
import type { Import, ImportPolicy, ImportResult } from "../domain/edits/importing.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { recordAction } from "./admin-actions.ts";
import { type AdminAnswer, conflict, invalid, invalidWith, ok } from "./admin-answer.ts";
import { edit, type RealmCall, requireAny } from "./admin-call.ts";
import { readBody } from "./read-body.ts";
import { toldAsIn } from "./realm-representation.ts";
import { withoutNulls } from "./without-nulls.ts";

type Given = Omit<Import, "policy"> & { readonly policy?: string; readonly ifResourceExists?: string };

/** `POST …/partialImport`: all of it or nothing. */
export async function partialImport(call: RealmCall): Promise<AdminAnswer> {
  requireAny(call, "manage-realm");
  const given = withoutNulls(await readBody(call, "PartialImportRepresentation")) as Given;
  const policy = given.ifResourceExists ?? given.policy ?? "FAIL";
  if (!isPolicy(policy)) return invalidWith("unknown_error", "Cannot parse the JSON");
  const facts = call.ctx.editFacts();
  let imported: Imported | undefined;
  try {
    await edit(call, "Parts of a realm imported", (document) => {
      imported = withPartialImport(document, { ...given, policy }, facts);
      return imported.document;
    });
  } catch (error) {
    if (error instanceof RealmRefused) return refusal(error);
    throw error;
  }
  const results = imported?.results ?? [];
  for (const result of results) recordResult(call, result);
  return ok({
    overwritten: counted(results, "OVERWRITTEN"),
    added: counted(results, "ADDED"),
    skipped: counted(results, "SKIPPED"),
    results: results.map(({ representation: _told, ...result }) => result),
  });
}

const isPolicy = (text: string): text is ImportPolicy => ["FAIL", "SKIP", "OVERWRITE"].includes(text);

const counted = (results: readonly ImportResult[], action: ImportResult["action"]): number =>
  results.filter((result) => result.action === action).length;

function refusal({ message, path }: RealmRefused): AdminAnswer {
  if (path[0] === "exists") return conflict(message);
  return path[0] === "client" ? { status: 412, json: { errorMessage: message } } : invalid(message);
}

/** As admin events name what was imported (asked on 26.7). */
const PATHS: Readonly<Record<string, string>> = {
  CLIENT: "clients",
  CLIENT_ROLE: "clients",
  REALM_ROLE: "realms",
  IDP: "identity-provider-settings",
  IDP_MAPPER: "mappers",
  GROUP: "groups",
  USER: "users",
};

function recordResult(call: RealmCall, { action, resourceType, id, representation }: ImportResult): void {
  if (action === "SKIPPED") return;
  recordAction(call, call.realm.name, {
    status: 200,
    event: {
      operation: action === "ADDED" ? "CREATE" : "UPDATE",
      resourceType: "REALM",
      resourcePath: `${PATHS[resourceType] ?? ""}/${id}`,
      representation: toldAsIn(representation),
    },
  });
}

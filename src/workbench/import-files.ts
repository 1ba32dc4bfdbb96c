import type { PartialRealm } from "../domain/complete-realm.ts";
import { entryOf, withEntry } from "../domain/edits/parts.ts";
import type { JsonPath } from "../domain/read-representation.ts";
import type { RolesRepresentation } from "../domain/realm-document.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { refuseUnfitRealm } from "../domain/transfer/check-import.ts";
import {
  type ImportSource,
  type NamedSource,
  type RealmParts,
  readImport,
  withUsersJoined,
} from "../domain/transfer/read-import.ts";
import { locatePath, locateSyntaxError } from "../store/json-location.ts";

/** Files that cannot be taken in; the message names file, line and reason. */
export class ImportUnfit extends Error {
  override readonly name = "ImportUnfit";
}

/** What one realm gets out of files. */
export type RealmToImport = { readonly realm: string; readonly from: readonly string[] } & (
  | { readonly kind: "realm"; readonly given: PartialRealm }
  | { readonly kind: "parts"; readonly parts: RealmParts }
);

export interface ImportFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Reads files of an import together: what they hold, by realm.
 *
 * @param into the realm for clients and parts that do not say where they belong
 * @throws ImportUnfit for the first that cannot be taken in
 */
export async function readImportFiles(files: readonly ImportFile[], into?: string): Promise<RealmToImport[]> {
  const sources: Located[] = [];
  for (const file of files) sources.push(...(await readFile(file)));
  const wholes: RealmToImport[] = [];
  const parts = new Map<string, RealmToImport & { readonly kind: "parts" }>();
  for (const { from, source, ...each } of withUsersJoined(sources)) {
    if (source.kind === "realm") {
      wholes.push(await checked(source.realm, from, sources));
      continue;
    }
    const realm = each.into ?? requireTarget(from, into);
    const before = parts.get(realm);
    const all = joinedParts(before?.parts ?? {}, source.parts);
    parts.set(realm, { kind: "parts", realm, from: [...(before?.from ?? []), from], parts: all });
  }
  refuseTwice(wholes);
  return [...wholes, ...parts.values()];
}

/** Lists of the same name one after the other. */
function joinedParts(first: RealmParts, second: RealmParts): RealmParts {
  const before: Readonly<Record<string, unknown>> = { ...first };
  const entries = Object.entries(second).map(([name, value]) => {
    const own = before[name];
    if (Array.isArray(own) && Array.isArray(value)) return [name, [...own, ...value]];
    return [name, name === "roles" ? joinedRoles(first.roles ?? {}, second.roles ?? {}) : value];
  });
  return { ...first, ...Object.fromEntries(entries) };
}

function joinedRoles(first: RolesRepresentation, second: RolesRepresentation): RolesRepresentation {
  const client = Object.entries(second.client ?? {}).reduce(
    (all, [owner, roles]) => withEntry(all, owner, [...(entryOf(all, owner) ?? []), ...roles]),
    first.client ?? {},
  );
  return { realm: [...(first.realm ?? []), ...(second.realm ?? [])], client };
}

interface Located extends NamedSource {
  readonly text: string;
  readonly at: JsonPath;
}

async function readFile({ name, text }: ImportFile): Promise<Located[]> {
  const json = await parse(name, text.replace(/^\ufeff/, ""));
  const reading = readImport(json);
  if ("problem" in reading) throw await unfitAt(name, text, reading.problem.path, reading.problem.message);
  const isList = Array.isArray(json) && reading.value.length > 1;
  return reading.value.map((source: ImportSource, i) => ({ from: name, source, text, at: isList ? [i] : [] }));
}

async function parse(name: string, text: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch {
    const { reason, place } = await locateSyntaxError(text);
    throw new ImportUnfit(`${name}${place ? `, line ${place.line}, column ${place.column}` : ""}: ${reason}`);
  }
}

async function unfitAt(name: string, text: string, path: JsonPath, message: string): Promise<ImportUnfit> {
  const place = await locatePath(text, path);
  const where = path.length > 0 ? `${path.join(".")}: ` : "";
  return new ImportUnfit(`${name}${place ? `, line ${place.line}, column ${place.column}` : ""}: ${where}${message}`);
}

async function checked(given: PartialRealm, from: string, sources: readonly Located[]): Promise<RealmToImport> {
  try {
    refuseUnfitRealm(given);
  } catch (error) {
    if (!(error instanceof RealmRefused)) throw error;
    const file = sources.find(
      (each) => each.from === from && each.source.kind === "realm" && each.source.realm.realm === given.realm,
    );
    throw await unfitAt(from, file?.text ?? "", [...(file?.at ?? []), ...error.path], error.message);
  }
  return { kind: "realm", realm: given.realm, from: [from], given };
}

function requireTarget(from: string, into: string | undefined): string {
  if (into) return into;
  throw new ImportUnfit(`${from} does not say which realm its clients are for: choose one`);
}

function refuseTwice(wholes: readonly RealmToImport[]): void {
  const seen = new Map<string, string>();
  for (const { realm, from } of wholes) {
    const before = seen.get(realm);
    if (before !== undefined)
      throw new ImportUnfit(`The realm ${realm} stands in ${before} and in ${from.join(", ")}: choose one of them`);
    seen.set(realm, from.join(", "));
  }
}

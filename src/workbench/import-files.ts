import { recogniseForeignFile } from "../contract/foreign-file.ts";
import type { PartialRealm } from "../domain/complete-realm.ts";
import { entryOf, withEntry } from "../domain/edits/parts.ts";
import { isObject } from "../domain/json.ts";
import type { JsonPath } from "../domain/read-representation.ts";
import type { RolesRepresentation } from "../domain/realm-document.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { refuseUnfitItems, refuseUnfitRealm } from "../domain/transfer/check-import.ts";
import { describeIgnoredParts, withPartsTakenIn } from "../domain/transfer/import-parts.ts";
import {
  type ImportSource,
  type NamedSource,
  type RealmParts,
  readImport,
  withUsersJoined,
} from "../domain/transfer/read-import.ts";
import { locatePath, parseJsonFile, placeAt, placeInWords } from "../store/json-location.ts";
import { findJsonLoss } from "../store/json-losses.ts";

/** Files that cannot be taken in; the message names file, line and reason. */
export class ImportUnfit extends Error {
  override readonly name = "ImportUnfit";
}

/** What one realm gets out of files. */
export type RealmToImport = WholeRealm | PartsOfRealm;

interface WholeRealm {
  readonly kind: "realm";
  readonly realm: string;
  readonly from: readonly string[];
  readonly given: PartialRealm;
  /** Fields of parts that came with it and that parts cannot bring. */
  readonly ignored?: readonly string[];
  /** `shop.json, line 3, column 5: …` for what is found to be wrong later. */
  inWords?(problem: RealmRefused): Promise<string>;
}

interface PartsOfRealm {
  readonly kind: "parts";
  readonly realm: string;
  readonly from: readonly string[];
  readonly parts: RealmParts;
}

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
  const wholes = new Map<string, WholeRealm>();
  const parts = new Map<string, PartsOfRealm>();
  for (const each of withUsersJoined(sources)) {
    const at = findPlace(each, sources);
    const { from, source } = each;
    if (source.kind === "realm") {
      const { realm } = source.realm;
      refuseTwice(wholes.get(realm), from);
      await checkedAt(at, () => refuseUnfitRealm(source.realm));
      wholes.set(realm, {
        kind: "realm",
        realm,
        from: [from],
        given: source.realm,
        inWords: (problem) => wordsAt(at, problem),
      });
      continue;
    }
    await checkedAt(at, () => refuseUnfitItems(source.parts));
    const realm = each.into ?? requireTarget(from, into);
    const before = parts.get(realm);
    const all = joinedParts(before?.parts ?? {}, source.parts);
    parts.set(realm, { kind: "parts", realm, from: [...(before?.from ?? []), from], parts: all });
  }
  for (const each of parts.values()) {
    const whole = wholes.get(each.realm);
    if (whole) wholes.set(each.realm, withPartsJoined(whole, each));
  }
  return [...wholes.values(), ...[...parts.values()].filter(({ realm }) => !wholes.has(realm))];
}

/** A realm and parts for it in one import are one: what stands in both is refused, because nothing says which counts. */
function withPartsJoined(whole: WholeRealm, { from, parts }: PartsOfRealm): WholeRealm {
  const where = [...whole.from, ...from].join(" and ");
  try {
    const given = withPartsTakenIn(whole.given, parts, "FAIL") as PartialRealm;
    refuseUnfitRealm(given);
    return { ...whole, given, from: [...whole.from, ...from], ignored: describeIgnoredParts(parts) };
  } catch (error) {
    if (error instanceof RealmRefused)
      throw new ImportUnfit(`${where} do not fit together for realm ${whole.realm}: ${error.message}`);
    throw error;
  }
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
  /** Where in the file something of the source stands. */
  pathInFile(path: JsonPath): JsonPath;
}

async function readFile({ name, text }: ImportFile): Promise<Located[]> {
  const json = await parse(name, text);
  const reading = readImport(json);
  if ("problem" in reading)
    throw new ImportUnfit(await wordsAt({ from: name, text, pathInFile: asItIs }, reading.problem));
  return reading.value.map((source: ImportSource, i) => ({
    from: name,
    source,
    text,
    pathInFile: (path) => pathIn(json, i, path),
  }));
}

/** A client by itself is read as the first of a list, a list of clients as that of a file for partial import. */
function pathIn(json: unknown, i: number, path: JsonPath): JsonPath {
  if (!Array.isArray(json)) return isLoneClient(json) ? path.slice(2) : path;
  return json.every(isLoneClient) ? path.slice(1) : [i, ...pathIn(json[i], 0, path)];
}

const isLoneClient = (json: unknown): boolean => isObject(json) && "clientId" in json && !("realm" in json);

const START = 1000;

async function parse(name: string, text: string): Promise<unknown> {
  const foreign = recogniseForeignFile(text.slice(0, START));
  if (foreign !== undefined) throw new ImportUnfit(`${name}: ${foreign}`);
  const parsed = await parseJsonFile(name, text);
  if ("unfit" in parsed) throw new ImportUnfit(parsed.unfit);
  const loss = await findJsonLoss(text, parsed.json);
  if (loss) throw new ImportUnfit(`${placeInWords(name, placeAt(text, loss.offset))}: ${loss.message}`);
  return parsed.json;
}

const asItIs = (path: JsonPath): JsonPath => path;

/** Where something stands: in which file, and where in it. */
interface Place extends Pick<Located, "from" | "text" | "pathInFile"> {
  /** Of a realm whose users stand in several files: those files, in the order in which their users were joined. */
  readonly users?: readonly Located[];
}

interface Problem {
  readonly message: string;
  readonly path: JsonPath;
}

async function wordsAt(at: Place, { message, path }: Problem): Promise<string> {
  const [{ from, text, pathInFile }, own] = inUsersFile(at, path);
  const whole = pathInFile(own);
  const place = await locatePath(text, whole);
  const isNamed = whole.some((step) => typeof step === "string");
  const where = isNamed ? `${whole.map(shortened).join(".")}: ` : "";
  return `${placeInWords(from, place)}: ${where}${message}`;
}

function inUsersFile(place: Place, path: JsonPath): readonly [Place, JsonPath] {
  const [field, i, ...rest] = path;
  if (field !== "users" || typeof i !== "number") return [place, path];
  let before = 0;
  for (const file of place.users ?? []) {
    const count = file.source.kind === "realm" ? (file.source.realm.users?.length ?? 0) : 0;
    if (i < before + count) return [file, [field, i - before, ...rest]];
    before += count;
  }
  return [place, path];
}

const LONGEST_STEP = 100;

const shortened = (step: string | number): string =>
  typeof step === "string" && step.length > LONGEST_STEP ? `${step.slice(0, LONGEST_STEP)}…` : String(step);

/** @throws ImportUnfit with the place of what was refused */
async function checkedAt(place: Place, check: () => void): Promise<void> {
  try {
    check();
  } catch (error) {
    if (!(error instanceof RealmRefused)) throw error;
    throw new ImportUnfit(await wordsAt(place, error));
  }
}

function findPlace({ from, source }: NamedSource, sources: readonly Located[]): Place {
  const nameOf = (each: ImportSource) => (each.kind === "realm" ? each.realm.realm : undefined);
  const name = nameOf(source);
  const ofRealm = name === undefined ? [] : sources.filter((each) => nameOf(each.source) === name);
  const found = sources.find((each) => each.source === source) ?? ofRealm.find((each) => each.from === from);
  if (!found) return { from, text: "", pathInFile: asItIs };
  return found.source === source ? found : { ...found, users: [found, ...ofRealm.filter((each) => each !== found)] };
}

function requireTarget(from: string, into: string | undefined): string {
  if (into) return into;
  throw new ImportUnfit(
    `${from} does not say which realm its clients are for: choose one (--into REALM on the command line)`,
  );
}

function refuseTwice(before: WholeRealm | undefined, from: string): void {
  if (!before) return;
  const { realm } = before;
  const [first = from] = before.from;
  throw new ImportUnfit(
    first === from
      ? `${from}: the realm ${realm} stands in it twice: keep one of them`
      : `The realm ${realm} stands in ${first} and in ${from}: choose one of them`,
  );
}

import type { RealmDocument } from "../domain/realm-document.ts";
import { applyPatch, patchBetween } from "./document-patch.ts";
import { locatePath, locateSyntaxError, type TextPlace } from "./json-location.ts";
import type { RealmRules } from "./realm-rules.ts";

/** Why the content of a realm file is not taken up. */
export interface FileRefusal {
  readonly reason: string;
  readonly place?: TextPlace;
}

export interface ReadRealm<Compiled> {
  readonly document: RealmDocument;
  readonly compiled: Compiled;
  /** Something that was missing has been completed, so the file should be written. */
  readonly changed: boolean;
}

interface Former<Compiled> {
  readonly document: RealmDocument;
  readonly compiled: Compiled;
}

/**
 * Reads the bytes of a realm file: all of it or, as a refusal, nothing. What is the same as in `former` keeps its
 * identity, so that compiling reuses it. Never throws for what stands in the file.
 */
export async function readRealm<Compiled>(
  bytes: Buffer,
  rules: RealmRules<Compiled>,
  former?: Former<Compiled>,
): Promise<ReadRealm<Compiled> | { refusal: FileRefusal }> {
  const text = decode(bytes);
  if (text === null) return { refusal: { reason: "the file is not UTF-8 text" } };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const { reason, place } = await locateSyntaxError(text);
    return { refusal: { reason, ...(place && { place }) } };
  }
  try {
    return await readParsed(json, rules, former);
  } catch (error) {
    return { refusal: await refusalOf(error, text) };
  }
}

/** Thrown within this file, for `parse` and `compile` to be refused alike. */
class Unfit extends Error {
  readonly path: readonly (string | number)[];
  constructor(message: string, path: readonly (string | number)[]) {
    super(message);
    this.path = path;
  }
}

async function readParsed<Compiled>(
  json: unknown,
  rules: RealmRules<Compiled>,
  former: Former<Compiled> | undefined,
): Promise<ReadRealm<Compiled>> {
  const parsed = await rules.parse(json);
  if ("problem" in parsed) throw new Unfit(parsed.problem.message, parsed.problem.path);
  const document = former ? sharing(former.document, parsed.document) : parsed.document;
  return { document, compiled: rules.compile(document, former?.compiled), changed: parsed.changed };
}

/** The same document as `next`, made of the parts of `former` where they are equal. */
function sharing(former: RealmDocument, next: RealmDocument): RealmDocument {
  const patch = patchBetween(former, next);
  return patch ? (applyPatch(former, patch) as RealmDocument) : former;
}

async function refusalOf(error: unknown, text: string): Promise<FileRefusal> {
  const reason = error instanceof Error ? error.message : String(error);
  const path = error instanceof Error && "path" in error && Array.isArray(error.path) ? error.path : null;
  const place = path ? await locatePath(text, path) : undefined;
  return { reason, ...(place && { place }) };
}

/** A byte-order mark is dropped; null when the bytes are not UTF-8, because reading them anyway would alter them. */
function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** "line 3, column 5: …", or the reason alone where there is no place to tell. */
export const describeRefusal = ({ reason, place }: FileRefusal): string =>
  place ? `line ${place.line}, column ${place.column}: ${reason}` : reason;

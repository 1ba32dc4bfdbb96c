import type { RealmDocument } from "../domain/realm-document.ts";

/** Edits share what they leave alone, so that of a thousand clients one is written out anew. */
const written = new WeakMap<object, Buffer>();

const ITEM_SEPARATOR = Buffer.from(",\n    ");

/**
 * A realm as UTF-8: two-space indent, names in the document's own order, a newline at the end. The same document, the same
 * bytes: those of `JSON.stringify(document, null, 2)`.
 */
export function toRealmBytes(document: RealmDocument): Buffer {
  const members = Object.entries(document).filter(([, value]) => value !== undefined);
  if (members.length === 0) return Buffer.from("{}\n");
  const parts = members.flatMap(([name, value], index) => [
    Buffer.from(`${index === 0 ? "{" : ","}\n  ${JSON.stringify(name)}: `),
    ...bytesOfMember(value),
  ]);
  return Buffer.concat([...parts, Buffer.from("\n}\n")]);
}

function bytesOfMember(value: unknown): Buffer[] {
  if (!Array.isArray(value) || value.length === 0) return [toBytes(value, "\n  ")];
  const items = value.flatMap((item) => [ITEM_SEPARATOR, bytesOfItem(item)]);
  return [Buffer.from("[\n    "), ...items.slice(1), Buffer.from("\n  ]")];
}

function bytesOfItem(item: unknown): Buffer {
  if (typeof item !== "object" || item === null) return Buffer.from(JSON.stringify(item) ?? "null");
  const known = written.get(item);
  if (known) return known;
  const bytes = toBytes(item, "\n    ");
  written.set(item, bytes);
  return bytes;
}

/** JSON has line feeds between its tokens only, never within a string. */
const toBytes = (value: unknown, lineStart: string): Buffer =>
  Buffer.from(JSON.stringify(value, null, 2).replaceAll("\n", lineStart));

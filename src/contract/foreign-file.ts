const UNPACK = "unpack it and choose the .json files in it";

/** What people choose by mistake, known by how it begins, and the way out. */
const BEGINNINGS: readonly (readonly [start: string, what: string])[] = [
  ["PK\x03\x04", `this is a ZIP archive, not JSON: ${UNPACK}`],
  ["\x1f\x8b", `this is a gzip archive, not JSON: ${UNPACK}`],
  ["\x89PNG", "this is a picture (PNG), not JSON: choose the realm's .json file"],
  ["%PDF-", "this is a PDF document, not JSON: choose the realm's .json file"],
  ["-----BEGIN ", "this is a key or a certificate, not JSON: choose the realm's .json file"],
];

const WEB_PAGE =
  "this is a web page, not JSON; perhaps the sign-in page was saved in place of the export: sign in and download it again";

/**
 * Recognises a file that is no JSON at all, in words for a person.
 *
 * @param start its first characters, or its first bytes as Latin-1
 */
export function recogniseForeignFile(start: string): string | undefined {
  const known = BEGINNINGS.find(([beginning]) => start.startsWith(beginning));
  if (known) return known[1];
  if (/^(\xff\xfe|\xfe\xff)/.test(start) || start.slice(0, 2).includes("\0"))
    return "this is not UTF-8 text but UTF-16, or no text at all: save it as UTF-8";
  if (/^\s*<(!doctype html|html)\b/i.test(start)) return WEB_PAGE;
  return /^\s*</.test(start) ? "this is XML, not JSON: choose the realm's .json file" : undefined;
}

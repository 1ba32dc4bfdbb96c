import { createHash } from "node:crypto";

/** Names that Windows keeps for devices, whatever follows after a dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/;

/** Leaves room for `.json`, a time, and the suffix of a temporary file within the 255 bytes of a file name. */
const LONGEST = 160;

/**
 * Encodes a realm's name into the name of its file: `demo` → `demo.json`, `Demo` → `+demo.json`, `../x` → `%2e.%2fx.json`.
 *
 * Different names give different files on every file system, those that ignore case or normalise Unicode included: small
 * letters, digits, `-`, `_` and inner dots stand for themselves, `+` makes the next letter a capital, all else is the hex of
 * its UTF-8 bytes after `%` (a lone surrogate, which has none, its code unit after `%u`). What would be longer than
 * 160 characters ends in `~` and the SHA-256 of the name instead. The realm's name is never read back from the file's name.
 */
export function realmFileName(realm: string): string {
  const encoded = [...realm].map(encodeCharacter).join("").replace(/^\./, "%2e").replace(DEVICE, encodeFirst) || "%";
  if (encoded.length <= LONGEST) return `${encoded}.json`;
  const digest = createHash("sha256").update(realm, "utf16le").digest("hex").slice(0, 40);
  return `${encoded.slice(0, LONGEST - 60)}~${digest}.json`;
}

function encodeCharacter(character: string): string {
  if (/^[a-z0-9._-]$/.test(character)) return character;
  if (/^[A-Z]$/.test(character)) return `+${character.toLowerCase()}`;
  if (/^[\ud800-\udfff]$/.test(character)) return `%u${character.charCodeAt(0).toString(16)}`;
  return Buffer.from(character, "utf8").toString("hex").replace(/../g, "%$&");
}

const encodeFirst = (name: string) => `%${name.charCodeAt(0).toString(16)}${name.slice(1)}`;

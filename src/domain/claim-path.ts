/**
 * The way to a claim that a mapper's *Token Claim Name* stands for: dots nest, a backslash takes the next character as it
 * is. `a.b` → `["a", "b"]`, `a\.b` → `["a.b"]`; a dot with nothing before it stays in the name (asked on 26.7).
 */
export function parseClaimPath(name: string): readonly string[] {
  const path = known.get(name) ?? parse(name);
  if (known.size >= PATHS_KEPT) known.clear();
  known.set(name, path);
  return path;
}

/** The same few names come with every token. */
const known = new Map<string, readonly string[]>();
const PATHS_KEPT = 1000;

function parse(name: string): string[] {
  const component = /((?:\\.|[^\\.])+)\./y;
  const parts: string[] = [];
  let start = 0;
  for (let found = component.exec(name); found; found = component.exec(name)) {
    parts.push(unescaped(found[1] ?? ""));
    start = component.lastIndex;
  }
  return start < name.length ? [...parts, unescaped(name.slice(start))] : parts;
}

const unescaped = (part: string): string => part.replace(/\\(.)/g, "$1");

/** A name as one part of a path: its dots and backslashes escaped. */
export const escapeClaimPathPart = (name: string): string => name.replace(/[\\.]/g, "\\$&");

/**
 * The way a mapper's *Token Claim Name* leads to: dots nest, `\.` is a dot, `\\` a backslash (reference §7.3).
 * `a.b` → `["a", "b"]`; empty parts are left out.
 */
export function parseClaimPath(name: string): string[] {
  const parts: string[] = [];
  let part = "";
  for (let i = 0; i < name.length; i++) {
    const char = name[i] ?? "";
    const next = name[i + 1];
    if (char === "\\" && (next === "." || next === "\\")) {
      part += next;
      i++;
    } else if (char === ".") {
      parts.push(part);
      part = "";
    } else part += char;
  }
  parts.push(part);
  return parts.filter((each) => each !== "");
}

/** A name as one part of a path: its dots and backslashes escaped. */
export const escapeClaimPathPart = (name: string): string => name.replace(/[\\.]/g, "\\$&");

/** Why a raw request target is refused before anything looks at it. */
export type TargetProblem = "missingNormalization" | "invalidCharacter";

/**
 * Checks the path of a request line as Keycloak's server does (recorded): no empty or dot segments, no needless escapes,
 * no `;`. So a path means one thing to every part of the server.
 */
export function checkTarget(target: string): TargetProblem | undefined {
  const path = target.split(/[?#]/, 1)[0] ?? "";
  if (path.includes(";") || /%3b/i.test(path)) return "invalidCharacter";
  if (path.includes("//") || /\/\.{1,2}(\/|$)/.test(path) || path.includes("\\")) return "missingNormalization";
  if (!path.includes("%")) return undefined;
  return [...path.matchAll(/%([0-9a-f]{2})/gi)].some(([, hex = ""]) => isNeedless(Number.parseInt(hex, 16)))
    ? "missingNormalization"
    : undefined;
}

/** Escapes of unreserved characters (RFC 3986 §2.3) say nothing and could hide a path. */
const isNeedless = (code: number): boolean => /[A-Za-z0-9\-._~]/.test(String.fromCharCode(code));

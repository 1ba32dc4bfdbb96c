import { createMemoryStore } from "./memory-store.ts";

/**
 * Whether the page may call. In the app's own window every call is allowed and there is no bearer; in a browser the
 * bearer lives here, in memory only, so that nothing is left behind in the browser.
 */
export interface Session {
  readonly bearer: string | null;
  readonly signedOut: boolean;
  /** The code of the address was not accepted, which the page then says. */
  readonly codeRefused: boolean;
}

export const session = createMemoryStore<Session>({ bearer: null, signedOut: false, codeRefused: false });

export const signOut = (codeRefused = false): void =>
  session.write((before) => ({ bearer: null, signedOut: true, codeRefused: before.codeRefused || codeRefused }));

/** The one-time code in the fragment that `tokenbench serve` prints: `#code=…`. */
export function parseSignInCode(hash: string): string | null {
  const code = new URLSearchParams(hash.replace(/^#/, "")).get("code");
  return code === null || code === "" ? null : code;
}

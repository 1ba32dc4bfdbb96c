/** One-time codes for browsers and the bearers they are exchanged for (DESIGN §5); kept in memory only. */
export interface SignInCodes {
  /** A new code, good for one use within 60 s. */
  create(): string;
  redeem(code: string): string | undefined;
  isSignedIn(bearer: string): boolean;
}

const CODE_SECONDS = 60;
const BEARERS_KEPT = 100;

/** @param newSecret text that cannot be guessed. */
export function createSignInCodes(nowSeconds: () => number, newSecret: () => string): SignInCodes {
  const codes = new Map<string, number>();
  const bearers = new Set<string>();
  return {
    create: () => {
      const code = newSecret();
      codes.set(code, nowSeconds() + CODE_SECONDS);
      return code;
    },
    redeem: (code) => {
      const until = codes.get(code);
      codes.delete(code);
      if (until === undefined || until < nowSeconds()) return undefined;
      const bearer = newSecret();
      if (bearers.size >= BEARERS_KEPT)
        for (const oldest of bearers) {
          bearers.delete(oldest);
          break;
        }
      bearers.add(bearer);
      return bearer;
    },
    isSignedIn: (bearer) => bearers.has(bearer),
  };
}

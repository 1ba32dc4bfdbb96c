/** Whom this server may ask because a token says so, though anybody can have written the token. */
export interface AskedOrigins {
  has(url: URL): boolean;
  /** A person spoke to it. */
  add(address: string): void;
}

/** Forgotten with the process. @param isKnown a realm here, or approved */
export function createAskedOrigins(isKnown: (url: URL) => boolean): AskedOrigins {
  const origins = new Set<string>();
  return {
    has: (url) => origins.has(url.origin) || isKnown(url),
    add: (address) => {
      if (URL.canParse(address)) origins.add(new URL(address).origin);
    },
  };
}

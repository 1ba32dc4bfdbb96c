import type { TokenPreview, TraceLink } from "../../src/contract/index.ts";
import { valueInLine } from "../token/claim-words.ts";

/** What one mapper does to the previewed token. */
export interface MapperSample {
  readonly claims: readonly { readonly path: string; readonly value: string }[];
  /** Why it writes nothing; null when it writes, or when nobody can say. */
  readonly silent: string | null;
}

const isOf = (id: string) => (link: TraceLink) => link.kind === "mapper" && link.id === id;

/** Reads from the explanation of a token, which the token's own computation makes, what a mapper wrote. */
export function sampleOf(token: TokenPreview | undefined, mapper: string): MapperSample {
  if (!token || token.refused) return { claims: [], silent: null };
  const { claims, silentMappers } = token.explanation;
  return {
    claims: claims
      .filter(({ links }) => links.some(isOf(mapper)))
      .map(({ path, value }) => ({ path: path.join("."), value: valueInLine(value) })),
    silent: silentMappers.find(({ links }) => links.some(isOf(mapper)))?.reason ?? null,
  };
}

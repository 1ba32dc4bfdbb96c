import { z } from "zod";
import type { TokenComparison } from "../domain/token-reading/compare-tokens.ts";
import { answers, endpoint } from "./endpoint.ts";

const side = z.union([
  z.strictObject({ jwt: z.string().min(1).max(1_000_000) }),
  z.strictObject({ status: z.int().min(0).max(999), answer: z.record(z.string(), z.json()) }),
]);
export type ComparedSide = z.output<typeof side>;

/**
 * Compares two tokens, or two answers of a token endpoint with the access tokens in them, in meaning. Speaks to nobody: what a
 * token says is compared, not whether it is to be believed.
 */
export const compareMeaning = endpoint(
  "POST",
  "/workbench/tokens/compare",
  z.strictObject({ first: side, second: side }),
  answers<TokenComparison>(),
);

import type { CallExchange } from "../../../src/contract/index.ts";

/** No success: an error of HTTP, a redirect, or a token that introspection calls inactive. */
export const isRefused = (exchange: CallExchange): boolean => exchange.status >= 300 || exchange.status < 200;

/** An answer in a word or two: `200`, `401 invalid_client`, `200 inactive`. */
export function verdictOf({ status, refused, answer }: CallExchange): string {
  if (answer?.["active"] === false) return `${status} inactive`;
  if (answer?.["active"] === true) return `${status} active`;
  return refused && !refused.error.startsWith(String(status)) ? `${status} ${refused.error}` : String(status);
}

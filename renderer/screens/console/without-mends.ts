import type { CallExchange, TokenExplanation, Trace } from "../../../src/contract/index.ts";

/** The same without what could be mended here: it belongs to no client whose page could be opened. */
export const withoutMends = (exchange: CallExchange): CallExchange => ({
  ...exchange,
  trace: traceWithoutMends(exchange.trace),
  explanation: exchange.explanation && explanationWithoutMends(exchange.explanation),
});

export const traceWithoutMends = (trace: Trace): Trace => trace.map(({ mend: _mend, ...step }) => step);

export const explanationWithoutMends = (explanation: TokenExplanation): TokenExplanation => ({
  ...explanation,
  roles: explanation.roles.map((role) => ({ ...role, mends: [] })),
  clientScopes: explanation.clientScopes.map((scope) => ({ ...scope, mends: [] })),
});

import { type ComparedSide, compareMeaning } from "../contract/comparisons.ts";
import type { Claims } from "../domain/json.ts";
import { compareAnswers, compareTokens } from "../domain/token-reading/compare-tokens.ts";
import { NotReadable, takeApart } from "./calls/read-jwt.ts";
import { answered, refused, serve } from "./serve.ts";

/** Needs nothing of the world. */
export const serveMeaningComparison = serve(compareMeaning, (_ctx: unknown, { first, second }) => {
  try {
    const [one, two] = [tokenOf(first), tokenOf(second)];
    const areAnswers = "status" in first && "status" in second;
    const answers = areAnswers ? compareAnswers(toAnswer(first), toAnswer(second)) : [];
    const { differences, setAside } = one && two ? compareTokens(one, two) : { differences: [], setAside: [] };
    if (!areAnswers && (!one || !two)) return refused(422, "One of the two holds no token that can be read");
    return answered({ differences: [...answers, ...differences], setAside });
  } catch (error) {
    if (error instanceof NotReadable) return refused(422, error.message);
    throw error;
  }
});

const toAnswer = ({ status, answer }: Extract<ComparedSide, { readonly status: number }>) => ({
  status,
  answer: answer as Claims,
});

/** @throws NotReadable for a token that was given and cannot be read; an answer without one has none */
function tokenOf(side: ComparedSide): { readonly header: Claims; readonly claims: Claims } | undefined {
  if ("jwt" in side) return takeApart(side.jwt);
  const token = side.answer["access_token"];
  if (typeof token !== "string") return undefined;
  try {
    return takeApart(token);
  } catch (error) {
    if (error instanceof NotReadable) return undefined; // opaque to all but its issuer
    throw error;
  }
}

import type { z } from "zod";
import type { WorkbenchEndpoint, WorkbenchRefusal } from "../contract/endpoint.ts";
import type { WorkbenchCaller, WorkbenchContext } from "./workbench-context.ts";

/** An answer of a Workbench endpoint, or why there is none; refusals are values. */
export type Outcome<Answer> =
  | { readonly answer: Answer }
  | { readonly refusal: WorkbenchRefusal; readonly status: number };

export const answered = <Answer>(answer: Answer): Outcome<Answer> => ({ answer });

export const refused = (
  status: number,
  error: string,
  more: Omit<WorkbenchRefusal, "error"> = {},
): { refusal: WorkbenchRefusal; status: number } => ({
  status,
  refusal: { error, ...more },
});

/** An endpoint of the contract with what answers it. */
export interface ServedEndpoint<Needed = WorkbenchContext> {
  readonly endpoint: WorkbenchEndpoint;
  run(ctx: Needed, input: unknown, caller: WorkbenchCaller): Promise<Outcome<unknown>>;
}

/** Binds an endpoint to its answer. The input is checked by the contract's schema first. */
export function serve<Input extends z.ZodType, Answer, Needed = WorkbenchContext>(
  endpoint: WorkbenchEndpoint<Input, Answer>,
  answer: (ctx: Needed, input: z.output<Input>, caller: WorkbenchCaller) => Promise<Outcome<Answer>> | Outcome<Answer>,
): ServedEndpoint<Needed> {
  return {
    endpoint,
    run: async (ctx, input, caller) => {
      const parsed = endpoint.input.safeParse(input);
      if (parsed.success) return answer(ctx, parsed.data, caller);
      const [issue] = parsed.error.issues;
      return refused(400, shortened(issue?.message ?? "The request is not understood"), {
        field: issue?.path.join(".") ?? "",
      });
    },
  };
}

const LONGEST_SENTENCE = 300;

/** Checks name every field that nobody knows; a person reads the first few. */
const shortened = (sentence: string): string =>
  sentence.length > LONGEST_SENTENCE ? `${sentence.slice(0, LONGEST_SENTENCE)} …` : sentence;

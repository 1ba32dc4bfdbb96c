import type { z } from "zod";

/** Marks the type of an endpoint's answer; holds nothing at run time. */
export interface AnswerType<Answer> {
  readonly _answer?: Answer;
}
export const answers = <Answer>(): AnswerType<Answer> => ({});

/**
 * One endpoint of the Workbench API, said once for both sides. `path` has `:parameters`; what is not in the path goes
 * into the JSON body of a POST or the query of a GET. A refusal is JSON `WorkbenchRefusal` with a 4xx or 5xx status.
 */
export interface WorkbenchEndpoint<Input extends z.ZodType = z.ZodType, Answer = unknown> {
  readonly method: "GET" | "POST";
  readonly path: `/workbench/${string}`;
  readonly input: Input;
  readonly answer: AnswerType<Answer>;
  /** The largest body, where it may be larger than others'. */
  readonly bodyBytes?: number;
}

export const endpoint = <Input extends z.ZodType, Answer>(
  method: "GET" | "POST",
  path: `/workbench/${string}`,
  input: Input,
  answer: AnswerType<Answer>,
  bodyBytes?: number,
): WorkbenchEndpoint<Input, Answer> => ({ method, path, input, answer, ...(bodyBytes !== undefined && { bodyBytes }) });

/** What a caller of the endpoint gives: the parameters of the path and the rest, in one object. */
export type InputOf<Called> =
  Called extends WorkbenchEndpoint<infer Input extends z.ZodType, unknown> ? z.input<Input> : never;

/** What a call of the endpoint gives back when it is not refused. */
export type AnswerOf<Called> = Called extends { readonly answer: AnswerType<infer Answer> } ? Answer : never;

/** Why a Workbench call was refused: a sentence for the person, and where to show it. */
export interface WorkbenchRefusal {
  readonly error: string;
  /** The field it is about, as a path into the input: `edits.0.settings.clientId`. */
  readonly field?: string;
  /** Set when the realm was changed meanwhile: the revision it has now. */
  readonly revision?: number;
}

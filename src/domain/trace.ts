import type { Edit } from "./edit.ts";

/** An edit that would change the outcome, in the words of the button that offers it. */
export interface Mend {
  readonly label: string;
  readonly edits: readonly Edit[];
}

/** One place on the way to a decision: a role, a client scope, a mapper. Ids are internal UUIDs; names are for people. */
export interface TraceLink {
  readonly kind: "client" | "client scope" | "role" | "mapper" | "user" | "setting" | "key";
  readonly id?: string;
  readonly name: string;
  /** For a client role: the clientId of its owner. */
  readonly owner?: string;
}

/** What somebody else was asked before a step could be decided, as it went over the wire. */
export interface AskedOnTheWay {
  /** Host and port. */
  readonly host: string;
  /** Method and path, as in the first line of the request. */
  readonly request: string;
  /** The status, and what it comes to in a word: `200 active`. */
  readonly answer: string;
  readonly refused: boolean;
  readonly elapsedMs: number;
}

/**
 * One step of a decision, as plain JSON: which rule was applied to what, how it came out and why. Holds ids and names,
 * never a secret. A step that failed is the reason of the refusal beside it.
 */
export interface TraceStep {
  readonly rule: string;
  readonly outcome: "passed" | "failed" | "noted";
  readonly subject?: Readonly<Record<string, string>>;
  readonly expected?: string;
  readonly actual?: string;
  readonly links?: readonly TraceLink[];
  readonly mend?: Mend;
  readonly asked?: AskedOnTheWay;
}

export type Trace = readonly TraceStep[];

/** A value or a refusal, each with the steps that led to it (DESIGN §1.4). Refusals are values, never thrown. */
export type Decision<Value, Refusal> =
  | { readonly value: Value; readonly trace: Trace; readonly refusal?: undefined }
  | { readonly refusal: Refusal; readonly trace: Trace; readonly value?: undefined };

export const passed = (rule: string, more: Omit<TraceStep, "rule" | "outcome"> = {}): TraceStep => ({
  rule,
  outcome: "passed",
  ...more,
});

export const failed = (rule: string, more: Omit<TraceStep, "rule" | "outcome"> = {}): TraceStep => ({
  rule,
  outcome: "failed",
  ...more,
});

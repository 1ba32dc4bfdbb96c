import { z } from "zod";
import { answers, endpoint } from "./endpoint.ts";

/** Names know no case: `{{secret}}` is `TOKENBENCH_VAR_SECRET` in the environment and `secret=` in the side file. */
const variableName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, "A variable's name is a letter, then letters, digits and _, 64 at the most");

/** A variable of the workspace; its value is never told. */
export interface Variable {
  readonly name: string;
  /** Where it has a value; the first one counts. */
  readonly from: readonly ("environment" | "file")[];
}

export const listVariables = endpoint(
  "GET",
  "/workbench/variables",
  z.strictObject({}),
  answers<{
    readonly variables: readonly Variable[];
    /** The side file, from the workspace's folder on. */
    readonly file: string;
  }>(),
);

/** Sets it in the side file, `state/variables.env`, which is kept out of git and private to its owner. */
export const setVariable = endpoint(
  "POST",
  "/workbench/variables",
  z.strictObject({ name: variableName, value: z.string().max(100_000) }),
  answers<Variable>(),
);

/** Takes it out of the side file; what the environment has stays. */
export const removeVariable = endpoint(
  "POST",
  "/workbench/variables/remove",
  z.strictObject({ name: variableName }),
  answers<{ readonly removed: string }>(),
);

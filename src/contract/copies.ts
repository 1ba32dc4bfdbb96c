import { z } from "zod";
import { tokenCall } from "./calls.ts";
import { answers, endpoint } from "./endpoint.ts";

export const COPY_FORMATS = ["curl", "httpie", "fetch", "python", "go", "java", "spring", "http"] as const;

/**
 * A call as a line or program of another kind. What proves the client comes from the variables of the environment that are
 * named beside it; it is never in the text.
 */
export const copyCall = endpoint(
  "POST",
  "/workbench/calls/copy",
  z.strictObject({ call: tokenCall, as: z.enum(COPY_FORMATS) }),
  answers<{ readonly text: string; readonly variables: readonly string[] }>(),
);

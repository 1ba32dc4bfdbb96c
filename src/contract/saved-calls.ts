import { z } from "zod";
import { type TokenCall, tokenCall } from "./calls.ts";
import { answers, endpoint } from "./endpoint.ts";
import { name } from "./texts.ts";

const savedName = name("A name for the call");

/** A call with a name, in the workspace's `workbench.json`. */
export interface SavedCall {
  readonly name: string;
  readonly call: TokenCall;
}

/** By name. `unfit` are entries of the file that are no calls, as somebody may have written them by hand. */
export const listSavedCalls = endpoint(
  "GET",
  "/workbench/calls/saved",
  z.strictObject({}),
  answers<{
    readonly calls: readonly SavedCall[];
    readonly unfit: readonly { readonly name: string; readonly problem: string }[];
  }>(),
);

/**
 * Saves a call under a name. What is typed into it as a secret is refused (422), since the file may be in git: a `{{variable}}`
 * or the stored client takes its place. 409 where there is one of that name, unless it is to be replaced.
 */
export const saveCall = endpoint(
  "POST",
  "/workbench/calls/saved",
  z.strictObject({ name: savedName, call: tokenCall, replace: z.boolean().exactOptional() }),
  answers<{ readonly saved: SavedCall; readonly replaced: SavedCall | null }>(),
);

/** Answers with what was removed, so that it can be saved again. */
export const removeSavedCall = endpoint(
  "POST",
  "/workbench/calls/saved/remove",
  z.strictObject({ name: savedName }),
  answers<{ readonly removed: SavedCall }>(),
);

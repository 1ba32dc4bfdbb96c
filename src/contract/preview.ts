import { z } from "zod";
import type { TokenPreview } from "../domain/explanation.ts";
import { edits } from "./edits.ts";
import { answers, endpoint } from "./endpoint.ts";

/**
 * The token a client would get if `edits` were saved, and why. `client` is an internal id; `scope` the OAuth parameter,
 * absent when none is sent. Issues nothing, changes nothing.
 */
export const previewToken = endpoint(
  "POST",
  "/workbench/realms/:realm/preview",
  z.strictObject({ realm: z.string(), edits, client: z.string().min(1), scope: z.string().optional() }),
  answers<TokenPreview>(),
);

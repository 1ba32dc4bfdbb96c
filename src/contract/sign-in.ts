import { z } from "zod";
import { answers, endpoint } from "./endpoint.ts";

/** Exchanges the one-time code of the address (single use, 60 s) for a bearer that the page keeps in memory. */
export const signIn = endpoint(
  "POST",
  "/workbench/sign-in",
  z.strictObject({ code: z.string().min(1).max(200) }),
  answers<{ readonly bearer: string }>(),
);

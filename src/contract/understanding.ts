import { z } from "zod";
import type { TokenCall } from "./calls.ts";
import { answers, endpoint } from "./endpoint.ts";

/** A request as somebody wrote it for another program. */
export interface PastedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** The server's certificate was not to be verified. */
  readonly unverified: boolean;
}

/** What a pasted text is. */
export type Understood =
  | { readonly what: "token"; readonly jwt: string; readonly issuer: string | null }
  | { readonly what: "error"; readonly error: string; readonly description: string; readonly meaning: string }
  | {
      readonly what: "request";
      readonly writtenAs: "curl" | "PowerShell" | "HTTP";
      readonly request: PastedRequest;
      /** The same as a call of the console, where it asks for a token with `client_credentials`. */
      readonly call: TokenCall | null;
      /** What of it could not be taken over, a sentence each. */
      readonly notes: readonly string[];
    };

/** Understands what a person pasted, or refuses it with the reason (422). Runs nothing, speaks to nobody. */
export const understand = endpoint(
  "POST",
  "/workbench/understand",
  z.strictObject({ text: z.string().min(1, "There is nothing to understand").max(1_000_000) }),
  answers<Understood>(),
);

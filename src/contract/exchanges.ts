import { z } from "zod";
import type { TokenExplanation } from "../domain/explanation.ts";
import type { Claims } from "../domain/json.ts";
import type { Trace } from "../domain/trace.ts";
import { answers, endpoint } from "./endpoint.ts";

/** A token request as the console sends it, over a real socket. */
export const tokenRequest = z.strictObject({
  realm: z.string(),
  /** The internal id of a client of the realm; its stored secret is used unless `secret` is given. */
  client: z.string().min(1),
  authentication: z.enum(["client_secret_basic", "client_secret_post"]),
  /** Typed in the console in place of the stored one, to see a refusal. */
  secret: z.string().max(4096).optional(),
  /** Absent: no `scope` parameter at all. */
  scope: z.string().max(8192).optional(),
});

/** One request and its answer, with what can be said about them. */
export interface Exchange {
  readonly id: string;
  readonly atSeconds: number;
  readonly url: string;
  /** The bytes that went over the wire, as text; the secret is masked. */
  readonly requestText: string;
  readonly responseText: string;
  readonly status: number;
  readonly elapsedMs: number;
  readonly curl: string;
  readonly annotations: readonly Annotation[];
  /** The JSON of the answer, null when it is none. */
  readonly answer: Claims | null;
  readonly tokens: readonly DecodedToken[];
  /** How the server judged the request, step by step. */
  readonly trace: Trace;
  readonly explanation: TokenExplanation | null;
  /** An RFC error in words: what it means and what to do. */
  readonly refused: null | { readonly error: string; readonly description: string; readonly meaning: string };
}

/** One part of the request, what it means, and where that is written. */
export interface Annotation {
  readonly part: string;
  readonly meaning: string;
  readonly reference: string;
}

export interface DecodedToken {
  readonly kind: "access_token" | "refresh_token" | "id_token";
  readonly jwt: string;
  readonly header: Claims;
  readonly claims: Claims;
  readonly signature: { readonly valid: boolean; readonly kid: string; readonly reason: string };
}

export const sendTokenRequest = endpoint("POST", "/workbench/exchanges", tokenRequest, answers<Exchange>());

/** The request as it would be sent, for reading before sending: raw text and curl line, the secret masked. */
export const showTokenRequest = endpoint(
  "POST",
  "/workbench/exchanges/request",
  tokenRequest,
  answers<{
    readonly url: string;
    readonly requestText: string;
    readonly curl: string;
    readonly annotations: readonly Annotation[];
  }>(),
);

import { z } from "zod";
import type { TokenExplanation } from "../domain/explanation.ts";
import type { Claims, JsonValue } from "../domain/json.ts";
import type { Trace } from "../domain/trace.ts";
import { answers, endpoint } from "./endpoint.ts";
import { trust } from "./trust.ts";

/** One member of a token's header or claims. */
export interface MemberReading {
  readonly name: string;
  readonly value: JsonValue;
  /** A time in words, or what a short value stands for. */
  readonly words: string | null;
  /** What the member says; null for one that no specification and no known server has. */
  readonly meaning: string | null;
  readonly reference: string | null;
}

/** One check that a resource server makes before it believes a token. */
export interface ResourceCheck {
  readonly check: "signature" | "typ" | "iss" | "aud" | "exp" | "nbf" | "iat" | "azp";
  readonly outcome: "passed" | "failed" | "noted";
  readonly expected: string;
  readonly actual: string;
  readonly meaning: string;
}

export interface SignatureReading {
  /** `unverified`: nobody could say, because no key was found. */
  readonly verdict: "valid" | "invalid" | "unverified";
  readonly algorithm: string;
  readonly kid: string | null;
  /** Which key, or why not. */
  readonly reason: string;
  /** The origin that was not asked for keys, since only the token names it: `ask` lets it be asked. */
  readonly unasked?: string;
}

/** All that can be said of a token from outside. */
export interface TokenReading {
  /**
   * Where it stood: `access_token`, `refresh_token`, `id_token`, `jwt` of an introspection; the kind of the call for an answer
   * that is a token as a whole; `token` for one that was pasted.
   */
  readonly kind: string;
  readonly jwt: string;
  readonly header: Claims;
  readonly claims: Claims;
  readonly headerMembers: readonly MemberReading[];
  readonly claimMembers: readonly MemberReading[];
  readonly signature: SignatureReading;
  readonly checks: readonly ResourceCheck[];
}

const readingOptions = {
  /**
   * Whose discovery document is read. Absent: that of the token's own `iss`, where it is a realm here, approved, or was called from
   * here since the server started: anybody can write a token that leads to any address.
   */
  issuer: z.string().max(2048).exactOptional(),
  /** The token's own `iss` may be asked, whoever it is. */
  ask: z.boolean().exactOptional(),
  trust: trust.exactOptional(),
  /** The resource server's own name, which `aud` must hold. */
  audience: z.string().max(2048).exactOptional(),
  /** Speak to nobody: the signature is then not verified, but for tokens of a realm here. */
  offline: z.boolean().exactOptional(),
};

export const readToken = endpoint(
  "POST",
  "/workbench/tokens/read",
  z.strictObject({ jwt: z.string().min(1).max(1_000_000), ...readingOptions }),
  answers<
    TokenReading & {
      /** How it came to be, where a realm here issued it and still knows. */
      readonly trace: Trace;
      readonly explanation: TokenExplanation | null;
    }
  >(),
);

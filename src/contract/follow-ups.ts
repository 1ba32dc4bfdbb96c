import { z } from "zod";
import { type CallExchange, called, clientOfWorkspace, pairs, proof } from "./calls.ts";
import { answers, endpoint } from "./endpoint.ts";
import { addressToFill } from "./trust.ts";

const token = z.string().min(1, "A token is needed").max(1_000_000);
const scope = z.string().max(8192).exactOptional();

/** What to do with a token that is at hand. */
const followUpStep = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("refresh"), refreshToken: token, scope }),
  z.strictObject({ kind: z.literal("introspect"), token }),
  z.strictObject({ kind: z.literal("userinfo"), accessToken: token }),
  z.strictObject({ kind: z.literal("revoke"), token }),
  z.strictObject({ kind: z.literal("logout"), refreshToken: token }),
  z.strictObject({
    kind: z.literal("exchange"),
    subjectToken: token,
    audience: z.string().max(2048).exactOptional(),
    scope,
  }),
  z.strictObject({
    kind: z.literal("resource"),
    accessToken: token,
    url: addressToFill,
    /** GET unless it is said. */
    method: z
      .string()
      .regex(/^[A-Z]{1,20}$/, "A method is written in capitals: GET, POST")
      .exactOptional(),
  }),
]);
export type FollowUpStep = z.output<typeof followUpStep>;

/**
 * A call that goes on from the answer of another one. Userinfo and a resource are asked with the token alone, all others by the
 * client that proves itself.
 */
export const followUp = z.strictObject({
  ...called,
  issuer: addressToFill,
  clientId: z.string().min(1).max(255),
  /** A client of the workspace whose stored secret or private key is used. */
  client: clientOfWorkspace.exactOptional(),
  proof,
  headers: pairs.exactOptional(),
  what: followUpStep,
});
export type FollowUp = z.output<typeof followUp>;

/** Sends it over the wire as any call. Tokens in the text of the request are shown without their signature. */
export const sendFollowUp = endpoint("POST", "/workbench/calls/follow-up", followUp, answers<CallExchange>());

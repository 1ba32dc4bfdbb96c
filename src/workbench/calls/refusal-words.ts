import type { CallExchange } from "../../contract/calls.ts";
import type { FollowUpStep } from "../../contract/follow-ups.ts";
import type { Claims } from "../../domain/json.ts";
import type { Trace } from "../../domain/trace.ts";
import { meaningOf } from "../error-meanings.ts";
import { STEP_STATUSES } from "./follow-up-parts.ts";
import { type HttpMessage, headerOf } from "./http-message.ts";
import { statusMeaning } from "./response-parts.ts";

/** An answer that is no success, in words; null for one that is. */
export function describeRefusal(
  message: HttpMessage,
  answer: Claims | undefined,
  trace: Trace = [],
): CallExchange["refused"] {
  const error = answer?.["error"];
  if (typeof error === "string") return named(error, String(answer?.["error_description"] ?? ""), trace);
  const { status, reason } = message;
  if (status >= 200 && status < 300 && answer) return null;
  return { error: `${status} ${reason}`.trim(), description: "", meaning: withoutOAuth(message) };
}

/** The same for a step that goes on from a token: a success may be empty, and a refusal may stand in WWW-Authenticate alone. */
export function describeStepRefusal(
  kind: FollowUpStep["kind"],
  message: HttpMessage,
  answer: Claims | undefined,
  trace: Trace = [],
): CallExchange["refused"] {
  const { status, reason } = message;
  if (status >= 200 && status < 300) return null;
  const challenge = readChallenge(headerOf(message, "www-authenticate") ?? "");
  const error = challenge.get("error") ?? answer?.["error"];
  const description = challenge.get("error_description") ?? answer?.["error_description"] ?? "";
  if (typeof error === "string") return named(error, String(description), trace);
  const [meaning] = STEP_STATUSES[kind].get(status) ?? statusMeaning(status) ?? ["The server did not do it"];
  return { error: `${status} ${reason}`.trim(), description: "", meaning: `${meaning}.` };
}

/** What is longer is no challenge, but made to be slow to read. */
const LONGEST_CHALLENGE = 4096;

const named = (error: string, description: string, trace: Trace) => ({
  error,
  description,
  meaning: meaningOf(error, description, trace),
});

/** The parameters of a Bearer challenge (RFC 6750 §3); none for another one. */
function readChallenge(text: string): ReadonlyMap<string, string> {
  if (!/^(bearer|dpop)\b/i.test(text)) return new Map();
  const found = text.slice(0, LONGEST_CHALLENGE).matchAll(/([a-z_]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi);
  return new Map(
    [...found].map(([, name = "", quoted, plain = ""]) => [
      name.toLowerCase(),
      quoted?.replace(/\\(.)/g, "$1") ?? plain,
    ]),
  );
}

/** Whoever answered does not speak OAuth: a proxy, a page, another server. */
function withoutOAuth(message: HttpMessage): string {
  const { status } = message;
  const location = headerOf(message, "location");
  if (status >= 300 && status < 400)
    return `The server sends the caller to ${location ?? "another address"}. That is not followed, since the credentials would go there: correct the address.`;
  if (message.cut !== undefined)
    return `The connection ended before the answer did: ${message.cut}. Send it again; if it stays so, look at the server and at what proxy stands before it.`;
  const [meaning] = statusMeaning(status) ?? ["The server answered in no way of OAuth"];
  const type = headerOf(message, "content-type") ?? "no content type";
  const body = /html/i.test(type) ? "a web page" : `a body of ${type}`;
  return `${meaning}. With it came ${body} instead of the JSON of a token endpoint: look whether the address is that of a token endpoint, and what proxy stands before it.`;
}

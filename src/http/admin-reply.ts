import type { AdminAnswer } from "../admin/admin-answer.ts";
import { toJsonText } from "../domain/json.ts";
import { SECURITY_HEADERS, WITHOUT_FRAME_OPTIONS } from "./replies.ts";

/** What an answer's headers depend on. */
interface Asked {
  readonly method: string;
  readonly contentType: string | undefined;
}

/** An answer of the Admin API as Keycloak writes it (recorded). */
export function adminResponse(asked: Asked, answer: AdminAnswer): Response {
  const { status, headers, json, content } = answer;
  const body = content?.body ?? (json === undefined ? null : toJsonText(json));
  const all = { ...securityHeaders(asked, answer), ...typeOf(answer), ...cacheHeader(asked, answer), ...headers };
  return new Response(asked.method === "HEAD" ? null : (body as string | null), { status, headers: all });
}

/** X-Frame-Options stands where JSON goes, or comes and nothing goes. */
function securityHeaders({ contentType = "" }: Asked, answer: AdminAnswer): Readonly<Record<string, string>> {
  if (answer.bare) return {};
  const type = answer.content?.type ?? (answer.json === undefined ? contentType : "application/json");
  const framed = /^application\/(json|x-www-form-urlencoded)/i.test(type);
  return framed ? SECURITY_HEADERS : WITHOUT_FRAME_OPTIONS;
}

function typeOf({ status, json, content }: AdminAnswer): Readonly<Record<string, string>> {
  if (content) return { "Content-Type": content.type };
  if (json === undefined) return {};
  return { "Content-Type": status < 300 ? "application/json;charset=UTF-8" : "application/json" };
}

function cacheHeader({ method }: Asked, { status, cache }: AdminAnswer): Readonly<Record<string, string>> {
  const said = cache ?? (method === "GET" || method === "HEAD" ? "no-cache" : "unsaid");
  return said === "no-cache" && status < 300 ? { "Cache-Control": "no-cache" } : {};
}

import type { CompiledClient } from "../domain/compiled-client.ts";
import { allowedOriginsOf } from "../domain/web-origins.ts";
import type { EndpointRequest } from "./endpoint.ts";

type Headers = Readonly<Record<string, string>>;

/** Whether a page of the request's origin may read the answer to this client; true without an origin (recorded). */
export function allowsOrigin(client: CompiledClient, request: EndpointRequest): boolean {
  const origin = request.header("origin");
  if (origin === undefined) return true;
  const allowed = allowedOriginsOf(client.representation);
  return allowed.includes("*") || allowed.includes(origin) || origin === originOf(request.caller.baseUrl);
}

const originOf = (baseUrl: string): string => /^[a-z]+:\/\/[^/]+/.exec(baseUrl)?.[0] ?? baseUrl;

const NONE: Headers = {};

/** The headers that let the page of the request's origin read the answer; none without an origin. */
export function corsHeaders(request: EndpointRequest, expose = true): Headers {
  const origin = request.header("origin");
  if (!origin) return NONE;
  return {
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Allow-Credentials": "true",
    ...(expose && { "Access-Control-Expose-Headers": "Access-Control-Allow-Methods" }),
  };
}

/** Headers with those that let the page read the answer; the very object where there is no page. */
export function withCors(headers: Headers, request: EndpointRequest): Headers {
  return request.header("origin") ? { ...headers, ...corsHeaders(request) } : headers;
}

/** The answer to a preflight, which allows every origin (recorded); the real request is judged by itself. */
export function preflightHeaders(request: EndpointRequest, methods: string): Headers {
  if (request.header("origin") === undefined) return NONE;
  return {
    ...corsHeaders(request, false),
    "Access-Control-Allow-Methods": methods,
    "Access-Control-Allow-Headers":
      "Origin, Accept, X-Requested-With, Access-Control-Request-Method, Access-Control-Request-Headers, DPoP, Content-Type, Authorization",
    "Access-Control-Max-Age": "3600",
  };
}

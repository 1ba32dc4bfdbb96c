import type { Context } from "hono";
import { baseUrlOf } from "./addressing.ts";
import type { ServerEnvironment } from "./handle.ts";
import type { ServerContext } from "./server-context.ts";

/** Where this request reached the server, below `prefix` (the relative path unless stated). */
export function ownBaseUrl(
  ctx: ServerContext,
  c: Context<ServerEnvironment>,
  prefix = ctx.addressing.relativePath,
): string {
  const { caller } = c.env;
  return baseUrlOf(ctx.addressing, { secure: caller.secure, host: caller.host, prefix });
}

import { baseUrlOf } from "./addressing.ts";
import type { HttpCaller } from "./http-request.ts";
import type { ServerContext } from "./server-context.ts";

/** Where this request reached the server, below `prefix` (the relative path unless stated). */
export const ownBaseUrl = (
  { addressing }: Pick<ServerContext, "addressing">,
  { secure, host }: HttpCaller,
  prefix = addressing.relativePath,
): string => baseUrlOf(addressing, { secure, host, prefix });

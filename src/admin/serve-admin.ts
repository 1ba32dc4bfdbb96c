import { RealmRefused } from "../domain/realm-refused.ts";
import { failed, passed } from "../domain/trace.ts";
import { RealmConflict } from "../store/workspace-problem.ts";
import { type AdminAnswer, AdminRefused, duplicate, invalid, unauthorized, wrongMethod } from "./admin-answer.ts";
import type { AdminCall, AdminRequest } from "./admin-call.ts";
import type { AdminContext } from "./admin-context.ts";
import { authenticateAdministrator } from "./administrator.ts";
import { adminResource } from "./root.ts";

const CORS = {
  "Access-Control-Allow-Credentials": "true",
  "Access-Control-Expose-Headers": "Location",
};

/** Of an answer to a page's question whether it may call; asked without a token (recorded). */
const PREFLIGHT = {
  "Access-Control-Allow-Credentials": "true",
  "Access-Control-Allow-Methods": "DELETE, GET, POST, PUT",
  "Access-Control-Allow-Headers":
    "Accept, Access-Control-Request-Headers, Access-Control-Request-Method, Authorization, Content-Type, DPoP, Origin, X-Requested-With",
  "Access-Control-Max-Age": "3600",
};

/** Answers a request below `/admin/`, and leaves it in the log with what Keycloak does not tell: why it was refused. */
export async function serveAdmin(ctx: AdminContext, request: AdminRequest): Promise<AdminAnswer> {
  const answer = await answerTo(ctx, request);
  const [, realm = ""] = /^realms\/([^/]+)/.exec(request.path) ?? [];
  const call = `${request.method} /admin/${request.path}`;
  const refused = answer.status >= 400;
  ctx.events.record({
    atSeconds: ctx.protocol.nowSeconds(),
    realm,
    endpoint: "admin",
    method: request.method,
    remoteAddress: request.caller.remoteAddress,
    remotePort: request.caller.remotePort,
    status: answer.status,
    error: refused ? JSON.stringify(answer.json) : undefined,
    description: undefined,
    trace: [refused ? failed(call, { actual: answer.reason ?? JSON.stringify(answer.json) }) : passed(call)],
    issued: undefined,
    isKept: false,
    event: undefined,
  });
  return answer;
}

/** Who calls is asked before anything else. */
async function answerTo(ctx: AdminContext, request: AdminRequest): Promise<AdminAnswer> {
  const origin = request.header("origin");
  if (request.method === "OPTIONS")
    return {
      status: 200,
      ...(origin !== undefined && { headers: { "Access-Control-Allow-Origin": origin, ...PREFLIGHT } }),
    };
  const outside = outsideOfRealms(request);
  if (outside) return outside;
  const admin = await authenticateAdministrator(ctx, request.header("authorization"), request.caller);
  if (typeof admin === "string") return unauthorized(admin);
  if (origin !== undefined && !admin.mayCallFrom(origin))
    return { status: 403, json: { error: "Invalid origin" }, reason: `The token's client has no web origin ${origin}` };
  const answer = await perform({ ctx, admin, request, params: {} });
  if (origin === undefined) return answer;
  return { ...answer, headers: { "Access-Control-Allow-Origin": origin, ...CORS, ...answer.headers } };
}

/** Keycloak's own console stands at `/admin/`; here the window does, and nothing else is there but realms and serverinfo. */
function outsideOfRealms({ path, method, caller }: AdminRequest): AdminAnswer | undefined {
  const [first = "", second] = path.split("/");
  if (first === "") return { status: 302, headers: { Location: `${caller.baseUrl}/admin/master/console/` } };
  if (second === "console" && method === "GET") return { status: 302, headers: { Location: `${caller.baseUrl}/` } };
  return first === "realms" || first === "serverinfo" ? undefined : { ...wrongMethod, bare: true };
}

async function perform(call: AdminCall): Promise<AdminAnswer> {
  const segments = call.request.path.split("/").filter((segment) => segment !== "");
  try {
    return await adminResource.serve(call, segments);
  } catch (error) {
    if (error instanceof AdminRefused) return error.answer;
    if (error instanceof RealmRefused) return invalid(error.message);
    if (error instanceof RealmConflict) return { ...duplicate, reason: error.message };
    throw error;
  }
}

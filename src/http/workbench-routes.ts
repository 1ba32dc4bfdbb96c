import { type Context, Hono } from "hono";
import { authenticateAdministrator } from "../admin/administrator.ts";
import { isNestedTooDeeply, isObject, toJsonText } from "../domain/json.ts";
import { MASTER } from "../domain/master-realm.ts";
import { signInEndpoint, workbenchEndpoints } from "../workbench/endpoints.ts";
import type { ServedEndpoint } from "../workbench/serve.ts";
import type { WorkbenchCaller } from "../workbench/workbench-context.ts";
import { ownBaseUrl } from "./own-base-url.ts";
import { BodyTooLarge, readBody } from "./read-body.ts";
import type { ServerContext } from "./server-context.ts";
import type { ServerEnvironment } from "./web-routes.ts";

type HttpContext = Context<ServerEnvironment>;

const BODY_BYTES = 4 * 1024 * 1024;
const KEEP_ALIVE_MS = 15_000;

/** The Workbench API: for our own window without asking, for a browser that signed in, for administrators of `master`. */
export function createWorkbenchRoutes(ctx: ServerContext): Hono<ServerEnvironment> {
  const app = new Hono<ServerEnvironment>();
  const { relativePath } = ctx.addressing;
  const add = (served: ServedEndpoint, findCaller: (c: HttpContext) => Promise<WorkbenchCaller | Response>) =>
    app.on(served.endpoint.method, `${relativePath}${served.endpoint.path}`, async (c) => {
      const caller = await findCaller(c);
      return caller instanceof Response ? caller : answer(ctx, c, served, caller);
    });
  for (const served of workbenchEndpoints) add(served, (c) => authenticate(ctx, c));
  add(signInEndpoint, async (c) => refuseForeignOrigin(ctx, c) ?? { name: "browser" });
  app.get(`${relativePath}/workbench/changes`, async (c) => {
    const caller = await authenticate(ctx, c);
    return caller instanceof Response ? caller : streamChanges(ctx, c.req.raw.signal);
  });
  app.all(`${relativePath}/workbench/*`, () =>
    Response.json({ error: "There is no such Workbench endpoint" }, { status: 404 }),
  );
  app.onError((error) => {
    if (!(error instanceof BodyTooLarge)) throw error; // they are answered in web-routes.ts
    return Response.json({ error: `This is too much for one request: ${error.message}` }, { status: 413 });
  });
  return app;
}

async function answer(
  ctx: ServerContext,
  c: HttpContext,
  served: ServedEndpoint,
  caller: WorkbenchCaller,
): Promise<Response> {
  const input = await readInput(c, served.endpoint.bodyBytes ?? BODY_BYTES);
  if (typeof input === "string") return Response.json({ error: input }, { status: 400 });
  const outcome = await served.run(ctx.workbench, input, caller);
  const headers = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };
  return "answer" in outcome
    ? new Response(toJsonText(outcome.answer), { headers: { ...headers, "Content-Type": "application/json" } })
    : Response.json(outcome.refusal, { status: outcome.status, headers });
}

/** The path's parameters over the body of a POST or the query of a GET; a sentence where there is none to read. */
async function readInput(c: HttpContext, largest: number): Promise<object | string> {
  if (c.req.method === "GET") return { ...c.req.query(), ...c.req.param() };
  const body = await readBody(c.req.raw, largest, c.env.caller.header("content-length"));
  try {
    const json: unknown = body === "" ? {} : JSON.parse(body);
    if (isNestedTooDeeply(json, body)) return "The body is nested too deeply";
    return isObject(json) ? { ...json, ...c.req.param() } : NO_OBJECT;
  } catch {
    return NO_OBJECT;
  }
}

const NO_OBJECT = "The body is no JSON object";

async function authenticate(ctx: ServerContext, c: HttpContext): Promise<WorkbenchCaller | Response> {
  if (c.env.caller.inProcess) return { name: "window" };
  const foreign = refuseForeignOrigin(ctx, c);
  if (foreign) return foreign;
  const authorization = c.env.caller.header("authorization");
  const [, bearer = ""] = /^bearer +(\S+)$/i.exec(authorization ?? "") ?? [];
  if (ctx.workbench.isSignedIn(bearer)) return { name: "browser" };
  if (ctx.workbench.isWorkspaceKey(bearer)) return { name: "command line" };
  const baseUrl = ownBaseUrl(ctx, c.env.caller);
  const admin = await authenticateAdministrator(ctx.admin, authorization, { ...c.env.caller, baseUrl });
  if (typeof admin !== "string" && admin.has(MASTER, "manage-realm")) return { name: admin.username };
  return Response.json(
    {
      error:
        "Sign in first: open the address that the terminal prints, or send the token of an administrator of master",
    },
    { status: 401 },
  );
}

/** No page of another origin may call, whatever it knows (DESIGN §5). */
function refuseForeignOrigin(ctx: ServerContext, c: HttpContext): Response | undefined {
  const origin = c.env.caller.header("origin");
  if (origin === undefined || origin === new URL(ownBaseUrl(ctx, c.env.caller)).origin) return undefined;
  return Response.json({ error: `Pages of ${origin} may not call the Workbench API` }, { status: 403 });
}

/** Server-sent events: one for every change of a realm, from whoever it came. */
function streamChanges(ctx: ServerContext, signal: AbortSignal): Response {
  const text = new TextEncoder();
  let stop: () => void = () => undefined;
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const send = (line: string) => controller.enqueue(text.encode(`${line}\n\n`));
      send(": changes of realms follow");
      const unsubscribe = ctx.workbench.onChange(({ realm, revision, by, summary }) =>
        send(`data: ${JSON.stringify({ realm, revision, by, summary })}`),
      );
      const timer = setInterval(() => send(": still here"), KEEP_ALIVE_MS);
      timer.unref();
      stop = () => {
        clearInterval(timer);
        unsubscribe();
      };
      signal.addEventListener("abort", () => stop(), { once: true });
    },
    cancel: () => stop(),
  });
  return new Response(stream, { headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store" } });
}

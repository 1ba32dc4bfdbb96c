import { answerResource, type ResourceContext } from "../protocol/resource-server/resource-endpoint.ts";
import type { HttpRequest } from "./http-request.ts";
import type { ResourcePath } from "./realm-paths.ts";
import { type Reply, refusedReply, replyOf } from "./replies.ts";
import { type RealmContext, readForm, record, toEndpointRequest } from "./serve-realm.ts";

/** Everything below `/resource/{realm}`: calls of it stand in the log of the realm. */
export async function serveResource(
  ctx: RealmContext & { readonly loadResource: () => Promise<ResourceContext> },
  at: ResourcePath,
  request: HttpRequest,
): Promise<Reply> {
  const asked = toEndpointRequest(ctx, at, request, await readForm(request));
  const url = `${asked.caller.baseUrl}/resource/${encodeURIComponent(at.realmName)}${at.path}`;
  const { path, query } = at;
  const decision = await answerResource(await ctx.loadResource(), {
    ...asked,
    path,
    query,
    url,
    ownAddress: request.ownAddress(),
    authorization: valuesOf(request, "authorization"),
  });
  record(ctx, "resource", request, asked, decision);
  return decision.refusal ? refusedReply(decision.refusal) : replyOf(decision.value);
}

/** Every header of that name: Node's own list keeps only the first Authorization. */
const valuesOf = ({ rawHeaders }: HttpRequest, name: string): string[] =>
  rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === name);

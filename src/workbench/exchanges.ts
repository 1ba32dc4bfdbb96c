import { type DecodedToken, type Exchange, sendTokenRequest, showTokenRequest } from "../contract/exchanges.ts";
import { buildAccessToken } from "../domain/access-token.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import type { TokenExplanation } from "../domain/explanation.ts";
import type { Claims } from "../domain/json.ts";
import type { IssuedToken } from "../protocol/endpoint.ts";
import { meaningOf } from "./error-meanings.ts";
import { withRealm } from "./find-realm.ts";
import { type RawExchange, sendRaw } from "./raw-exchange.ts";
import { answered, refused, serve } from "./serve.ts";
import { type ComposedRequest, composeTokenRequest, type TokenRequest } from "./token-request.ts";
import type { WorkbenchContext } from "./workbench-context.ts";

/** The request before it is sent. */
export const serveTokenRequest = serve(showTokenRequest, (ctx, request) =>
  withComposed(ctx, request, ({ url, maskedText, curl, annotations }) =>
    answered({ url, requestText: maskedText, curl, annotations }),
  ),
);

/** Sends the request over a real socket, as any service would, and tells all that can be said of the answer. */
export const serveExchange = serve(sendTokenRequest, (ctx, request) =>
  withComposed(ctx, request, async (composed, realm) => {
    const { hostname, port } = new URL(ctx.baseUrl());
    try {
      const raw = await sendRaw(hostname, Number(port), composed.requestText);
      return answered(await toExchange(ctx, realm, composed, raw));
    } catch (error) {
      return refused(502, `The request could not be sent: ${error instanceof Error ? error.message : String(error)}`);
    }
  }),
);

function withComposed<Result>(
  ctx: WorkbenchContext,
  request: TokenRequest,
  answer: (composed: ComposedRequest, realm: CompiledRealm) => Result,
) {
  return withRealm(ctx, request.realm, (store) => {
    const { compiled } = store.read();
    const client = compiled.findClientById(request.client);
    if (!client) return refused(404, "That client is no longer there");
    const tokenUrl = `${ctx.baseUrl()}/realms/${encodeURIComponent(compiled.name)}/protocol/openid-connect/token`;
    return answer(composeTokenRequest(request, client.representation, tokenUrl), compiled) as never;
  });
}

async function toExchange(
  ctx: WorkbenchContext,
  realm: CompiledRealm,
  composed: ComposedRequest,
  raw: RawExchange,
): Promise<Exchange> {
  const call = ctx.events.findByPort(raw.localPort);
  const answer = parseObject(raw.body);
  const error = typeof answer?.["error"] === "string" ? answer["error"] : undefined;
  const description = String(answer?.["error_description"] ?? "");
  return {
    id: ctx.editFacts().newId(),
    atSeconds: ctx.protocol.nowSeconds(),
    url: composed.url,
    requestText: composed.maskedText,
    responseText: raw.responseText,
    status: raw.status,
    elapsedMs: Math.round(raw.elapsedMs * 10) / 10,
    curl: composed.curl,
    annotations: composed.annotations,
    answer: answer ?? null,
    tokens: await decodeTokens(ctx, realm, answer ?? {}),
    trace: call?.trace ?? [],
    explanation: call?.issued ? explainIssued(call.issued) : null,
    refused: error === undefined ? null : { error, description, meaning: meaningOf(error, description, call?.trace) },
  };
}

function parseObject(text: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}

/** The explanation of a token that was issued: the same functions over the same inputs, its id included. */
function explainIssued({ plan, facts, tokenId }: IssuedToken): TokenExplanation {
  return buildAccessToken(plan, { ...facts, newTokenId: () => tokenId }).explain();
}

const KINDS = ["access_token", "refresh_token", "id_token"] as const;

async function decodeTokens(ctx: WorkbenchContext, realm: CompiledRealm, answer: Claims): Promise<DecodedToken[]> {
  const found: DecodedToken[] = [];
  for (const kind of KINDS) {
    const jwt = answer[kind];
    if (typeof jwt !== "string") continue;
    const decoded = decodeParts(jwt);
    if (decoded)
      found.push({ kind, jwt, ...decoded, signature: await judgeSignature(ctx, realm, jwt, decoded.header) });
  }
  return found;
}

function decodeParts(jwt: string): { header: Claims; claims: Claims } | undefined {
  const [header, claims] = jwt.split(".").map((part) => parseObject(Buffer.from(part, "base64url").toString("utf8")));
  return header && claims ? { header, claims } : undefined;
}

async function judgeSignature(
  ctx: WorkbenchContext,
  realm: CompiledRealm,
  jwt: string,
  header: Claims,
): Promise<DecodedToken["signature"]> {
  const keys = ctx.protocol.keysOf(realm);
  const verified = await keys.verify(jwt);
  const kid = String(header["kid"] ?? "");
  if ("problem" in verified) return { valid: false, kid, reason: `Not valid: ${verified.problem}` };
  const published = keys.jwks.some((key) => key["kid"] === kid);
  const reason = published
    ? `Signed with ${String(header["alg"])} by the key of that kid in the realm's JWKS`
    : `Signed with ${String(header["alg"])} by a secret of the realm: only the realm itself can verify it`;
  return { valid: true, kid, reason };
}

import { previewToken } from "../contract/preview.ts";
import { type AccessToken, buildAccessToken } from "../domain/access-token.ts";
import { resolveClientScopes } from "../domain/client-scopes.ts";
import type { CompiledClient } from "../domain/compiled-client.ts";
import { type CompiledRealm, compileRealm } from "../domain/compiled-realm.ts";
import { applyEdits } from "../domain/edits/apply-edits.ts";
import type { TokenPreview } from "../domain/explanation.ts";
import type { Claims } from "../domain/json.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { buildRefreshTokenClaims } from "../domain/refresh-token.ts";
import { buildTokenAnswer } from "../domain/token-answer.ts";
import type { TokenFacts } from "../domain/token-facts.ts";
import { passed } from "../domain/trace.ts";
import { authenticateClient, authenticatorOf } from "../protocol/client-authentication/authenticate-client.ts";
import { clientSecret } from "../protocol/client-authentication/client-secret.ts";
import { refuseDisabled } from "../protocol/client-authentication/disabled-client.ts";
import { type EndpointRequest, issuerOf, traced } from "../protocol/endpoint.ts";
import { type FormParameters, parseForm } from "../protocol/form-parameters.ts";
import { decideClientCredentials, notesOf } from "../protocol/grants/client-credentials.ts";
import type { Refusal } from "../protocol/oauth-error.ts";
import { judgeOpenRealm } from "../protocol/realm-gate.ts";
import { judgeProved } from "../protocol/token.ts";
import { withReadableRealm } from "./find-realm.ts";
import { answered, refused, serve } from "./serve.ts";
import type { TransferContext } from "./transfer-context.ts";
import type { WorkbenchContext } from "./workbench-context.ts";

/** A preview only reads, so that the files of a workspace will do. */
export type PreviewContext = Pick<WorkbenchContext, "protocol" | "editFacts" | "baseUrl"> &
  Pick<TransferContext, "realms">;

/** The token a client would get if the edits were saved, decided by the very functions that the token endpoint uses. */
export const servePreview = serve(previewToken, (ctx: PreviewContext, { realm: name, edits, client: id, scope }) =>
  withReadableRealm(ctx, name, async (store) => {
    const { document, compiled, revision } = store.read();
    try {
      const draft =
        edits.length === 0 ? compiled : compileRealm(applyEdits(document, edits, ctx.editFacts()).document, compiled);
      const client = draft.findClientById(id);
      return client
        ? answered(await previewOf(ctx, client, scope, revision))
        : refused(404, "That client is no longer there");
    } catch (error) {
      if (error instanceof RealmRefused) return refused(422, error.message, { field: error.path.join(".") });
      throw error;
    }
  }),
);

const NOWHERE: Pick<TokenPreview, "header" | "claims" | "answer"> = { header: {}, claims: {}, answer: {} };

async function previewOf(
  ctx: PreviewContext,
  client: CompiledClient,
  scope: string | undefined,
  revision: number,
): Promise<TokenPreview> {
  const request = requestOf(ctx, client, scope);
  const open = judgeOpenRealm(client.realm, request);
  const judged = open.refusal ? open : traced(open.trace, await judgeClient(ctx, client, request));
  const decided = judged.refusal ? judged : decideClientCredentials(judged.value, request);
  const trace = judged.refusal ? judged.trace : [...judged.trace, ...decided.trace];
  if (decided.refusal)
    return {
      ...NOWHERE,
      revision,
      refused: toRefused(decided.refusal),
      trace,
      explanation: explainRefused(client, scope),
    };
  const { plan, session } = decided.value as Exclude<ReturnType<typeof decideClientCredentials>["value"], undefined>;
  const facts = factsFor(ctx, client.realm, client, session);
  const access = buildAccessToken(plan, facts);
  return {
    revision,
    refused: null,
    trace,
    header: access.header,
    claims: access.claims,
    answer: answerWithoutTokens(plan, facts, access),
    explanation: access.explain(),
  };
}

/** As at the token endpoint; but a proof that only the client can give, such as a signature, is taken for given. */
async function judgeClient({ protocol }: PreviewContext, client: CompiledClient, request: EndpointRequest) {
  const type = authenticatorOf(client);
  const authenticator = protocol.authenticators.find(({ id }) => id === type);
  if (type === clientSecret.id || !authenticator) {
    const authenticated = await authenticateClient(protocol, client.realm, request);
    return authenticated.refusal ? authenticated : judgeProved(authenticated, request);
  }
  const disabled = refuseDisabled(client);
  if (disabled) return disabled;
  const gap = await authenticator.findGap?.(client, protocol.findClientKeys);
  if (gap) return { refusal: gap.refusal, trace: [gap.step] };
  const step = passed("client authentication", { actual: `as if it had come by ${authenticator.methods.join()}` });
  return judgeProved({ value: client, trace: [step] }, request);
}

const toRefused = ({ status, error, description }: Refusal) => ({
  status,
  error,
  ...(description !== undefined && { description }),
});

/** The request that the client would send, with its own secret by the method it allows. */
function requestOf(ctx: PreviewContext, client: CompiledClient, scope: string | undefined): EndpointRequest {
  const { clientId, representation, realm } = client;
  const secret = representation.secret ?? "";
  const inForm =
    client.attribute("client.secret.authentication.allowed.method") === "client_secret_post" ||
    representation.publicClient;
  const basic = `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString("base64")}`;
  const fields: [string, string][] = [["grant_type", "client_credentials"]];
  if (inForm) fields.push(["client_id", clientId], ["client_secret", secret]);
  if (scope !== undefined) fields.push(["scope", scope]);
  const headers = new Map(inForm ? [] : [["authorization", basic]]);
  const caller = { remoteAddress: "127.0.0.1", secure: false, baseUrl: ctx.baseUrl() };
  return { realmName: realm.name, method: "POST", form: formOf(fields), caller, header: (name) => headers.get(name) };
}

const formOf = (fields: [string, string][]): FormParameters =>
  parseForm(fields.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&"));

/** A client that must bind its tokens does: to the key of its proof, which only it has. */
const SOME_PROOF = { jkt: "of-the-key-that-signs-the-proof", "kc-jkt-type": "DPoP" } as const;
const NO_ID = "00000000-0000-0000-0000-000000000000";

function factsFor(
  ctx: PreviewContext,
  realm: CompiledRealm,
  client: CompiledClient,
  kind: TokenFacts["session"]["kind"],
): TokenFacts {
  const nowSeconds = ctx.protocol.nowSeconds();
  const remoteAddress = "127.0.0.1";
  return {
    issuer: issuerOf(realm, { baseUrl: ctx.baseUrl() }),
    nowSeconds,
    newTokenId: () => NO_ID,
    grantCode: "cc",
    confirmation: client.attribute("dpop.bound.access.tokens") === "true" ? SOME_PROOF : undefined,
    session: {
      kind,
      ...(kind === "transient" ? { passingId: "new-with-each-request" } : { id: "new-with-each-request" }),
      startedAtSeconds: nowSeconds,
      notes: notesOf(client.clientId, remoteAddress),
    },
  };
}

function answerWithoutTokens(
  plan: Parameters<typeof buildTokenAnswer>[0],
  facts: TokenFacts,
  access: AccessToken,
): Claims {
  const refreshClaims =
    facts.session.kind === "transient"
      ? undefined
      : buildRefreshTokenClaims(plan, facts, access.claims, { scope: plan.internalScope });
  const answer = buildTokenAnswer(plan, facts, {
    accessToken: "",
    accessClaims: access.claims,
    ...(refreshClaims && { refreshClaims }),
  });
  return Object.fromEntries(Object.entries(answer).filter(([name]) => name !== "access_token"));
}

/** What can be said of a token that is not issued: the client scopes and why each would or would not take part. */
function explainRefused(client: CompiledClient, scope: string | undefined): TokenPreview["explanation"] {
  const held = client.serviceAccount?.held ?? new Map();
  return { roles: [], claims: [], silentMappers: [], clientScopes: resolveClientScopes(client, held, scope).verdicts };
}

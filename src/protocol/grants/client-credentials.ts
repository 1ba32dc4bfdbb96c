import { signatureAlgorithmOf } from "../../domain/access-token.ts";
import type { CompiledClient } from "../../domain/compiled-client.ts";
import type { Confirmation, SessionFacts, TokenFacts } from "../../domain/token-facts.ts";
import type { TokenPlan } from "../../domain/token-plan.ts";
import { type Decision, passed } from "../../domain/trace.ts";
import { signatureAlgorithms } from "../../keys/signature-algorithms.ts";
import { type EndpointRequest, issuerOf, type ProtocolContext, traced } from "../endpoint.ts";
import { issueTokens, refuseBroken } from "../issue-tokens.ts";
import { type Refusal, refusals, refuse } from "../oauth-error.ts";
import { factsOf, type Session } from "../sessions.ts";
import type { Grant } from "./grant.ts";
import { reuseMark } from "./refresh-rotation.ts";

/** Our own switch, for the documented example of 2016 only: an ID token without `scope=openid`. */
const ID_TOKEN_ALWAYS = "tokenbench.id_token.without.openid";

const ALLOWED = passed("the client may use client_credentials");
const SCOPES_OK = passed("every requested scope is assigned to the client");

/** What a client credentials request comes to before anything is signed or stored: also what the preview shows. */
export interface ClientCredentialsGrant {
  readonly plan: TokenPlan;
  /** Transient unless the client asks for refresh tokens. */
  readonly session: SessionFacts["kind"];
  readonly idToken: boolean;
}

/** The client credentials grant (RFC 6749 §4.4): a token for the client's own service account. */
export const grantClientCredentials: Grant = async (ctx, client, request, confirmation) => {
  const decided = decideClientCredentials(client, request, confirmation);
  if (decided.refusal) return decided;
  const { plan, session, idToken } = decided.value;
  const { facts, stored } = startSession(ctx, plan, request, { kind: session, confirmation });
  const issued = await issueTokens(ctx, plan, facts, {
    idToken,
    ...(stored && { refresh: { scope: plan.internalScope, ...reuseMark(client, stored) } }),
  });
  return traced(decided.trace, issued);
};

/** Decides the grant; pure. */
export function decideClientCredentials(
  client: CompiledClient,
  request: Pick<EndpointRequest, "form">,
  confirmation?: Confirmation,
): Decision<ClientCredentialsGrant, Refusal> {
  const planned = planFor(client, request);
  if (planned.refusal) return planned;
  const { value: plan, trace } = planned;
  const subject = { clientId: client.clientId };
  const wantsRefresh = client.attribute("client_credentials.use_refresh_token") === "true";
  const offline = wantsRefresh && plan.scopes.granted.some(({ name }) => name === "offline_access");
  const asked =
    offline ||
    plan.scopes.verdicts.some(
      ({ name, requested, assignment }) => name === "offline_access" && (requested || assignment === "default"),
    );
  const allowed = offline && plan.tokenRoles.realm.has("offline_access"); // held and in scope
  if (wantsRefresh && asked && !allowed)
    return refuse(refusals.offlineNotAllowed, "offline access is allowed", {
      subject,
      expected: "the role offline_access",
      actual: "the service account does not hold it",
    });
  if (client.attribute("tls.client.certificate.bound.access.tokens") === "true" && !hasCertificate(confirmation))
    return refuse(refusals.noCertificate, "a client certificate binds the token", {
      subject,
      expected: "a certificate of the client in the TLS handshake",
      actual: "no client certificate",
    });
  const alg = signatureAlgorithmOf(plan, "access.token.signed.response.alg");
  if (!signatureAlgorithms.has(alg))
    return refuse(refusals.unexpected, "the access token's algorithm is known", {
      subject,
      expected: "a signature algorithm that Keycloak has",
      actual: alg,
    });
  const kept = offline ? "offline" : "online";
  const idToken = plan.scopes.openid || client.attribute(ID_TOKEN_ALWAYS) === "true";
  return { value: { plan, session: wantsRefresh ? kept : "transient", idToken }, trace };
}

const hasCertificate = (confirmation: Confirmation | undefined): boolean =>
  confirmation !== undefined && "x5t#S256" in confirmation;

/** The checks of the grant in Keycloak's order (reference §2.1, 17 to 21), and what the token will be made of. */
function planFor(client: CompiledClient, request: Pick<EndpointRequest, "form">): Decision<TokenPlan, Refusal> {
  const { clientId, id, representation } = client;
  const subject = { clientId };
  const mendServiceAccount = {
    label: "Switch Service account roles on",
    edits: [{ type: "updateClient" as const, client: id, settings: { serviceAccountsEnabled: true } }],
  };
  if (representation.publicClient)
    return refuse(refusals.publicClient, "the client is confidential", {
      subject,
      expected: "Client authentication on",
      actual: "a public client: Client authentication is off",
      mend: {
        label: "Switch Client authentication on",
        edits: [{ type: "updateClient", client: id, settings: { publicClient: false } }],
      },
    });
  if (!representation.serviceAccountsEnabled)
    return refuse(refusals.noServiceAccount, "the client has a service account", {
      subject,
      expected: "Service account roles on",
      actual: "Service account roles is off",
      mend: mendServiceAccount,
    });
  if (!client.serviceAccount)
    return refuse(refusals.noServiceAccountUser, "the service account's user is there", {
      subject,
      expected: "a user linked to the client",
      actual: "no user is linked to the client",
    });
  const { user } = client.serviceAccount;
  if (user.enabled === false)
    return refuse(refusals.userDisabled(user.username), "the service account's user is enabled", {
      subject: { ...subject, user: user.username },
      expected: "a service account's user that is enabled",
      actual: `${user.username} is disabled`,
    });
  const scope = request.form.first("scope");
  const plan = client.planFor(scope);
  if (!plan) return refuse(refusals.noServiceAccountUser, "the service account's user is there", { subject });
  if (plan.scopes.unlinked.length > 0) return refuseScope(plan, scope ?? "");
  return refuseBroken(plan) ?? { value: plan, trace: [ALLOWED, SCOPES_OK] };
}

/** Refuses unlinked scopes, naming the first and, when the realm has it, the edit that assigns it. */
export function refuseScope(plan: TokenPlan, scope: string): Decision<TokenPlan, Refusal> {
  const [word = ""] = plan.scopes.unlinked;
  const known = plan.scopes.verdicts.find(({ name }) => name === word);
  const why =
    word === ""
      ? "an empty word: scope is empty or has two spaces in a row"
      : known
        ? `${word} is a client scope of the realm, but not assigned to this client`
        : describeUnknownScope(plan, word);
  const mend = known?.mends[0];
  return refuse(refusals.invalidScope(scope), "every requested scope is assigned to the client", {
    subject: { clientId: plan.client.clientId, scope },
    expected: "names of client scopes that the client has, with one space between them",
    actual: why,
    ...(mend && { mend }),
  });
}

function describeUnknownScope({ client }: TokenPlan, word: string): string {
  const near = [...client.realm.clientScopes.keys()].find((name) => name.toLowerCase() === word.toLowerCase());
  return `the realm has no client scope ${word}${near === undefined ? "" : `; ${near} differs only in case`}`;
}

const known = new Map<string, Map<string, ReadonlyMap<string, string>>>();
/** So many clients and addresses; callers choose neither, but addresses may be many. */
const NOTES_KEPT = 1000;

/**
 * What Keycloak notes of the caller; mappers of the scope service_account write it into the token. The same callers come
 * again and again, so their notes are made once.
 */
export function notesOf(clientId: string, remoteAddress: string): ReadonlyMap<string, string> {
  const ofClient = known.get(clientId) ?? new Map<string, ReadonlyMap<string, string>>();
  const found = ofClient.get(remoteAddress);
  if (found) return found;
  const notes = createNotes(clientId, remoteAddress);
  if (known.size >= NOTES_KEPT) known.clear();
  if (ofClient.size >= NOTES_KEPT) ofClient.clear();
  known.set(clientId, ofClient.set(remoteAddress, notes));
  return notes;
}

const createNotes = (clientId: string, remoteAddress: string): ReadonlyMap<string, string> =>
  new Map([
    ["clientHost", remoteAddress],
    ["clientAddress", remoteAddress],
    ["client_id", clientId],
    ["clientId", clientId],
  ]);

function startSession(
  ctx: ProtocolContext,
  plan: TokenPlan,
  { caller, form }: EndpointRequest,
  { kind, confirmation }: { kind: SessionFacts["kind"]; confirmation: Confirmation | undefined },
): { readonly facts: TokenFacts; readonly stored?: Session } {
  const { client, holder } = plan;
  const nowSeconds = ctx.nowSeconds();
  const notes = notesOf(client.clientId, caller.remoteAddress);
  const factsIn = (session: SessionFacts): TokenFacts => ({
    issuer: issuerOf(client.realm, caller),
    nowSeconds,
    newTokenId: ctx.newTokenId,
    grantCode: "cc",
    session,
    confirmation,
  });
  if (kind === "transient") return { facts: factsIn({ kind, startedAtSeconds: nowSeconds, notes }) };
  const stored = ctx.sessions.create(client, {
    userId: holder.user.id ?? "",
    kind,
    startedAtSeconds: nowSeconds,
    notes,
    scope: form.first("scope"),
    reuseId: ctx.newTokenId(),
  });
  return { facts: factsIn(factsOf(stored)), stored };
}

import type { CompiledClient, ServiceAccount } from "../domain/compiled-client.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { closureOf, rolesNamed } from "../domain/compiled-roles.ts";
import type { Claims } from "../domain/json.ts";
import type { SessionFacts } from "../domain/token-facts.ts";
import { type Decision, failed, passed, type Trace } from "../domain/trace.ts";
import type { ProtocolContext } from "./endpoint.ts";
import { factsOf, type Session } from "./sessions.ts";

/** A token of this realm that is good right now, with all it refers to. */
export interface LiveToken {
  readonly claims: Claims;
  readonly client: CompiledClient;
  readonly holder: ServiceAccount;
  readonly session: SessionFacts;
  readonly stored: Session | undefined;
}

/** Why a token is not good: a step for people. Endpoints answer it each in their own way. */
export type TokenProblem = { readonly rule: string };

type Verified = Decision<LiveToken, TokenProblem>;

const problem = (rule: string, actual: string): { refusal: TokenProblem; trace: Trace } => ({
  refusal: { rule },
  trace: [failed(rule, { actual })],
});

const GOOD = passed("the token is the realm's own, still valid, and all it refers to is there");

/** Verifies a token's signature and its times, then its client, session and user (reference §8.4). */
export async function verifyToken(
  ctx: ProtocolContext,
  realm: CompiledRealm,
  issuer: string,
  token: string,
): Promise<Verified> {
  const verified = await ctx.keysOf(realm).verify(token);
  if ("problem" in verified) return problem("the signature is the realm's", verified.problem);
  const claims = verified.decoded.claims as Claims;
  if (claims["iss"] !== issuer)
    return problem("the issuer is this realm", `the token says ${String(claims["iss"])}, this realm is ${issuer}`);
  const now = ctx.nowSeconds();
  if (typeof claims["exp"] === "number" && claims["exp"] <= now)
    return problem("the token has not expired", `it expired ${now - claims["exp"]} s ago`);
  const client = typeof claims["azp"] === "string" ? realm.findClient(claims["azp"]) : undefined;
  if (!client)
    return problem("the client that the token was issued to is there", `there is no client ${String(claims["azp"])}`);
  if (client.representation.enabled === false)
    return problem("the client that the token was issued to is enabled", `${client.clientId} is disabled`);
  const issuedAt = typeof claims["iat"] === "number" ? claims["iat"] : 0;
  const notBefore = Math.max(realm.document.notBefore ?? 0, client.representation.notBefore ?? 0);
  if (issuedAt < notBefore)
    return problem(
      "the token is not older than the not-before policy",
      `issued at ${issuedAt}, but nothing before ${notBefore} counts`,
    );
  return withHolder(ctx, realm, client, claims);
}

function withHolder(ctx: ProtocolContext, realm: CompiledRealm, client: CompiledClient, claims: Claims): Verified {
  const sid = claims["sid"];
  const stored = typeof sid === "string" ? findSession(ctx, realm, sid) : undefined;
  if (sid !== undefined && !stored)
    return problem("the session is alive", "it has ended: logged out, expired, or the server was started anew");
  const userId = stored?.userId ?? claims["sub"];
  const holder = typeof userId === "string" ? holderOf(realm, client, userId) : undefined;
  if (!holder) return problem("the user of the token is there", "no such user");
  if (holder.user.enabled === false)
    return problem("the user of the token is enabled", `${holder.user.username} is disabled`);
  if (typeof claims["iat"] === "number" && claims["iat"] < (holder.user.notBefore ?? 0))
    return problem("the token is not older than the user's not-before policy", "it is older");
  const transient: SessionFacts = {
    kind: "transient",
    startedAtSeconds: Number(claims["iat"] ?? 0),
    notes: new Map(), // what was noted of the caller is gone with the request (recorded)
  };
  return { value: { claims, client, holder, session: stored ? factsOf(stored) : transient, stored }, trace: [GOOD] };
}

function findSession(ctx: ProtocolContext, realm: CompiledRealm, id: string): Session | undefined {
  const session = ctx.sessions.find(realm.name, id, ctx.nowSeconds());
  return session?.clientLoggedOut ? undefined : session;
}

/** Who a token speaks for: the client's service account, or another user of the realm. */
export function holderOf(realm: CompiledRealm, client: CompiledClient, userId: string): ServiceAccount | undefined {
  if (client.serviceAccount?.user.id === userId) return client.serviceAccount;
  const user = realm.usersById.get(userId);
  return user && { user, held: closureOf(rolesNamed(realm.roles, user.realmRoles, user.clientRoles)) };
}

import type { CompiledClient, ServiceAccount } from "../../domain/compiled-client.ts";
import { MASTER } from "../../domain/master-realm.ts";
import type { TokenFacts } from "../../domain/token-facts.ts";
import { planToken, type TokenPlan } from "../../domain/token-plan.ts";
import { type Decision, passed } from "../../domain/trace.ts";
import { type EndpointRequest, issuerOf, type ProtocolContext, traced } from "../endpoint.ts";
import { issueTokens } from "../issue-tokens.ts";
import { type Refusal, refusals, refuse } from "../oauth-error.ts";
import { factsOf, type Session } from "../sessions.ts";
import { holderOf } from "../token-verification.ts";
import { refuseScope } from "./client-credentials.ts";
import type { Grant } from "./grant.ts";
import { reuseMark } from "./refresh-rotation.ts";

const KNOWN = passed("the administrator's password");

/**
 * The password grant (RFC 6749 §4.3), for the bootstrap administrator of `master` alone: there are no other users with
 * passwords here. Everybody else is refused in Keycloak's words.
 */
export const grantPassword: Grant = async (ctx, client, request) => {
  const subject = { clientId: client.clientId };
  if (!client.representation.directAccessGrantsEnabled)
    return refuse(refusals.directGrantsOff, "the client may use direct access grants", {
      subject,
      actual: "Direct access grants is off",
    });
  const username = request.form.first("username");
  if (!username) return refuse(refusals.noUsername, "a username is there");
  const holder = await findAdministrator(ctx, client, username, request.form.first("password") ?? "");
  if (!holder) {
    const actual =
      client.realm.name === MASTER ? "wrong user name or password" : "only master has a user with a password";
    return refuse(refusals.invalidGrant("Invalid user credentials"), "the administrator's password", {
      subject: { username },
      actual,
    });
  }
  const scope = request.form.first("scope");
  const plan = planToken(client, holder, scope);
  if (plan.scopes.unlinked.length > 0) return refuseScope(plan, scope ?? "") as Decision<never, Refusal>;
  const { facts, session } = startAdministratorSession(ctx, plan, request);
  const issued = await issueTokens(ctx, plan, facts, {
    idToken: plan.scopes.openid,
    refresh: { scope: plan.internalScope, ...reuseMark(client, session) },
  });
  return traced([KNOWN], issued);
};

async function findAdministrator(
  ctx: ProtocolContext,
  client: CompiledClient,
  username: string,
  password: string,
): Promise<ServiceAccount | undefined> {
  const { realm } = client;
  if (realm.name !== MASTER) return undefined;
  const userId = realm.userIdsByName.get(username.toLowerCase());
  if (userId === undefined || !(await ctx.isAdminPassword(username, password))) return undefined;
  return holderOf(realm, client, userId);
}

function startAdministratorSession(
  ctx: ProtocolContext,
  plan: TokenPlan,
  request: EndpointRequest,
): { readonly facts: TokenFacts; readonly session: Session } {
  const { client, holder } = plan;
  const nowSeconds = ctx.nowSeconds();
  const started = { kind: "online", startedAtSeconds: nowSeconds, notes: new Map<string, string>() } as const;
  const session = ctx.sessions.create(client, {
    ...started,
    userId: holder.user.id ?? "",
    scope: request.form.first("scope"),
    reuseId: ctx.newTokenId(),
  });
  const issuer = issuerOf(client.realm, request.caller);
  const facts = { issuer, nowSeconds, newTokenId: ctx.newTokenId, grantCode: "ro", session: factsOf(session) } as const;
  return { facts, session };
}

import { buildAccessToken } from "../../src/domain/access-token.ts";
import type { CompiledClient } from "../../src/domain/compiled-client.ts";
import { completeRealm } from "../../src/domain/complete-realm.ts";
import type { Claims } from "../../src/domain/json.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import type { SessionFacts, TokenFacts } from "../../src/domain/token-facts.ts";
import type { TokenPlan } from "../../src/domain/token-plan.ts";
import { aRealm, clientNamed, NOW, type RealmDraft, someEditFacts } from "../support/builders.ts";

/** What Keycloak notes of a caller on this machine (reference §5.5). */
const notesOf = (clientId: string): ReadonlyMap<string, string> =>
  new Map([
    ["clientHost", "127.0.0.1"],
    ["clientAddress", "127.0.0.1"],
    ["client_id", clientId],
    ["clientId", clientId],
  ]);

export const aSession = (stated: Partial<SessionFacts> = {}): SessionFacts => ({
  kind: "transient",
  startedAtSeconds: NOW,
  notes: notesOf("app"),
  ...stated,
});

export const TOKEN_ID = "01234567-89ab-cdef-0123-456789abcdef";
export const ISSUER = "http://localhost:8080/realms/test";

export const someTokenFacts = (stated: Partial<TokenFacts> = {}): TokenFacts => ({
  issuer: ISSUER,
  nowSeconds: NOW,
  newTokenId: () => TOKEN_ID,
  session: aSession(),
  grantCode: "cc",
  ...stated,
});

/** The plan of a client that has a service account. */
export function planOf(client: CompiledClient, scope?: string): TokenPlan {
  const plan = client.planFor(scope);
  if (!plan) throw new Error(`${client.clientId} has no service account`);
  return plan;
}

/** The access token of the client `app` of a realm. */
export const accessTokenOf = (realm: RealmDocument, scope?: string, clientId = "app", facts = someTokenFacts()) =>
  buildAccessToken(planOf(clientNamed(realm, clientId), scope), facts);

export const claimsOf = (realm: RealmDocument, scope?: string, clientId = "app"): Claims =>
  accessTokenOf(realm, scope, clientId).claims;

/** A realm with all that Keycloak adds to one on import: the client `account`, the default role. */
export const anImportedRealm = (stated: RealmDraft = {}): RealmDocument =>
  completeRealm(aRealm(stated), { ...someEditFacts(), keyProviders: [] });

/** Roles sorted by name, as the recordings have them: Keycloak writes them in no promised order. */
export function rolesIn(claims: Claims): {
  realm: string[] | undefined;
  clients: Record<string, string[]> | undefined;
} {
  const realm = claims["realm_access"] as { roles: string[] } | undefined;
  const access = claims["resource_access"] as Record<string, { roles: string[] }> | undefined;
  return {
    realm: realm && [...realm.roles].sort(),
    clients:
      access && Object.fromEntries(Object.entries(access).map(([owner, { roles }]) => [owner, [...roles].sort()])),
  };
}

/** `aud` as a sorted list; undefined when the claim is absent. */
export function audienceIn(claims: Claims): string[] | undefined {
  const { aud } = claims;
  return aud === undefined ? undefined : ([aud].flat() as string[]).sort();
}

export const scopeIn = (claims: Claims): string[] => String(claims["scope"]).split(" ").filter(Boolean).sort();

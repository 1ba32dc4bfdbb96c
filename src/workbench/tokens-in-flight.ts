import { signatureAlgorithmOf } from "../domain/access-token.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { accessTokenExpiry } from "../domain/lifespans.ts";
import { readKeyMetadata } from "../keys/key-metadata.ts";
import type { IssuedToken } from "../protocol/endpoint.ts";
import { signingKids } from "./key-effects.ts";
import type { WorkbenchContext } from "./workbench-context.ts";

/** How many access tokens that have not expired each key of a realm has signed, by kid, as far back as calls are kept. */
export function tokensInFlight({ events, protocol }: WorkbenchContext, realm: string): ReadonlyMap<string, number> {
  const nowSeconds = protocol.nowSeconds();
  const counts = new Map<string, number>();
  const kidsThen = new Map<CompiledRealm, ReadonlyMap<string, string>>();
  for (const { realm: asked, issued } of events.newestFirst()) {
    if (asked !== realm || !issued || expiryOf(issued) <= nowSeconds) continue;
    const { realm: then } = issued.plan.client;
    const kids = kidsThen.get(then) ?? signingKids(readKeyMetadata(then.document).keys);
    kidsThen.set(then, kids);
    const kid = kids.get(signatureAlgorithmOf(issued.plan, "access.token.signed.response.alg"));
    if (kid !== undefined) counts.set(kid, (counts.get(kid) ?? 0) + 1);
  }
  return counts;
}

function expiryOf({ plan, facts }: IssuedToken): number {
  const session = plan.offline ? { ...facts.session, kind: "offline" as const } : facts.session;
  return accessTokenExpiry(plan.client, session, facts.nowSeconds);
}

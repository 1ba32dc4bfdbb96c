import { type IdentityProvider, identityProvidersOf } from "../domain/identity-providers.ts";
import { inFieldOrder } from "../domain/representations.ts";
import { MASK } from "../domain/secrets.ts";
import { type AdminAnswer, noSuchPath, ok, refuse } from "./admin-answer.ts";
import { param, type RealmCall, requireAny } from "./admin-call.ts";
import { inHashOrder } from "./client-representation.ts";
import { byCode, page } from "./query.ts";
import { createResource } from "./resource.ts";

export function identityProviderRepresentation(provider: IdentityProvider): object {
  const { clientSecret, ...config } = provider.config ?? {};
  return inFieldOrder("IdentityProviderRepresentation", {
    ...provider,
    config: inHashOrder({ ...config, ...(clientSecret !== undefined && { clientSecret: MASK }) }),
  });
}

const view = (call: RealmCall): void => requireAny(call, "view-identity-providers", "manage-identity-providers");

function listProviders(call: RealmCall): AdminAnswer {
  view(call);
  const { identityProviders } = identityProvidersOf(call.realm.document);
  const sorted = [...identityProviders].sort((a, b) => byCode(a.alias, b.alias));
  return ok(page(call, sorted).map(identityProviderRepresentation));
}

function readProvider(call: RealmCall): AdminAnswer {
  view(call);
  const { identityProviders } = identityProvidersOf(call.realm.document);
  const found = identityProviders.find(({ alias }) => alias === param(call, "alias")) ?? refuse(noSuchPath);
  return ok(identityProviderRepresentation(found));
}

/** The identity providers that a realm's file holds: shown as they are, nobody signs in through them here. */
export const identityProvidersResource = createResource<RealmCall>({
  operations: { "GET instances": listProviders, "GET instances/{alias}": readProvider },
});

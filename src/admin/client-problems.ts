import { findClientProblems } from "../domain/client-validation.ts";
import type { GivenClient } from "../domain/edits/client-representation-edits.ts";
import { type AdminAnswer, duplicate, invalid, invalidWith, refuse } from "./admin-answer.ts";
import type { RealmCall } from "./admin-call.ts";

/** Ends the call where a client's values are not good, with all that is wrong with them. */
export function refuseProblems({ realm }: RealmCall, client: GivenClient): void {
  const said = Object.fromEntries(Object.entries(client).filter(([, value]) => value !== null));
  const problems = findClientProblems(said);
  if (problems.length > 0) refuse(invalidWith("invalid_input", problems.join("; ")));
  const { authenticationFlows = [] } = realm.document as { readonly authenticationFlows?: readonly { id?: string }[] };
  for (const flow of Object.values(client.authenticationFlowBindingOverrides ?? {}))
    if (flow && !authenticationFlows.some(({ id }) => id === flow))
      refuse(invalid(`Unable to resolve auth flow binding override: ${flow}`));
}

type GivenMappers = Partial<GivenClient>["protocolMappers"];

/**
 * What Keycloak's database says to the mappers of a new client or client scope (asked on 26.7).
 *
 * @param taken the answer to two of one name
 */
export function refuseUnfitMappers(protocolMappers: GivenMappers, taken: AdminAnswer): void {
  const names = new Set<string>();
  for (const { name, protocol } of protocolMappers ?? []) {
    if (name == null || protocol == null) refuse(duplicate);
    if (names.has(`${protocol} ${name}`)) refuse(taken);
    names.add(`${protocol} ${name}`);
  }
}

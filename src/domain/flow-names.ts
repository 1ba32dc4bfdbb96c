import type { ClientRepresentation, RealmDocument } from "./realm-document.ts";

interface WithFlows {
  readonly authenticationFlows?: readonly { readonly id?: string; readonly alias?: string }[];
}

/** The names of a realm's authentication flows, by their ids. */
export function flowNames(document: RealmDocument): ReadonlyMap<string, string> {
  const { authenticationFlows } = document as RealmDocument & WithFlows;
  const flows = Array.isArray(authenticationFlows) ? authenticationFlows : [];
  return new Map(flows.map(({ id = "", alias = "" }) => [id, alias]));
}

/** The flows that a client has in place of the realm's, by their names: ids differ from server to server. */
export function flowOverridesOf(
  document: RealmDocument,
  client: ClientRepresentation | undefined,
): ReadonlyMap<string, string> {
  const overrides = Object.entries(client?.authenticationFlowBindingOverrides ?? {});
  if (overrides.length === 0) return new Map();
  const names = flowNames(document);
  return new Map(overrides.map(([binding, id]) => [binding, names.get(String(id)) ?? String(id)]));
}

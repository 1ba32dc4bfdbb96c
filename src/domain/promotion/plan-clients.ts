import { BUILT_IN_CLIENTS } from "../built-in-clients.ts";
import type { ClientRepresentation } from "../realm-document.ts";
import { isMasked } from "../secrets.ts";
import { withFreeIds } from "./free-ids.ts";
import {
  type LeftDifference,
  leaveUndeleted,
  type PartChange,
  type PlanContext,
  type Planned,
  plan,
  together,
  topOf,
} from "./part-change.ts";
import { planScopeMappings } from "./plan-scope-mappings.ts";
import { planSettings, type Sent, type SettingRules } from "./plan-settings.ts";
import type { Settings } from "./push-step.ts";
import { listedScopes, scopeListChanges } from "./scope-lists.ts";

const RULES: SettingRules = {
  fieldsOf: "ClientRepresentation",
  unsent: {
    authorizationSettings: "authorization settings are not sent",
    authenticationFlowBindingOverrides: "authentication flows are not sent",
    registrationAccessToken: "Keycloak makes registration access tokens by itself",
    registeredNodes: "registered nodes are not sent",
  },
  emptied: {
    name: "",
    description: "",
    rootUrl: "",
    adminUrl: "",
    baseUrl: "",
    redirectUris: [],
    webOrigins: [],
  },
};

/** Fields that are changed by calls of their own. */
const APART: ReadonlySet<string> = new Set(["defaultClientScopes", "optionalClientScopes", "scopeMappings"]);

export function planClient(context: PlanContext, part: PartChange): Planned {
  const clientId = part.name;
  const here = context.here.clients.get(clientId);
  const there = context.there.clients.get(clientId);
  if (!here)
    return context.deletes && !BUILT_IN_CLIENTS.has(clientId)
      ? plan({ type: "deleteClient", clientId })
      : leaveUndeleted(part);
  const mappings = plan(planScopeMappings(context, { client: clientId }));
  return together(there ? planChangedClient(here, there, part) : planNewClient(context, here), mappings);
}

function planNewClient({ there }: PlanContext, here: ClientRepresentation): Planned {
  const { secret, ...rest } = here;
  const client = {
    redirectUris: [],
    webOrigins: [],
    ...withFreeIds(rest, there),
    ...(secret !== undefined && !isMasked(secret) && { secret }),
  };
  const sent = Object.entries(client).filter(([field]) => !Object.hasOwn(RULES.unsent, field));
  return { ...plan({ type: "createClient", client: Object.fromEntries(sent) as typeof client }), left: unsentOf(here) };
}

/** What a new client would have had to bring. */
const unsentOf = (here: ClientRepresentation): LeftDifference[] =>
  Object.entries(here)
    .filter(([field, value]) => Object.hasOwn(RULES.unsent, field) && Object.keys(value ?? {}).length > 0)
    .map(([field]) => ({
      difference: { kind: "client", name: here.clientId, change: "differs", field },
      reason: RULES.unsent[field] ?? "",
    }));

function planChangedClient(here: ClientRepresentation, there: ClientRepresentation, part: PartChange): Planned {
  const { clientId } = here;
  const settings = part.differences.filter((difference) => !APART.has(topOf(difference)));
  const planned = planSettings(here, settings, RULES);
  const lists = scopeListChanges(
    listedScopes(here.defaultClientScopes, here.optionalClientScopes),
    listsAfter(planned.sent?.settings, there),
  );
  return {
    ...plan(
      planned.sent && { type: "updateClient", clientId, ...withWebOrigins(planned.sent, here) },
      lists && { type: "changeClientScopes", clientId, ...lists },
    ),
    left: planned.left,
  };
}

/** Redirect addresses without web origins would make Keycloak add origins of its own. */
const withWebOrigins = (sent: Sent, { webOrigins = [] }: ClientRepresentation): Sent =>
  Object.hasOwn(sent.settings, "redirectUris") ? { ...sent, settings: { ...sent.settings, webOrigins } } : sent;

const SERVICE_ACCOUNT = "service_account";

/** Keycloak assigns this client scope, and takes it away, with the service account. */
function listsAfter(settings: Settings | undefined, there: ClientRepresentation) {
  const present = listedScopes(there.defaultClientScopes, there.optionalClientScopes);
  const switched = settings?.serviceAccountsEnabled;
  if (switched === undefined) return present;
  const others = present.filter(({ name }) => name !== SERVICE_ACCOUNT);
  return switched === true ? [...others, ...listedScopes([SERVICE_ACCOUNT])] : others;
}

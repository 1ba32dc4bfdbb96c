import { BUILT_IN_CLIENTS } from "../built-in-clients.ts";
import type { ClientRepresentation } from "../realm-document.ts";
import { withFreeIds } from "./free-ids.ts";
import { maskedIn, withoutMasks } from "./masked-secrets.ts";
import {
  type LeftDifference,
  leave,
  leaveUndeleted,
  type PartChange,
  type PlanContext,
  type Planned,
  plan,
  together,
  topOf,
} from "./part-change.ts";
import { planAuthorization } from "./plan-authorization.ts";
import { planFlowOverrides } from "./plan-flow-overrides.ts";
import { planScopeMappings } from "./plan-scope-mappings.ts";
import { isAccountMade, SERVICE_ACCOUNT_SCOPE } from "./plan-service-accounts.ts";
import { planSettings, type Sent, type SettingRules } from "./plan-settings.ts";
import type { Settings } from "./push-step.ts";
import { listedScopes, scopeListChanges } from "./scope-lists.ts";

const RULES: SettingRules = {
  fieldsOf: "ClientRepresentation",
  unsent: {
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
const APART: ReadonlySet<string> = new Set([
  "defaultClientScopes",
  "optionalClientScopes",
  "scopeMappings",
  "authorizationSettings",
  "authenticationFlowBindingOverrides",
]);

export function planClient(context: PlanContext, part: PartChange): Planned {
  const clientId = part.name;
  const here = context.here.clients.get(clientId);
  const there = context.there.clients.get(clientId);
  if (!here) return planGoneClient(context, part);
  const mappings = plan(planScopeMappings(context, { client: clientId }));
  return together(there ? planChangedClient(context, here, there, part) : planNewClient(context, here), mappings);
}

function planGoneClient(context: PlanContext, part: PartChange): Planned {
  if (BUILT_IN_CLIENTS.has(part.name)) return leaveUndeleted(context, part);
  return context.deletes
    ? plan({ type: "deleteClient", clientId: part.name })
    : leave(part, "only there: a push that deletes would delete it");
}

function planNewClient(context: PlanContext, here: ClientRepresentation): Planned {
  const client = {
    redirectUris: [],
    webOrigins: [],
    ...withFreeIds(withoutMasks(here), context.there),
    ...(isAccountMade(context, here.clientId) && { serviceAccountsEnabled: false }),
    ...("authorizationSettings" in here && { authorizationServicesEnabled: false }), // else Keycloak adds settings of its own
  };
  const sent = Object.entries(client).filter(([field]) => !isSentApart(field) && !Object.hasOwn(RULES.unsent, field));
  return together(
    {
      ...plan({ type: "createClient", client: Object.fromEntries(sent) as typeof client }),
      left: [...maskedIn({ kind: "client", name: here.clientId }, here), ...unsentOf(here)],
    },
    planWhatFollows(context, here),
  );
}

/** The lists of client scopes come with a new client. */
const isSentApart = (field: string): boolean => APART.has(field) && !field.endsWith("ClientScopes");

/** What a new client would have had to bring. */
const unsentOf = (here: ClientRepresentation): LeftDifference[] =>
  Object.entries(here)
    .filter(([field, value]) => Object.hasOwn(RULES.unsent, field) && Object.keys(value ?? {}).length > 0)
    .map(([field]) => ({
      difference: { kind: "client", name: here.clientId, change: "differs", field },
      reason: RULES.unsent[field] ?? "",
    }));

/**
 * Settings that refer to what may be made after the client: flows, roles, users.
 *
 * @param changed how the client differs from the one there; absent where there is none.
 */
function planWhatFollows(context: PlanContext, here: ClientRepresentation, changed?: PartChange): Planned {
  const documents = { here: context.here.document, there: context.there.document };
  const there = changed && context.there.clients.get(here.clientId);
  const differences = new Map(changed?.differences.map((difference) => [difference.field, difference]));
  const flows = planFlowOverrides(here, there, documents);
  const isAuthorizationChanged = !changed || differences.has("authorizationSettings");
  const authorization = isAuthorizationChanged ? planAuthorization(here, there) : { left: [] };
  const left = [...flows.left, ...authorization.left].map(({ difference, reason }) => ({
    difference: differences.get(difference.field) ?? difference, // with the values of both sides
    reason,
  }));
  return { ...plan(flows.step, authorization.step), left };
}

function planChangedClient(
  context: PlanContext,
  here: ClientRepresentation,
  there: ClientRepresentation,
  part: PartChange,
): Planned {
  const { clientId } = here;
  const apart = new Set([...APART, ...(isAccountMade(context, clientId) ? ["serviceAccountsEnabled"] : [])]);
  const settings = part.differences.filter((difference) => !apart.has(topOf(difference)));
  const planned = planSettings(here, settings, RULES);
  const lists = scopeListChanges(
    listedScopes(here.defaultClientScopes, here.optionalClientScopes),
    listsAfter(planned.sent?.settings, there),
  );
  const settled = {
    ...plan(
      planned.sent && { type: "updateClient", clientId, ...withWebOrigins(planned.sent, here) },
      lists && { type: "changeClientScopes", clientId, ...lists },
    ),
    left: planned.left,
  };
  return together(settled, planWhatFollows(context, here, part));
}

/** Redirect addresses without web origins would make Keycloak add origins of its own. */
const withWebOrigins = (sent: Sent, { webOrigins = [] }: ClientRepresentation): Sent =>
  Object.hasOwn(sent.settings, "redirectUris") ? { ...sent, settings: { ...sent.settings, webOrigins } } : sent;

/** Keycloak assigns this client scope, and takes it away, with the service account. */
function listsAfter(settings: Settings | undefined, there: ClientRepresentation) {
  const present = listedScopes(there.defaultClientScopes, there.optionalClientScopes);
  const switched = settings?.serviceAccountsEnabled;
  if (switched === undefined) return present;
  const others = present.filter(({ name }) => name !== SERVICE_ACCOUNT_SCOPE);
  return switched === true ? [...others, ...listedScopes([SERVICE_ACCOUNT_SCOPE])] : others;
}

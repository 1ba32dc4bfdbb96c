import type { RealmDocument } from "../realm-document.ts";
import { type PartChange, type PlanContext, type Planned, plan, topOf } from "./part-change.ts";
import { planSettings, type SettingRules } from "./plan-settings.ts";
import { listedScopes, scopeListChanges } from "./scope-lists.ts";

const KEYS = "keys are not sent to a realm that is there already";

const RULES: SettingRules = {
  fieldsOf: "RealmRepresentation",
  unsent: {
    defaultRole: "Keycloak does not let the default role be changed",
    defaultGroups: "groups are not sent to a realm that is there already",
    localizationTexts: "texts are not sent to a realm that is there already",
    privateKey: KEYS,
    publicKey: KEYS,
    certificate: KEYS,
    codeSecret: KEYS,
  },
  emptied: {
    displayName: "",
    displayNameHtml: "",
    passwordPolicy: "",
    loginTheme: "",
    accountTheme: "",
    adminTheme: "",
    emailTheme: "",
    defaultLocale: "",
    supportedLocales: [],
    enabledEventTypes: [],
  },
  replacesAttributes: true,
};

const FLOWS: ReadonlySet<string> = new Set([
  "browserFlow",
  "registrationFlow",
  "directGrantFlow",
  "resetCredentialsFlow",
  "clientAuthenticationFlow",
  "dockerAuthenticationFlow",
  "firstBrokerLoginFlow",
]);

const SCOPE_LISTS: ReadonlySet<string> = new Set(["defaultDefaultClientScopes", "defaultOptionalClientScopes"]);

export function planRealm({ here, there }: PlanContext, { differences }: PartChange): Planned {
  const settings = differences.filter((difference) => !SCOPE_LISTS.has(topOf(difference)));
  const planned = planSettings(here.document, settings, {
    ...RULES,
    unsent: { ...RULES.unsent, ...flowsMissing(here.document, there.document) },
  });
  const lists = scopeListChanges(scopesOfNewClients(here.document), scopesOfNewClients(there.document));
  return {
    ...plan(
      planned.sent && { type: "updateRealm", ...planned.sent },
      lists && { type: "changeRealmClientScopes", ...lists },
    ),
    left: planned.left,
  };
}

const scopesOfNewClients = ({ defaultDefaultClientScopes, defaultOptionalClientScopes }: RealmDocument) =>
  listedScopes(defaultDefaultClientScopes, defaultOptionalClientScopes);

/** A realm that is told of a flow it does not have answers with a 500. */
function flowsMissing(here: RealmDocument, there: RealmDocument): Record<string, string> {
  const { authenticationFlows = [] } = there as {
    readonly authenticationFlows?: readonly { readonly alias?: string }[];
  };
  const known = new Set(authenticationFlows.map(({ alias }) => alias));
  const bound = Object.entries(here).filter(([field, alias]) => FLOWS.has(field) && !known.has(String(alias)));
  return Object.fromEntries(
    bound.map(([field, alias]) => [field, `the flow ${String(alias)} is not there, and flows are not sent`]),
  );
}

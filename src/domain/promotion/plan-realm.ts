import type { Difference } from "../comparison/compare-realms.ts";
import type { RealmDocument } from "../realm-document.ts";
import { FLOW_BINDINGS } from "../realm-settings.ts";
import { leave, type PartChange, type PlanContext, type Planned, plan, together, topOf } from "./part-change.ts";
import { groupsMissing } from "./plan-groups.ts";
import { planSettings, type SettingRules } from "./plan-settings.ts";
import { planTexts } from "./plan-texts.ts";
import { without } from "./role-names.ts";
import { listedScopes, scopeListChanges } from "./scope-lists.ts";

const KEYS = "keys are not sent to a realm that is there already";

const RULES: SettingRules = {
  fieldsOf: "RealmRepresentation",
  unsent: {
    defaultRole: "Keycloak does not let the default role be changed",
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

/** Fields that are changed by calls of their own. */
const APART: ReadonlySet<string> = new Set([
  "defaultDefaultClientScopes",
  "defaultOptionalClientScopes",
  "defaultGroups",
  "localizationTexts",
]);

export function planRealm({ here, there }: PlanContext, { differences }: PartChange): Planned {
  const settings = differences.filter((difference) => !APART.has(topOf(difference)));
  const planned = planSettings(here.document, settings, {
    ...RULES,
    unsent: { ...RULES.unsent, ...flowsMissing(here.document, there.document) },
  });
  const lists = scopeListChanges(scopesOfNewClients(here.document), scopesOfNewClients(there.document));
  const settled = plan(
    planned.sent && { type: "updateRealm", ...planned.sent },
    lists && { type: "changeRealmClientScopes", ...lists },
    ...planTexts(here.document, there.document),
  );
  return together({ ...settled, left: planned.left }, planDefaultGroups(here.document, there.document, differences));
}

const defaultGroupsOf = ({ defaultGroups = [] }: RealmDocument & { readonly defaultGroups?: readonly string[] }) =>
  defaultGroups;

function planDefaultGroups(here: RealmDocument, there: RealmDocument, differences: readonly Difference[]): Planned {
  const [wanted, present] = [defaultGroupsOf(here), defaultGroupsOf(there)];
  const missing = groupsMissing(wanted, there);
  const [assign, remove] = [without(wanted, [...present, ...missing], String), without(present, wanted, String)];
  const differing = differences.filter(({ field }) => field === "defaultGroups" && missing.length > 0);
  const reason = `there is no group ${missing.join(" and no group ")}, and groups are not sent`;
  return together(
    plan(assign.length + remove.length > 0 && { type: "changeDefaultGroups", assign, remove }),
    leave({ differences: differing }, reason),
  );
}

const scopesOfNewClients = ({ defaultDefaultClientScopes, defaultOptionalClientScopes }: RealmDocument) =>
  listedScopes(defaultDefaultClientScopes, defaultOptionalClientScopes);

/** A realm that is told of a flow it does not have answers with a 500. */
function flowsMissing(here: RealmDocument, there: RealmDocument): Record<string, string> {
  const { authenticationFlows = [] } = there as {
    readonly authenticationFlows?: readonly { readonly alias?: string }[];
  };
  const known = new Set(authenticationFlows.map(({ alias }) => alias));
  const bound = Object.entries(here).filter(([field, alias]) => FLOW_BINDINGS.has(field) && !known.has(String(alias)));
  return Object.fromEntries(
    bound.map(([field, alias]) => [field, `the flow ${String(alias)} is not there, and flows are not sent`]),
  );
}

import type { RealmDocument } from "../realm-document.ts";
import { FLOW_BINDINGS } from "../realm-settings.ts";
import { type Fields, fieldOf, partsOf, type Rule } from "./older-realm.ts";

type Flows = readonly Fields[];

/** Flows of a realm that names some; the others that every realm has are made when Keycloak takes it in. */
function withFlows(realm: RealmDocument, change: (flows: Flows) => Flows): RealmDocument {
  const flows = partsOf(realm, "authenticationFlows");
  if (!flows) return realm;
  const changed: RealmDocument & Fields = { ...realm, authenticationFlows: change(flows) };
  return changed;
}

const stepsOf = (flow: Fields | undefined): readonly Fields[] =>
  (flow && partsOf(flow, "authenticationExecutions")) ?? [];

const flowNamed = (flows: Flows, alias: unknown): Fields | undefined => flows.find((flow) => flow["alias"] === alias);

/** The alias of a flow and of all flows below it. */
function below(flows: Flows, alias: unknown, seen = new Set<unknown>()): Set<unknown> {
  if (alias === undefined || seen.has(alias)) return seen;
  seen.add(alias);
  for (const step of stepsOf(flowNamed(flows, alias))) below(flows, step["flowAlias"], seen);
  return seen;
}

const CHALLENGE = "http challenge";

/** Since 22 nobody signs in by an HTTP challenge; a flow that is in use stays. */
export const withoutHttpChallenge: Rule = (realm) =>
  withFlows(realm, (flows) => {
    const flow = flowNamed(flows, CHALLENGE);
    const overrides = (realm.clients ?? []).flatMap((client) =>
      Object.values(client.authenticationFlowBindingOverrides ?? {}),
    );
    const isUsed =
      [...FLOW_BINDINGS].some((name) => fieldOf(realm, name) === CHALLENGE) ||
      overrides.some((id) => id === flow?.["id"]);
    if (!flow || isUsed) return flows;
    const gone = below(flows, CHALLENGE);
    return flows.filter(({ alias }) => !gone.has(alias));
  });

/** Since 23 registration checks the profile by itself. */
export const withoutProfileStep: Rule = (realm) =>
  withFlows(realm, (flows) =>
    flows.map((flow) =>
      flow["providerId"] === "form-flow"
        ? {
            ...flow,
            authenticationExecutions: stepsOf(flow).filter(
              ({ authenticator }) => authenticator !== "registration-profile-action",
            ),
          }
        : flow,
    ),
  );

/** Since 26.6.1 the browser's flow asks for the organization, but in `master`. */
export const withOrganizationStep: Rule = (realm, { facts }) =>
  withFlows(realm, (flows) => {
    const browser = flowNamed(flows, "browser");
    const steps = [...below(flows, "browser")].flatMap((alias) => stepsOf(flowNamed(flows, alias)));
    const isThere = steps.some(({ authenticator }) => authenticator === "organization");
    if (!browser || isThere || realm.realm === "master") return flows;
    const asked = [...stepsOf(browser), subflow("Organization", "ALTERNATIVE", 26)];
    const changed = {
      ...browser,
      authenticationExecutions: asked.sort((a, b) => Number(a["priority"]) - Number(b["priority"])),
    };
    return [...flows.map((flow) => (flow === browser ? changed : flow)), ...organizationFlows(facts.newId)];
  });

const CONDITIONAL = "Browser - Conditional Organization";

const organizationFlows = (newId: () => string): Flows => [
  {
    ...{ id: newId(), alias: "Organization", providerId: "basic-flow", topLevel: false, builtIn: true },
    authenticationExecutions: [subflow(CONDITIONAL, "CONDITIONAL", 10)],
  },
  {
    ...{
      id: newId(),
      alias: CONDITIONAL,
      description: "Flow to determine if the organization identity-first login is to be used",
    },
    ...{ providerId: "basic-flow", topLevel: false, builtIn: true },
    authenticationExecutions: [
      step({ authenticator: "conditional-user-configured" }, "REQUIRED", 10),
      step({ authenticator: "organization" }, "ALTERNATIVE", 20),
    ],
  },
];

const step = (what: Fields, requirement: string, priority: number, isFlow = false): Fields => ({
  ...what,
  ...{ authenticatorFlow: isFlow, requirement, priority, autheticatorFlow: isFlow, userSetupAllowed: false },
});

const subflow = (flowAlias: string, requirement: string, priority: number): Fields =>
  step({ flowAlias }, requirement, priority, true);

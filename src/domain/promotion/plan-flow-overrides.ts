import { flowNames, flowOverridesOf } from "../flow-names.ts";
import type { ClientRepresentation, RealmDocument } from "../realm-document.ts";
import type { LeftDifference } from "./part-change.ts";
import type { PushStep } from "./push-step.ts";

interface OverridesPlan {
  readonly step?: Extract<PushStep, { type: "changeFlowOverrides" }>;
  readonly left: readonly LeftDifference[];
}

interface Sides {
  readonly here: RealmDocument;
  readonly there: RealmDocument;
}

/** A client names flows by their ids, which differ from server to server: their names are what is pushed. */
export function planFlowOverrides(
  here: ClientRepresentation,
  there: ClientRepresentation | undefined,
  documents: Sides,
): OverridesPlan {
  const [wanted, present] = [flowOverridesOf(documents.here, here), flowOverridesOf(documents.there, there)];
  const known = new Set(flowNames(documents.there).values());
  const bindings = [...new Set([...wanted.keys(), ...present.keys()])].filter(
    (binding) => (wanted.get(binding) ?? "") !== (present.get(binding) ?? ""),
  );
  const judged = bindings.map((binding) => {
    const flow = wanted.get(binding) ?? "";
    return { binding, flow, isThere: flow === "" || known.has(flow) };
  });
  const flows = judged.filter(({ isThere }) => isThere).map(({ binding, flow }) => [binding, flow]);
  const left = judged
    .filter(({ isThere }) => !isThere)
    .map(({ binding, flow }) => toLeft(here.clientId, binding, flow));
  if (flows.length === 0) return { left };
  return { step: { type: "changeFlowOverrides", clientId: here.clientId, flows: Object.fromEntries(flows) }, left };
}

const toLeft = (clientId: string, binding: string, flow: string): LeftDifference => ({
  difference: {
    ...{ kind: "client", name: clientId, change: "differs" },
    field: `authenticationFlowBindingOverrides.${binding}`,
  },
  reason: `the flow ${flow} is not there, and flows are not sent`,
});

import type { Difference } from "../comparison/compare-realms.ts";
import table from "../representation-fields.json" with { type: "json" };
import { type LeftDifference, topOf } from "./part-change.ts";
import type { Settings } from "./push-step.ts";

/** What a representation's fields need on their way to a server. */
export interface SettingRules {
  readonly fieldsOf: keyof typeof table;
  /** Fields that are not sent, each with the reason. */
  readonly unsent: Readonly<Record<string, string>>;
  /** Fields without a value here that may be emptied there: Keycloak has no default of its own for them. */
  readonly emptied: Readonly<Record<string, "" | readonly []>>;
  /** `attributes` is sent as a whole, because it replaces; else only the members that differ, because they merge. */
  readonly replacesAttributes?: true;
}

export interface Sent {
  readonly settings: Settings;
  /** What of them differs. */
  readonly fields: readonly string[];
}

interface PlannedSettings {
  /** Undefined where nothing is to be sent. */
  readonly sent?: Sent;
  readonly left: readonly LeftDifference[];
}

/** Keycloak sets it, and never takes it away. */
const OWN_RECORD = "attributes.realm_client";

/** The fields to send so that a thing becomes there what it is here. */
export function planSettings(here: object, differences: readonly Difference[], rules: SettingRules): PlannedSettings {
  const values = new Map<string, unknown>(Object.entries(here));
  const judged = differences.map((difference) => {
    const reason = reasonToLeave(difference, values.get(topOf(difference)), rules);
    return { difference, field: topOf(difference), reason };
  });
  const sent = judged.filter(({ reason }) => reason === undefined);
  const fields = sent.map(({ difference }) => difference.field ?? "");
  const settings = sent.map(({ field }) => [field, valueToSend(field, values.get(field), fields, rules)] as const);
  return {
    ...(sent.length > 0 && { sent: { settings: Object.fromEntries(settings), fields } }),
    left: judged.flatMap(({ difference, reason }) => (reason === undefined ? [] : [{ difference, reason }])),
  };
}

function reasonToLeave(difference: Difference, value: unknown, rules: SettingRules): string | undefined {
  const field = topOf(difference);
  if (difference.field === OWN_RECORD && difference.here === undefined) return "Keycloak keeps it for itself";
  if (Object.hasOwn(rules.unsent, field)) return rules.unsent[field];
  if (!Object.hasOwn(table[rules.fieldsOf], field)) return "Keycloak 26.7 has no such field";
  const hasValue = (value !== undefined && value !== null) || field === "attributes";
  return hasValue || Object.hasOwn(rules.emptied, field)
    ? undefined
    : "has no value here, and Keycloak has one of its own";
}

function valueToSend(field: string, value: unknown, fields: readonly string[], rules: SettingRules): unknown {
  if (field !== "attributes") return value ?? rules.emptied[field];
  const attributes = (value ?? {}) as Settings;
  return rules.replacesAttributes ? attributes : changedAttributes(attributes, fields);
}

const PREFIX = "attributes.";

/** An empty text takes an attribute away. */
function changedAttributes(attributes: Settings, fields: readonly string[]): Settings {
  const own = new Map(Object.entries(attributes));
  const names = fields.filter((field) => field.startsWith(PREFIX)).map((field) => field.slice(PREFIX.length));
  return Object.fromEntries(names.map((name) => [name, own.get(name) ?? ""]));
}

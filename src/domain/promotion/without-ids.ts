const IDS: ReadonlySet<string> = new Set(["id", "_id", "internalId", "containerId"]);

/** Maps of settings, whose members may be called anything. */
const SETTINGS: ReadonlySet<string> = new Set(["config", "attributes", "localizationTexts", "smtpServer"]);

/** A thing, and all within it, without the ids of its own, so that Keycloak makes new ones. */
export function withoutIds<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map((item) => withoutIds(item as unknown)) as Value;
  if (value === null || typeof value !== "object") return value;
  const members = Object.entries(value).filter(([name]) => !IDS.has(name));
  return Object.fromEntries(
    members.map(([name, member]) => [name, SETTINGS.has(name) ? member : withoutIds(member as unknown)]),
  ) as Value;
}

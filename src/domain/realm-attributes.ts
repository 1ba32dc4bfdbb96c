import type { RealmDocument } from "./realm-document.ts";

type Attributes = Readonly<Record<string, string>>;

/** What every realm shows among its attributes, whoever set it or not (recorded: `realm-put-attributes`). */
const ALWAYS_THERE: Attributes = {
  cibaBackchannelTokenDeliveryMode: "poll",
  cibaExpiresIn: "120",
  cibaAuthRequestedUserHint: "login_hint",
  oauth2DeviceCodeLifespan: "600",
  oauth2DevicePollingInterval: "5",
  parRequestUriLifespan: "60",
  cibaInterval: "5",
};

interface Twin {
  readonly field: string;
  readonly attribute: string;
  /** What the field falls back to when the attribute goes. */
  readonly otherwise: number | boolean;
  /** The field is not told by the attribute (asked on 26.7). */
  readonly oneWay?: true;
}

const twin = (field: string, otherwise: number | boolean, attribute = field): Twin => ({ field, attribute, otherwise });

/** Fields that Keycloak keeps as attributes and shows as both: they follow each other. */
const TWINS: readonly Twin[] = [
  twin("clientSessionIdleTimeout", 0),
  twin("clientSessionMaxLifespan", 0),
  twin("clientOfflineSessionIdleTimeout", 0),
  twin("clientOfflineSessionMaxLifespan", 0),
  { ...twin("oauth2DeviceCodeLifespan", 600), oneWay: true },
  { ...twin("oauth2DevicePollingInterval", 5), oneWay: true },
  twin("otpPolicyCodeReusable", false, "realmReusableOtpCode"),
];

/** The feature behind it is off: the attribute is kept, the field stays. */
const UNUSED_TWIN = "scimApiEnabled";

const TWIN_ATTRIBUTES: ReadonlySet<string> = new Set([...TWINS.map(({ attribute }) => attribute), UNUSED_TWIN]);

/** Whether what an attribute says is said by a field of the realm as well. */
export const isFieldToo = (attribute: string): boolean => TWIN_ATTRIBUTES.has(attribute);

/** The attributes of a realm as the Admin API shows them. */
export const shownAttributes = ({ attributes }: RealmDocument): Attributes => ({ ...ALWAYS_THERE, ...attributes });

/** Attributes in place of those that were there; fields that are kept as attributes change with them. */
export function withAttributes(document: RealmDocument, given: Readonly<Record<string, string | null>>): RealmDocument {
  const values = new Map(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== null));
  for (const { attribute, oneWay } of TWINS) if (oneWay) values.delete(attribute);
  const fields = TWINS.map(({ field, attribute, otherwise }) => [field, fieldValue(values.get(attribute), otherwise)]);
  const attributes = { ...ALWAYS_THERE, ...Object.fromEntries(values) };
  return { ...document, ...Object.fromEntries(fields), attributes };
}

function fieldValue(text: string | undefined, otherwise: number | boolean): number | boolean {
  if (text === undefined) return otherwise;
  if (typeof otherwise === "boolean") return text === "true";
  const number = Number(text);
  return text.trim() !== "" && Number.isInteger(number) ? number : otherwise;
}

/** What fields say that are kept as attributes as well. */
function attributesFrom(said: object): Attributes {
  const values = new Map<string, unknown>(Object.entries(said));
  const twins = [...TWINS, { field: UNUSED_TWIN, attribute: UNUSED_TWIN }];
  return Object.fromEntries(
    twins.flatMap(({ field, attribute }) => (values.has(field) ? [[attribute, String(values.get(field))]] : [])),
  );
}

/** Writes what the fields say into the attributes that keep them. */
export const withTwinsOf = (document: RealmDocument, said: object): RealmDocument => ({
  ...document,
  attributes: { ...document.attributes, ...attributesFrom(said) },
});

/** The attributes of a realm that is imported with less than all of it, and the fields that are kept as such. */
export function importedAttributes(
  given: Partial<RealmDocument>,
  ofNewRealm: Attributes,
): Readonly<Record<string, unknown>> & { readonly attributes: Attributes } {
  const own = new Map(Object.entries(given.attributes ?? {}));
  const fields = TWINS.filter(
    ({ field, attribute, oneWay }) => !oneWay && own.has(attribute) && !Object.hasOwn(given, field),
  );
  return {
    ...Object.fromEntries(fields.map((each) => [each.field, fieldValue(own.get(each.attribute), each.otherwise)])),
    attributes: { ...ofNewRealm, ...given.attributes, ...attributesFrom(given) },
  };
}

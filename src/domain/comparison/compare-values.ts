import { isObject, type JsonValue } from "../json.ts";
import { isMasked, isSecret } from "../secrets.ts";
import type { JsonObject, RealmPart } from "./part.ts";

/** A field that has one value here and another there. */
export interface FieldDifference {
  /** `fullScopeAllowed`, `attributes.access.token.lifespan` */
  readonly field: string;
  /** Undefined where it says nothing, or is a secret. */
  readonly here?: JsonValue;
  readonly there?: JsonValue;
  /** The values are secrets: they differ, and are not shown. */
  readonly secret?: true;
}

/** The fields of two parts of the same name that differ; members of maps (`attributes`, `config`) one by one. */
export const compareValues = (here: RealmPart, there: RealmPart): FieldDifference[] =>
  compareMembers(here.kind, here.value, there.value, "");

/** Maps that are looked into; whatever else nests is one value. */
const MAPS: ReadonlySet<string> = new Set([
  "attributes",
  "config",
  "smtpServer",
  "browserSecurityHeaders",
  "authenticationFlowBindingOverrides",
  "localizationTexts",
]);

/** Names of things that are known by other names. */
const IDS: ReadonlySet<string> = new Set(["id", "_id", "internalId", "containerId", "parentId", "realmId"]);

function compareMembers(
  kind: RealmPart["kind"],
  here: JsonObject,
  there: JsonObject,
  prefix: string,
): FieldDifference[] {
  const names = [...Object.keys(here), ...Object.keys(there).filter((name) => !Object.hasOwn(here, name))];
  return names.flatMap((name) => {
    if (prefix === "" && IDS.has(name)) return [];
    const [a, b] = [own(here, name), own(there, name)];
    if (prefix === "" && MAPS.has(name)) return compareMembers(kind, toObject(a), toObject(b), `${name}.`);
    return compareField(kind, prefix + name, a, b);
  });
}

const own = (object: JsonObject, name: string): unknown => (Object.hasOwn(object, name) ? object[name] : undefined);

const toObject = (value: unknown): JsonObject => (isObject(value) ? value : {});

function compareField(kind: RealmPart["kind"], field: string, here: unknown, there: unknown): FieldDifference[] {
  if (isMasked(here) || isMasked(there) || isAlike(here, there)) return [];
  const secret = isSecret(kind, field);
  // A side that does not show a key, and what belongs to it, has one all the same.
  if (kind === "component" && (secret || OF_A_KEY.test(field)) && (saysNothing(here) || saysNothing(there))) return [];
  return [secret ? { field, secret } : { field, ...shown("here", here), ...shown("there", there) }];
}

const OF_A_KEY = /^config\.(kid|keyUse|certificate|.*PublicKey)$/;

const shown = (side: "here" | "there", value: unknown) =>
  value === undefined || value === null ? {} : { [side]: value as JsonValue };

/** Keycloak writes out what its clients leave away: both say the same. */
const saysNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  value === false ||
  value === 0 ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.values(value).every(saysNothing));

function isAlike(here: unknown, there: unknown): boolean {
  if (here === there || (saysNothing(here) && saysNothing(there))) return true;
  if (Array.isArray(here) && Array.isArray(there)) return isAlikeList(here, there);
  if (isObject(here) && isObject(there))
    return [...new Set([...Object.keys(here), ...Object.keys(there)])].every(
      (name) => IDS.has(name) || isAlike(own(here, name), own(there, name)),
    );
  return false;
}

/** Lists of texts are sets in Keycloak; lists of anything else have an order. */
function isAlikeList(here: readonly unknown[], there: readonly unknown[]): boolean {
  const isTexts = [...here, ...there].every((item) => typeof item === "string");
  if (!isTexts) return here.length === there.length && here.every((item, i) => isAlike(item, there[i]));
  const [some, others] = [new Set(here), new Set(there)];
  return some.size === others.size && [...some].every((item) => others.has(item));
}

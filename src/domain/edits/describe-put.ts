import { mapperPartsOf } from "../comparison/client-parts.ts";
import { compareValues } from "../comparison/compare-values.ts";
import type { JsonObject, PartKind } from "../comparison/part.ts";
import { isObject } from "../json.ts";
import type { ProtocolMapperRepresentation, UserRepresentation } from "../realm-document.ts";
import { CLIENT_FIELDS_NOT_TAKEN, type GivenClient } from "./client-representation-edits.ts";
import { describeClientSettings, describeRealmSettings, describeSettings } from "./describe-edit.ts";
import { type GivenRealm, REALM_FIELDS_NOT_TAKEN } from "./realm-edits.ts";

/**
 * What a client that is put as a whole changes, in the lines that the single edits would have. No secret is in them.
 *
 * @param before as the Admin API shows it
 */
export function describeClientPut(before: JsonObject & { readonly clientId: string }, given: GivenClient): string[] {
  const { protocolMappers, attributes, ...rest } = given;
  const settings = {
    ...changedFields("client", before, rest, CLIENT_FIELDS_NOT_TAKEN),
    ...changedAttributes("client", before, attributes ?? {}),
  };
  const lines = [
    ...said(`${before.clientId}: `, describeClientSettings(settings)),
    ...(protocolMappers ? describeMappers(before, protocolMappers) : []),
  ];
  return lines.length > 0 ? lines : [`Client ${before.clientId} saved as it was`];
}

/** The same for a realm, whose attributes are replaced as a whole. */
export function describeRealmPut(before: JsonObject & { readonly realm: string }, given: GivenRealm): string[] {
  const { attributes, ...rest } = given;
  const gone = attributes ? Object.keys(toObject(before["attributes"])).map((name) => [name, null]) : [];
  const settings = {
    ...changedFields("realm", before, rest, REALM_FIELDS_NOT_TAKEN),
    ...changedAttributes("realm", before, { ...Object.fromEntries(gone), ...attributes }),
  };
  const name = given.realm ?? before.realm;
  const lines = [
    ...(name === before.realm ? [] : [`Realm ${before.realm} renamed to ${name}`]),
    ...said("Realm settings: ", describeRealmSettings(settings)),
  ];
  return lines.length > 0 ? lines : [`Realm ${name} saved as it was`];
}

/** The same for a user: of a service account, with its client's name. */
export function describeUserPut(before: UserRepresentation, after: UserRepresentation): string[] {
  const settings = changedFields("user", { ...before }, { ...after }, NONE);
  const whose = describeAccount(before);
  const lines = said(`${whose.line} `, describeSettings(settings));
  return lines.length > 0 ? lines : [`${whose.name} saved as it was`];
}

const NONE: ReadonlySet<string> = new Set();

function describeAccount({ serviceAccountClientId: client, username }: UserRepresentation) {
  if (client === undefined) return { name: `User ${username}`, line: `User ${username}:` };
  return { name: `The service account of ${client}`, line: `${client}: service account` };
}

const said = (before: string, what: string): string[] => (what === "" ? [] : [before + what]);

type Changed = Readonly<Record<string, unknown>>;

/** Fields that have another value; what is secret, or no plain value, says only that. */
function changedFields(kind: PartKind, before: JsonObject, given: JsonObject, notTaken: ReadonlySet<string>): Changed {
  const taken = Object.entries(given).filter(([name, value]) => value != null && !notTaken.has(name));
  const names = new Set(taken.map(([name]) => name));
  const here = Object.fromEntries(Object.entries(before).filter(([name]) => names.has(name)));
  const differences = compareValues(partOf(kind, here), partOf(kind, Object.fromEntries(taken)));
  const changed = differences.map(({ field, secret, there }) => {
    const [name = field] = field.split(".", 1);
    return [name, secret || name !== field || !isPlain(there) ? "changed" : (there ?? "")] as const;
  });
  return Object.fromEntries(changed);
}

function changedAttributes(kind: PartKind, before: JsonObject, given: Readonly<Record<string, unknown>>): Changed {
  const known = toObject(before["attributes"]);
  const here = Object.fromEntries(Object.entries(known).filter(([name]) => Object.hasOwn(given, name)));
  const there = Object.fromEntries(Object.entries(given).filter(([, value]) => value != null && value !== ""));
  const differences = compareValues(partOf(kind, { attributes: here }), partOf(kind, { attributes: there }));
  if (differences.length === 0) return {};
  const changed = differences.map(({ field, secret, there: value }) => {
    const name = field.slice("attributes.".length);
    return [name, secret ? "changed" : (value ?? null)] as const;
  });
  return { attributes: Object.fromEntries(changed) };
}

const partOf = (kind: PartKind, value: JsonObject) => ({ kind, name: "", value });

const isPlain = (value: unknown): boolean =>
  Array.isArray(value) ? value.every((item) => typeof item === "string") : !isObject(value);

const toObject = (value: unknown): JsonObject => (isObject(value) ? value : {});

function describeMappers(before: JsonObject & { readonly clientId: string }, given: Mappers): string[] {
  const owner = { client: before.clientId };
  const former = mapperPartsOf((before["protocolMappers"] ?? []) as Mappers, owner);
  const next = mapperPartsOf(given, owner);
  const added = next.filter(({ name }) => !former.some((each) => each.name === name));
  const removed = former.filter(({ name }) => !next.some((each) => each.name === name));
  const changed = next.filter((part) => {
    const was = former.find(({ name }) => name === part.name);
    return was !== undefined && compareValues(was, part).length > 0;
  });
  const lines = [
    ...added.map(({ name }) => `mapper ${name} added`),
    ...changed.map(({ name }) => `mapper ${name} changed`),
    ...removed.map(({ name }) => `mapper ${name} deleted`),
  ];
  return lines.map((line) => `${before.clientId}: ${line}`);
}

type Mappers = readonly ProtocolMapperRepresentation[];

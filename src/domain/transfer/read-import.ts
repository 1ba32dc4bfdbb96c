import type { PartialRealm } from "../complete-realm.ts";
import { isObject } from "../json.ts";
import { type JsonPath, type Reading, readRealm, readShape } from "../read-representation.ts";
import { realmPartsShape } from "../representation-shapes.ts";

/** Parts for a realm that is there already. */
export type RealmParts = Omit<PartialRealm, "realm">;

/** What one piece of JSON brings: a realm, or parts that do not say of which realm they are. */
export type ImportSource =
  | { readonly kind: "realm"; readonly realm: PartialRealm }
  | { readonly kind: "parts"; readonly parts: RealmParts };

/**
 * Tells what a file holds and reads it: a realm as Keycloak exports it, whole or in part; several of them in a list; a file for
 * partial import; a client as the console exports it, or a list of clients. What does not fit is told with its path.
 */
export function readImport(json: unknown): Reading<readonly ImportSource[]> {
  if (!Array.isArray(json)) return readOne(json, []);
  if (json.length === 0) return unfit([], "the list is empty");
  if (json.every((item) => isObject(item) && "clientId" in item))
    return readParts(
      { clients: json },
      json.map((_client, i) => [i]),
    );
  const sources: ImportSource[] = [];
  for (const [i, item] of json.entries()) {
    const reading = readOne(item, [i]);
    if ("problem" in reading) return reading;
    sources.push(...reading.value);
  }
  return { value: sources };
}

const unfit = (path: JsonPath, message: string): { problem: { path: JsonPath; message: string } } => ({
  problem: { path, message },
});

/** By these a file for partial import is known; Keycloak takes the first six in. */
const PARTS = ["clients", "roles", "users", "groups", "identityProviders", "identityProviderMappers", "clientScopes"];

function readOne(json: unknown, at: JsonPath): Reading<readonly ImportSource[]> {
  if (!isObject(json)) return unfit(at, "a realm, a client or a file for partial import is an object in { }");
  const first = findFirstGeneration(json);
  if (first) return unfit([...at, ...first], FIRST_GENERATION);
  if ("realm" in json) {
    const reading = readRealm(json);
    return "problem" in reading
      ? { problem: { ...reading.problem, path: [...at, ...reading.problem.path] } }
      : { value: [{ kind: "realm", realm: reading.value }] };
  }
  if ("clientId" in json) return readParts({ clients: [json] }, [at]);
  if (PARTS.some((name) => name in json)) return readParts(json, undefined, at);
  const { error, errorMessage } = json;
  const told = [error, errorMessage].find((each) => typeof each === "string");
  if (typeof told === "string")
    return unfit(
      at,
      `this is an error that Keycloak answered (${told.slice(0, LONGEST_TOLD)}), not an export: export again`,
    );
  return unfit(
    at,
    `this is no realm (it has no "realm"), no client (no "clientId") and no partial import (no ${PARTS.map((name) => `"${name}"`).join(", ")})`,
  );
}

const LONGEST_TOLD = 100;

const FIRST_GENERATION =
  "this is of Keycloak 1.x, which had applications and OAuth clients in place of clients: take it into a later Keycloak and export it from there";

/** Where a file shows that it is older than clients are; empty lists say nothing (asked on 26.7). */
function findFirstGeneration(json: Readonly<Record<string, unknown>>): JsonPath | undefined {
  const isFilled = (value: unknown) => value !== null && typeof value === "object" && Object.keys(value).length > 0;
  const list = ["applications", "oauthClients"].find((name) => isFilled(json[name]));
  if (list !== undefined) return [list];
  const { roles } = json;
  return isObject(roles) && isFilled(roles["application"]) ? ["roles", "application"] : undefined;
}

/** @param clientsAt where each client stands, when the file holds nothing but clients */
function readParts(json: object, clientsAt?: readonly JsonPath[], at: JsonPath = []): Reading<readonly ImportSource[]> {
  const reading = readShape(json, realmPartsShape);
  if ("value" in reading) return { value: [{ kind: "parts", parts: withoutPolicy(reading.value as RealmParts) }] };
  const [, i, ...rest] = reading.problem.path;
  const path = clientsAt ? [...(clientsAt[Number(i)] ?? []), ...rest] : [...at, ...reading.problem.path];
  return { problem: { ...reading.problem, path } };
}

/** Which policy a file asks for is the person's choice here. */
const withoutPolicy = (parts: RealmParts & { readonly ifResourceExists?: unknown }): RealmParts => {
  const { ifResourceExists: _policy, ...rest } = parts;
  return rest;
};

/** A source and the file it came from, for messages. */
export interface NamedSource {
  readonly from: string;
  readonly source: ImportSource;
}

const USERS_FILE: ReadonlySet<string> = new Set(["realm", "users", "federatedUsers"]);

/** Joins the files of users that `kc.sh export --dir` writes beside a realm to it; those of a realm that is not among the files are parts for it. */
export function withUsersJoined(
  sources: readonly NamedSource[],
): readonly (NamedSource & { readonly into?: string })[] {
  const isUsers = ({ source }: NamedSource) =>
    source.kind === "realm" &&
    Object.keys(source.realm).every((name) => USERS_FILE.has(name)) &&
    "users" in source.realm;
  const usersOf = new Map<string, NamedSource[]>();
  for (const each of sources) {
    if (!isUsers(each) || each.source.kind !== "realm") continue;
    const { realm } = each.source.realm;
    usersOf.set(realm, [...(usersOf.get(realm) ?? []), each]);
  }
  const wholes = sources.filter((each) => !isUsers(each));
  const joined = wholes.map((each) => {
    if (each.source.kind !== "realm") return each;
    const { realm } = each.source;
    const more = usersOf.get(realm.realm);
    usersOf.delete(realm.realm);
    return more ? { ...each, source: { kind: "realm" as const, realm: withUsers(realm, more) } } : each;
  });
  const others = [...usersOf].flatMap(([into, files]) =>
    files.map(({ from, source }) => ({ from, into, source: toParts(source) })),
  );
  return [...joined, ...others];
}

function withUsers(realm: PartialRealm, files: readonly NamedSource[]): PartialRealm {
  const lists = (field: "users" | "federatedUsers") =>
    [realm, ...files.map(({ source }) => (source.kind === "realm" ? source.realm : {}))].flatMap(
      (each) => ((each as Record<string, unknown>)[field] as readonly unknown[] | undefined) ?? [],
    );
  const federated = lists("federatedUsers");
  return {
    ...realm,
    users: lists("users"),
    ...(federated.length > 0 && { federatedUsers: federated }),
  } as PartialRealm;
}

function toParts(source: ImportSource): ImportSource {
  if (source.kind === "parts") return source;
  const { realm: _name, ...parts } = source.realm;
  return { kind: "parts", parts };
}

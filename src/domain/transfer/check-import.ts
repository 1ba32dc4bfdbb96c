import { findClientProblems } from "../client-validation.ts";
import type { PartialRealm } from "../complete-realm.ts";
import { refusedCharacterIn } from "../realm-name.ts";
import { RealmRefused } from "../realm-refused.ts";
import { refuseSettings } from "../realm-settings.ts";
import { findUnknownFields } from "../representations.ts";
import { findMapperTwin, findTwin } from "../twins.ts";
import { refuseUnfitParts } from "../unfit-parts.ts";
import type { RealmParts } from "./read-import.ts";

const LONGEST_NAME = 255;
const LONGEST_ID = 36;
/** What leaves room for `/realms/<name>/account/` in Keycloak's columns (asked on 26.7). */
const LONGEST_REALM = 237;

type Path = readonly (string | number)[];

/** Refuses a realm that Keycloak's import would not take either. @throws RealmRefused with the path of the first reason. */
export function refuseUnfitRealm(given: PartialRealm): void {
  const { realm, id = "", displayName = "" } = given;
  refuseName(realm);
  if (displayName.length > LONGEST_NAME)
    refuse(["displayName"], `displayName must not exceed ${LONGEST_NAME} characters`);
  if (id.length > LONGEST_ID) refuse(["id"], `id must not exceed ${LONGEST_ID} characters`);
  refuseSettings({ ...given }, {});
  refuseUnfitItems(given);
  refuseUnfitParts(given);
}

/**
 * Refuses what can be seen to be wrong with the parts of a realm without knowing the rest of it.
 *
 * @throws RealmRefused with the path of the first reason.
 */
export function refuseUnfitItems(given: RealmParts): void {
  refuseHostileFields(given);
  refuseLongNames(given);
  const all = { ...given, realm: "" };
  const twin = findTwin(all) ?? findMapperTwin(all);
  if (twin) refuse(twin.path, `${twin.message}: change one of the two, or take it out`);
  for (const [i, client] of (given.clients ?? []).entries()) {
    const [problem] = findClientProblems(client);
    if (problem !== undefined) refuse(["clients", i], `Invalid client ${shown(client.clientId)}: ${problem}`);
  }
}

const HOSTILE: ReadonlySet<unknown> = new Set(["__proto__", "constructor", "prototype"]);

/** As names of attributes, roles and the like they are taken: those can be any text. */
function refuseHostileFields(given: RealmParts): void {
  const found = findUnknownFields("RealmRepresentation", given).find(({ path }) => HOSTILE.has(path.at(-1)));
  if (found) refuse(found.path, `no Keycloak has a field named ${String(found.path.at(-1))}: take it out`);
}

function refuseName(realm: string): void {
  const character = refusedCharacterIn(realm);
  if (realm.trim() === "") refuse(["realm"], "Realm name cannot be empty");
  if (character !== undefined) refuse(["realm"], `The name of a realm cannot have the character '${character}'`);
  if (realm === "." || realm === "..")
    refuse(["realm"], `No address could lead to a realm named '${realm}': give it another name`);
  if (/\p{Surrogate}/u.test(realm))
    refuse(["realm"], "The name of a realm cannot have half a character: this escape is one of a pair");
  if (realm.length > LONGEST_REALM)
    refuse(["realm"], `The name of a realm must not exceed ${LONGEST_REALM} characters`);
}

function refuseLongNames({ roles = {}, clientScopes = [], users = [], groups = [] }: RealmParts): void {
  const lists: readonly (readonly [what: string, items: readonly object[], path: Path])[] = [
    ["role", roles.realm ?? [], ["roles", "realm"]],
    ...Object.entries(roles.client ?? {}).map(([owner, owned]) => ["role", owned, ["roles", "client", owner]] as const),
    ["client scope", clientScopes, ["clientScopes"]],
    ["user", users, ["users"]],
    ["group", groups, ["groups"]],
  ];
  for (const [what, items, path] of lists) {
    const field = what === "user" ? "username" : "name";
    const i = items.findIndex((item) => nameIn(item, field).length > LONGEST_NAME);
    if (i >= 0) refuse([...path, i, field], `The name of a ${what} must not exceed ${LONGEST_NAME} characters`);
  }
}

const nameIn = (item: object, field: string): string =>
  String((item as Readonly<Record<string, unknown>>)[field] ?? "");

const LONGEST_SHOWN = 60;

const shown = (name: string): string => (name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN)}…` : name);

function refuse(path: Path, message: string): never {
  throw new RealmRefused(message, path);
}

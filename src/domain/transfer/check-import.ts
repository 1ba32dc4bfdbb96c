import { findClientProblems } from "../client-validation.ts";
import type { PartialRealm } from "../complete-realm.ts";
import { refusedCharacterIn } from "../realm-name.ts";
import { RealmRefused } from "../realm-refused.ts";
import { refuseSettings } from "../realm-settings.ts";
import { findMapperTwin, findTwin } from "../twins.ts";
import { refuseUnfitParts } from "../unfit-parts.ts";

const LONGEST_NAME = 255;
const LONGEST_ID = 36;

/** Refuses a realm that Keycloak's import would not take either. @throws RealmRefused with the path of the first reason. */
export function refuseUnfitRealm(given: PartialRealm): void {
  const { realm, id = "", displayName = "" } = given;
  refuseName(realm);
  if (displayName.length > LONGEST_NAME)
    refuse(["displayName"], `displayName must not exceed ${LONGEST_NAME} characters`);
  if (id.length > LONGEST_ID) refuse(["id"], `id must not exceed ${LONGEST_ID} characters`);
  const twin = findTwin(given) ?? findMapperTwin(given);
  if (twin) refuse(twin.path, twin.message);
  refuseSettings({ ...given }, {});
  for (const [i, client] of (given.clients ?? []).entries()) {
    const [problem] = findClientProblems(client);
    if (problem !== undefined) refuse(["clients", i], `Invalid client ${client.clientId}: ${problem}`);
  }
  refuseUnfitParts(given);
}

function refuseName(realm: string): void {
  const character = refusedCharacterIn(realm);
  if (realm.trim() === "") refuse(["realm"], "Realm name cannot be empty");
  if (character !== undefined) refuse(["realm"], `The name of a realm cannot have the character '${character}'`);
  if (realm.length > LONGEST_NAME) refuse(["realm"], `The name of a realm must not exceed ${LONGEST_NAME} characters`);
}

function refuse(path: readonly (string | number)[], message: string): never {
  throw new RealmRefused(message, path);
}

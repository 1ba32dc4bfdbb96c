import { withoutIds } from "../domain/promotion/without-ids.ts";
import { KeycloakRefused } from "./keycloak-refused.ts";

/**
 * Makes a thing with the ids it has here. An id is taken where another realm there has it, as a copy of a realm under
 * another name does; no realm can be asked for all of its ids, so what is refused is sent once more without any, and Keycloak
 * makes new ones. What is refused for another reason is refused again.
 */
export async function withOwnIds<Thing, Made>(thing: Thing, make: (thing: Thing) => Promise<Made>): Promise<Made> {
  try {
    return await make(thing);
  } catch (error) {
    if (!(error instanceof KeycloakRefused) || error.status !== 409) throw error;
    return make(withoutIds(thing));
  }
}

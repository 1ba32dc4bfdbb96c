import type { CompiledRealm } from "../../domain/compiled-realm.ts";
import type { AuthenticationAttempt } from "./authenticator.ts";

/** So many other realms are named. */
const REALMS_NAMED = 5;

/** A client that the realm does not have: whether its name was nearly right, or is right in another realm. */
export function describeUnknown({ realm, realmsWithClient }: AuthenticationAttempt, clientId: string): string {
  const near = namesInLowerCase(realm).get(clientId.trim().toLowerCase());
  if (near !== undefined) return `no such client; ${near} differs only in case or white space`;
  const others = realmsWithClient(clientId).slice(0, REALMS_NAMED).join(", ");
  const none = `no client ${clientId} in realm ${realm.name}`;
  return others === "" ? none : `${none}; there is one in realm ${others}`;
}

const lowerCaseNames = new WeakMap<CompiledRealm, ReadonlyMap<string, string>>();

/** Made at the first wrong name, so that guessing names costs no scan of the realm each time. */
function namesInLowerCase(realm: CompiledRealm): ReadonlyMap<string, string> {
  const names =
    lowerCaseNames.get(realm) ??
    new Map([...realm.clientRepresentations.keys()].map((name) => [name.toLowerCase(), name]));
  lowerCaseNames.set(realm, names);
  return names;
}

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { AuthenticatorUnfit, type ClientAuthenticator } from "../start.ts";

/**
 * Loads a client authenticator of the user's own: the export `authenticator` of a module.
 *
 * @throws AuthenticatorUnfit saying why the file gives none
 */
export async function loadAuthenticator(file: string): Promise<ClientAuthenticator> {
  const path = resolve(file);
  let module: Readonly<Record<string, unknown>>;
  try {
    module = await import(/* @vite-ignore */ pathToFileURL(path).href);
  } catch (error) {
    throw new AuthenticatorUnfit(`${path} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
  const found = module["authenticator"];
  if (found === undefined) throw new AuthenticatorUnfit(`${path} has no export named authenticator`);
  return found as ClientAuthenticator; // checked where all are
}

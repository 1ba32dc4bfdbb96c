import type { KeycloakTarget } from "../contract/index.ts";
import { CallRefused } from "../start/workbench-door.ts";
import { ask, askSecret, isInteractive } from "./prompt.ts";

/**
 * Who signs in at a live Keycloak: `KEYCLOAK_USER` and `KEYCLOAK_PASSWORD`, or `KEYCLOAK_CLIENT_ID` and
 * `KEYCLOAK_CLIENT_SECRET`, of `KEYCLOAK_REALM` (master unless told); what is missing is asked for. Kept nowhere.
 */
export async function readTarget(url: string, env: NodeJS.ProcessEnv): Promise<KeycloakTarget> {
  if (!/^https?:\/\//.test(url))
    throw new CallRefused(`${url} is no address of a Keycloak: it begins with http:// or https://`);
  const { KEYCLOAK_REALM: authRealm = "master", KEYCLOAK_USER: user, KEYCLOAK_PASSWORD: password } = env;
  const { KEYCLOAK_CLIENT_ID: clientId, KEYCLOAK_CLIENT_SECRET: clientSecret } = env;
  if (!password && clientId && clientSecret) return { url, authRealm, credentials: { clientId, clientSecret } };
  if (user && password) return { url, authRealm, credentials: { username: user, password } };
  if (!isInteractive())
    throw new CallRefused("Set KEYCLOAK_USER and KEYCLOAK_PASSWORD, or KEYCLOAK_CLIENT_ID and KEYCLOAK_CLIENT_SECRET");
  const username = user || (await ask(`Administrator at ${url}: `));
  return {
    url,
    authRealm,
    credentials: { username, password: password || (await askSecret(`Password of ${username}: `)) },
  };
}

import { failed } from "../domain/trace.ts";
import { builtInAuthenticators } from "../protocol/client-authentication/authenticate-client.ts";
import type { AuthenticationVerdict, ClientAuthenticator } from "../protocol/client-authentication/authenticator.ts";
import { refusals } from "../protocol/oauth-error.ts";
import type { Log } from "../start.ts";

/** An authenticator of the user's own that cannot be used. */
export class AuthenticatorUnfit extends Error {
  override readonly name = "AuthenticatorUnfit";
}

/**
 * Keycloak's authenticators, and those of the user behind them.
 *
 * @throws AuthenticatorUnfit naming the field that is missing or wrong
 */
export function withCustomAuthenticators(
  custom: readonly ClientAuthenticator[],
  log: Log,
): readonly ClientAuthenticator[] {
  const ids = new Set(builtInAuthenticators.map(({ id }) => id));
  for (const authenticator of custom) {
    const problem = findProblem(authenticator);
    if (problem) throw new AuthenticatorUnfit(problem);
    if (ids.has(authenticator.id))
      throw new AuthenticatorUnfit(`there is an authenticator ${authenticator.id} already: give this one another id`);
    ids.add(authenticator.id);
  }
  return [...builtInAuthenticators, ...custom.map((authenticator) => guarded(authenticator, log))];
}

function findProblem(given: Partial<ClientAuthenticator> | null | undefined): string | undefined {
  if (typeof given !== "object" || given === null)
    return "an authenticator is an object { id, displayName, methods, authenticate }";
  const named = typeof given.id === "string" && given.id !== "" ? `authenticator ${given.id}` : undefined;
  if (!named) return "an authenticator needs an id: the clientAuthenticatorType of its clients";
  if (typeof given.displayName !== "string") return `${named} needs a displayName, a text`;
  if (!Array.isArray(given.methods) || given.methods.some((method) => typeof method !== "string"))
    return `${named} needs methods, a list of the names that discovery shows (it may be empty)`;
  return typeof given.authenticate === "function" ? undefined : `${named} needs authenticate, a function`;
}

/** What is not ours may throw: its client is refused in the words Keycloak has for that, and the log tells where. */
function guarded(authenticator: ClientAuthenticator, log: Log): ClientAuthenticator {
  const authenticate: ClientAuthenticator["authenticate"] = async (attempt): Promise<AuthenticationVerdict> => {
    try {
      const verdict: Partial<AuthenticationVerdict> | undefined = await authenticator.authenticate(attempt);
      return { ...verdict, trace: verdict?.trace ?? [] };
    } catch (error) {
      log.error(
        `authenticator ${authenticator.id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return {
        client: attempt.named,
        refusal: refusals.unreadableCredentials,
        trace: [failed(`authenticator ${authenticator.id}`, { actual: `it threw: ${String(error)}` })],
      };
    }
  };
  return { ...authenticator, authenticate };
}

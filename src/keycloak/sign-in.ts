import { fetchWithError, NetworkError } from "@keycloak/keycloak-admin-client";
import { KeycloakRefused, textOf, toKeycloakRefused } from "./keycloak-refused.ts";

export type Credentials =
  | { readonly username: string; readonly password: string }
  | { readonly clientId: string; readonly clientSecret: string };

export interface Account {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** The realm of the account. */
  readonly authRealm: string;
  readonly credentials: Credentials;
  /** For each call anew: it holds the time limit. */
  readonly newSignal: () => AbortSignal;
}

/** Tokens of admin-cli live 60 s: one that would end sooner than this is not used for another call. */
const SPARE_MS = 15_000;

/** Signs in when first asked, and again before the token ends; by the server's own count, because clocks differ. */
export function createTokenProvider(account: Account) {
  let current: { readonly token: Promise<string>; usableUntilMs: number } | undefined;
  return {
    getAccessToken: (): Promise<string> => {
      if (current && performance.now() < current.usableUntilMs) return current.token;
      const asked = { token: Promise.resolve(""), usableUntilMs: Number.POSITIVE_INFINITY };
      asked.token = signIn(account).then(
        ({ token, lifespanMs }) => {
          asked.usableUntilMs = performance.now() + Math.max(lifespanMs - SPARE_MS, lifespanMs / 2);
          return token;
        },
        (error: unknown) => {
          current = undefined;
          throw error;
        },
      );
      current = asked;
      return asked.token;
    },
    /** The next call signs in anew: the rights over a realm just made are not in the old token. */
    forget: (): void => {
      current = undefined;
    },
  };
}

async function signIn(account: Account): Promise<{ token: string; lifespanMs: number }> {
  const { baseUrl, authRealm, credentials, newSignal } = account;
  const path = `/realms/${encodeURIComponent(authRealm)}/protocol/openid-connect/token`;
  const startedMs = performance.now();
  try {
    const response = await fetchWithError(baseUrl + path, {
      method: "POST",
      redirect: "manual",
      signal: newSignal(),
      ...formOf(credentials),
    });
    const { access_token, expires_in } = (await response.json().catch(() => ({}))) as Record<string, unknown>;
    if (typeof access_token !== "string")
      throw new KeycloakRefused(`${baseUrl} does not answer as a Keycloak does (no token came from ${path})`);
    return { token: access_token, lifespanMs: Number(expires_in ?? 60) * 1000 - (performance.now() - startedMs) };
  } catch (error) {
    throw refusedSignIn(error, account) ?? toKeycloakRefused(error, { baseUrl, method: "POST", path });
  }
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields);

function formOf(credentials: Credentials): RequestInit {
  if ("username" in credentials)
    return { body: form({ grant_type: "password", client_id: "admin-cli", ...credentials }) };
  const { clientId, clientSecret } = credentials;
  const basic = [clientId, clientSecret].map((text) => form({ "": text }).toString().slice(1)).join(":");
  return {
    headers: { authorization: `Basic ${Buffer.from(basic).toString("base64")}` },
    body: form({ grant_type: "client_credentials" }),
  };
}

/** Refusals of the token endpoint that say more about the account than about the call. */
function refusedSignIn(error: unknown, { baseUrl, authRealm, credentials }: Account): KeycloakRefused | undefined {
  if (!(error instanceof NetworkError)) return undefined;
  const { status } = error.response;
  const text = textOf(error.responseData);
  if (text === undefined) return undefined;
  if (status === 404)
    return new KeycloakRefused(
      `${baseUrl} has no realm ${authRealm} (${text}); does the address need a path, such as /auth?`,
      status,
    );
  if (status !== 400 && status !== 401) return undefined;
  const who =
    "username" in credentials
      ? `the user ${credentials.username} or its password`
      : `the client ${credentials.clientId} or its secret`;
  return new KeycloakRefused(`${baseUrl}: ${who} is not accepted in realm ${authRealm} (${text})`, status);
}

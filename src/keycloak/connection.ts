import KeycloakAdminClient, { NetworkError } from "@keycloak/keycloak-admin-client";
import { type Call, KeycloakRefused, toKeycloakRefused } from "./keycloak-refused.ts";
import { type Credentials, createTokenProvider } from "./sign-in.ts";

export interface ConnectionOptions {
  /** With the path it is served below, if any: `https://sso.example.org/auth`. */
  readonly baseUrl: string;
  /** The realm of the account; `master` unless told. */
  readonly authRealm?: string;
  readonly credentials: Credentials;
  /** Ends whatever call is under way; calls then reject with its reason. */
  readonly signal?: AbortSignal;
}

type Names = Readonly<Record<string, string | number | boolean>>;

type Method = "GET" | "POST" | "PUT" | "DELETE";

/** The Admin API of a live Keycloak. Every call may reject with a {@link KeycloakRefused}. */
export interface Connection {
  readonly baseUrl: string;
  readonly signal: AbortSignal | undefined;
  /**
   * One call below `/admin/realms`. Names that stand in the path (`/{realm}/clients/{id}`) are put into it, the others
   * become its query.
   */
  readonly call: <Answer>(method: Method, path: string, names: Names, body?: unknown) => Promise<Answer>;
  /** The same, reading; undefined for a 404. */
  readonly find: <Answer>(path: string, names: Names) => Promise<Answer | undefined>;
  /** The same, making something; resolves to the last part of its address, which is its id. */
  readonly create: (path: string, names: Names, body: unknown) => Promise<string>;
  /** Signs in anew before the next call. */
  readonly renewToken: () => void;
}

/** A call that says nothing for this long has failed. */
const LONGEST_MS = 30_000;

/** Whole realms are sent and exported in one call, which takes a server some time. */
const LONGEST_FOR_REALM_MS = 300_000;

/** Prepares to speak to a Keycloak and signs in. @throws KeycloakRefused */
export async function connect(options: ConnectionOptions): Promise<Connection> {
  const baseUrl = parseBaseUrl(options.baseUrl);
  const { credentials, authRealm = "master", signal } = options;
  const limited = (longestMs: number) => AbortSignal.any([AbortSignal.timeout(longestMs), ...(signal ? [signal] : [])]);
  const account = { baseUrl, authRealm, credentials, newSignal: () => limited(LONGEST_MS) };
  const tokens = createTokenProvider(account);
  const admin = createAdmin(baseUrl, tokens, () => limited(LONGEST_MS));
  const patientAdmin = createAdmin(baseUrl, tokens, () => limited(LONGEST_FOR_REALM_MS));
  const send = (method: Method, path: string, names: Names, body?: unknown, more?: object): Promise<unknown> => {
    const { realms } = isOfWholeRealm(method, path) ? patientAdmin : admin;
    const request = realms.makeUpdateRequest({ method, path, ...placesOf(path, names), ...more });
    const call = { baseUrl, method, path: `/admin/realms${expanded(path, names)}`, ...realmOf(names) };
    const ask = () => request(names, body ?? {});
    return ask()
      .catch((error: unknown) => {
        if (!isSignedOut(error)) throw error;
        tokens.forget();
        return ask();
      })
      .catch((error: unknown) => {
        throw refusalOf(error, call, signal);
      });
  };
  await tokens.getAccessToken();
  return {
    baseUrl,
    signal,
    call: async <Answer>(...sent: Parameters<typeof send>) => (await send(...sent)) as Answer,
    find: async <Answer>(path: string, names: Names) =>
      ((await send("GET", path, names, undefined, { catchNotFound: true })) ?? undefined) as Answer | undefined,
    create: async (path, names, body) => {
      const made = await send("POST", path, names, body, { returnResourceIdInLocationHeader: { field: "id" } });
      return (made as { readonly id: string }).id;
    },
    renewToken: tokens.forget,
  };
}

/** Somebody ended the session, or the server was started anew: a new sign-in may be accepted. */
const isSignedOut = (error: unknown): boolean => error instanceof NetworkError && error.response.status === 401;

/** A cancelled call is no refusal. */
function refusalOf(error: unknown, call: Call, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason;
  if (error instanceof Error && error.message.startsWith("location header is not found"))
    return new KeycloakRefused(`${call.baseUrl} does not answer as a Keycloak does (${call.method} ${call.path})`);
  return toKeycloakRefused(error, call);
}

/** The library asks for its options at each call, so that each has a time limit of its own. */
function createAdmin(
  baseUrl: string,
  tokens: ReturnType<typeof createTokenProvider>,
  newSignal: () => AbortSignal,
): KeycloakAdminClient {
  const requestOptions = {
    redirect: "manual" as const,
    get signal() {
      return newSignal();
    },
  };
  const admin = new KeycloakAdminClient({ baseUrl, requestOptions });
  admin.registerTokenProvider(tokens);
  return admin;
}

const isOfWholeRealm = (method: Method, path: string): boolean =>
  method === "POST" && (path === "/" || path.endsWith("/partial-export"));

function placesOf(path: string, names: Names) {
  const urlParamKeys = Object.keys(names).filter((name) => path.includes(`{${name}}`));
  return { urlParamKeys, queryParamKeys: Object.keys(names).filter((name) => !urlParamKeys.includes(name)) };
}

const expanded = (path: string, names: Names): string =>
  path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(names[name] ?? ""));

const realmOf = ({ realm }: Names): { realm: string } | undefined =>
  realm === undefined ? undefined : { realm: String(realm) };

/** @throws KeycloakRefused; an address with a password in it is not repeated */
function parseBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new KeycloakRefused(`${url ? url.protocol : text} is no http or https address`);
  if (url.username || url.password)
    throw new KeycloakRefused(`the address of ${url.host} must not hold a user or a password`);
  return url.origin + url.pathname.replace(/\/+$/, "");
}

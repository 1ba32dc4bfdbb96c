import { NetworkError } from "@keycloak/keycloak-admin-client";

/** A live Keycloak could not be asked, or said no. The message is for people: address, call, Keycloak's own words; never a secret. */
export class KeycloakRefused extends Error {
  override readonly name = "KeycloakRefused";
  /** The status of its answer, if there was one. */
  readonly status: number | undefined;

  constructor(message: string, status?: number, cause?: unknown) {
    super(message, { cause });
    this.status = status;
  }
}

/** A call, as it is named in messages. */
export interface Call {
  readonly baseUrl: string;
  readonly method: string;
  readonly path: string;
  readonly realm?: string;
}

/** What a failed call says to a person. Anything that is no failure of a call is a bug and passes through. */
export function toKeycloakRefused(error: unknown, call: Call): unknown {
  if (error instanceof NetworkError) return refusedBy(error, call);
  if (error instanceof DOMException && error.name === "TimeoutError")
    return new KeycloakRefused(`${call.baseUrl} did not answer in time (${wordsOf(call)})`, undefined, error);
  if (error instanceof TypeError && error.message === "fetch failed") return unreached(error, call);
  return error;
}

const wordsOf = ({ method, path }: Call): string => `${method} ${path}`;

function refusedBy({ response, responseData }: NetworkError, call: Call): KeycloakRefused {
  const { status } = response;
  return new KeycloakRefused(`${call.baseUrl}: ${meaningOf(response, responseData, call)}`, status);
}

function meaningOf(response: Response, data: unknown, call: Call): string {
  const { status } = response;
  if (status >= 300 && status < 400)
    return `redirects to ${response.headers.get("location") ?? "nowhere"} (${status} on ${wordsOf(call)}): use the address that answers itself`;
  const said = `${status} on ${wordsOf(call)}`;
  const text = textOf(data);
  if (text === undefined && status !== 401 && status !== 403) return `does not answer as a Keycloak does (${said})`;
  if (status === 401) return `no longer accepts the sign-in (${said})`;
  if (status === 403) return `this account may not do that${call.realm ? ` in realm ${call.realm}` : ""} (${said})`;
  return `${text} (${said})`;
}

/** Keycloak has three shapes of errors; undefined for an answer in none of them. */
export function textOf(data: unknown): string | undefined {
  if (data === null || typeof data !== "object") return undefined;
  const { errorMessage, error_description, error } = data as Record<string, unknown>;
  return [errorMessage, error_description, error].find((text) => typeof text === "string");
}

const CERTIFICATE =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT.*)$/;

function unreached(error: TypeError, { baseUrl }: Call): KeycloakRefused {
  const { code, message } = causeOf(error);
  if (CERTIFICATE.test(code))
    return new KeycloakRefused(
      `${baseUrl}: its certificate is of no authority that is known here (${code}); name the authority's file in NODE_EXTRA_CA_CERTS`,
      undefined,
      error,
    );
  if (/^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO)/.test(code))
    return new KeycloakRefused(`${baseUrl}: no secure connection (${code}: ${message})`, undefined, error);
  return new KeycloakRefused(`${baseUrl} cannot be reached (${code || message})`, undefined, error);
}

/** Several addresses of one name fail with several errors. */
function causeOf({ cause }: TypeError): { code: string; message: string } {
  const first = cause instanceof AggregateError ? cause.errors[0] : cause;
  const { code, message } = (first ?? {}) as { code?: unknown; message?: unknown };
  return { code: String(code ?? ""), message: String(message ?? "no answer") };
}

import type { EndpointRequest } from "../endpoint.ts";

/** The credentials of a request, and where they stood; a broken percent escape in the header cannot be read at all. */
export interface ClientCredentials {
  readonly clientId: string | undefined;
  readonly secret: string | undefined;
  readonly method: "client_secret_basic" | "client_secret_post" | undefined;
  readonly unreadable?: true;
}

/**
 * Reads client credentials (RFC 6749 §2.3.1) as Keycloak does: the header first, each half form-decoded (appendix B),
 * then a `client_id` or `client_secret` of the form takes its place, each by itself.
 */
export function readClientCredentials(request: EndpointRequest): ClientCredentials {
  const basic = readBasic(request.header("authorization"));
  if (basic === "unreadable") return { clientId: undefined, secret: undefined, method: undefined, unreadable: true };
  const formId = request.form.first("client_id");
  const formSecret = request.form.first("client_secret");
  const secret = formSecret ?? basic?.secret;
  const method = formSecret !== undefined ? "client_secret_post" : basic && "client_secret_basic";
  return { clientId: formId ?? basic?.clientId, secret, method };
}

/** What a request brought to prove itself with, in words; never what it was. */
export function describeProof(request: EndpointRequest): string {
  if (request.form.first("client_assertion") !== undefined) return "a client assertion";
  if (request.form.first("client_secret") !== undefined) return "a client secret in the form";
  if (request.header("authorization") === undefined) return "no proof at all";
  return readClientCredentials(request).secret === undefined
    ? "an Authorization header without a client secret"
    : "a client secret in the Authorization header";
}

function readBasic(header: string | undefined): { clientId: string; secret: string } | "unreadable" | undefined {
  const [, encoded] = /^basic +(.*)$/i.exec(header ?? "") ?? [];
  if (encoded === undefined || !/^[A-Za-z0-9+/_-]+=*$/.test(encoded)) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 0) return undefined;
  try {
    return { clientId: formDecoded(text.slice(0, colon)), secret: formDecoded(text.slice(colon + 1)) };
  } catch {
    return "unreadable";
  }
}

const formDecoded = (text: string): string => decodeURIComponent(text.replaceAll("+", " "));
